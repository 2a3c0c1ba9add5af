// Runs test.mjs in Node, Deno or Bun: `node --expose-gc engine.mjs DIST [COUNT]`; with a count, the test of leaks.
import { readFileSync, writeFileSync } from 'node:fs';
import process from 'node:process';
import { leak, run, runLater } from './test.mjs';

const [folder, count] = process.argv.slice(2);
// The glue does not tell how many objects it keeps: a copy that does.
const source = readFileSync(`${folder}/Bridge.js`, 'utf8');
writeFileSync(`${folder}/Inspected.js`, source + `
export const held = () => objects.length - 2 - vacant.length, memory = () => wasm.memory.buffer.byteLength;
`);
const bridge = await import(`${folder}/Inspected.js`);
await bridge.default();
if (count) {
    const gc = globalThis.gc ?? (() => globalThis.Bun.gc(true));
    const collect = async () => {
        await new Promise(resolve => setTimeout(resolve, 0));
        gc();
        await new Promise(resolve => setTimeout(resolve, 0));
    };
    console.log(await leak(bridge, Number(count), collect, bridge.memory, bridge.held));
} else {
    console.log(run(bridge));
    console.log(await runLater(bridge));
}
