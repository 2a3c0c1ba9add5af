// A user's program in TypeScript. It is not run: the checker must take all of it, and find each error that is expected.
import init, * as bridge from 'bridge';
import { Counter, type Direction, type ParseError, type Path, type Point, type Shape } from 'bridge';

await init();
await init(new URL('./Bridge.wasm', import.meta.url));
await init(fetch('Bridge.wasm'));
await init(new Uint8Array(8));

const text: string = bridge.echoString('text');
// @ts-expect-error
bridge.echoString(5);
const large: bigint = bridge.echoInt64(5n);
// @ts-expect-error
bridge.echoInt64(5);
const bytes: Uint8Array = bridge.echoBytes([1, 2]);
bridge.echoBytes(bytes);
const maybe: number | undefined = bridge.echoOptionalInt(null);
// @ts-expect-error
const certain: number = bridge.echoOptionalInt(1);

const place: Point = { x: 1, y: 2 };
const path: Path = bridge.echoPath({ points: [place, { ...place, label: 'here' }], isClosed: false });
// @ts-expect-error
bridge.echoPoint({ x: 1 });
const direction: Direction = bridge.echoDirection('north');
// @ts-expect-error
bridge.echoDirection('up');
const shape: Shape = bridge.echoShape({ type: 'circle', center: place, radius: 2 });
if (shape.type === 'circle') console.log(shape.radius, shape.center.label?.length);
// @ts-expect-error
bridge.echoShape({ type: 'circle', radius: 2 });

const counter = new Counter(1, 2);
counter.count = counter.double + counter.add(Counter.zero()).history.length;
// @ts-expect-error
counter.double = 3;
counter.free();

const add = bridge.adder(2);
const sum: number = add(1);
add.free();
bridge.store(value => value * 2);
bridge.store(null);
// @ts-expect-error
bridge.apply((count: string) => count);
const greeting: string = bridge.greeter()('Ada', place);

const waited: Promise<string> = bridge.waitFor('text', 5);
try {
    bridge.parse('x');
} catch (error) {
    const { value } = error as { value: ParseError };
    if (value.type === 'unexpected') console.log(value.character, value.at);
}
const deleted: number = bridge.delete(bridge.take('a', 1).length);
export { text, large, maybe, certain, path, direction, sum, greeting, waited, deleted };
