// Runs the tests in Node, Deno or Bun: `node --expose-gc engine.mjs DIST [COUNT]`; with a count, the test of leaks.
import { readFileSync, writeFileSync } from 'node:fs';
import process from 'node:process';
import { directions } from './directions.mjs';
import { later } from './later.mjs';
import { leak } from './leak.mjs';
import { overflowing, stopping } from './stopping.mjs';
import { run } from './test.mjs';
import { errors } from './throwing.mjs';

const [folder, count] = process.argv.slice(2);
// The glue does not tell how many objects it keeps: a copy that does.
const source = readFileSync(`${folder}/Bridge.js`, 'utf8');
writeFileSync(`${folder}/Inspected.js`, source + `
export const held = () => objects.length - 2 - vacant.length, memory = () => wasm.memory.buffer.byteLength, idle = () => stacks.length;
`);
let instances = 0;
/** A new instance each time. */
async function make() {
    const instance = await import(`${folder}/Inspected.js?${instances++}`);
    await instance.default();
    return instance;
}
const bridge = await make();
if (count) {
    const gc = globalThis.gc ?? (() => globalThis.Bun.gc(true));
    const collect = async () => {
        await new Promise(resolve => setTimeout(resolve, 0));
        gc();
        await new Promise(resolve => setTimeout(resolve, 0));
    };
    console.log(await leak(bridge, Number(count), collect, bridge.memory, bridge.held, bridge.idle));
} else {
    console.log(run(bridge));
    directions(bridge);
    errors(bridge);
    await stopping(make);
    if ('Suspending' in WebAssembly) await overflowing(make);
    console.log(await later(bridge));
}
