// What crossing costs, in nanoseconds, the best of seven rounds: `swiftlet build Benchmarks/Bridge && node Benchmarks/Bridge/bench.mjs`.
import init, * as bridge from './dist/Bridge.js';

await init();
const count = 200_000, target = { x: 0, f(text) { return text.length; } };
globalThis.target = target;

/** @param {string} name @param {() => void} body */
function measure(name, body) {
    let best = Infinity;
    for (let round = 0; round < 7; round++) {
        const start = performance.now();
        body();
        best = Math.min(best, performance.now() - start);
    }
    console.log(name.padEnd(40), (best / count * 1e6).toFixed(1).padStart(8));
}

measure('add(Int, Int)', () => { for (let i = 0; i < count; i++) bridge.add(i, 1); });
for (const text of ['0123456789', 'x'.repeat(100), 'x'.repeat(1000), '想要计算的结果要计算']) {
    measure(`echo of ${text.length} ${text.charCodeAt(0) > 127 ? 'ideographs' : 'letters'}`, () => { for (let i = 0; i < count; i++) bridge.echo(text); });
}
measure('object.x = object.x + 1', () => bridge.members(target, count));
measure('object.f("hello")', () => bridge.calls(target, count));
measure('@JSImport f("hello")', () => bridge.imports(count));
measure('an object, used and dropped', () => bridge.objects(count));
