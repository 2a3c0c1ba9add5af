// Runs a module in Node over node:wasi. The tool hands this text to `node --eval`, in one with the modules that it imports
// and with two arguments: the request, and the number of the descriptor that takes the report.

import { readFileSync, writeSync } from 'node:fs';
import { WASI } from 'node:wasi';
import { Exit } from '../abi.js';
import { failureReport, perform } from './report.js';

/**
 * Node's WASI, with the face that the loader knows.
 * @param {import('./report.js').Request} request
 */
function nodeWASI({ arguments: args, environment: env, folders }) {
    const preopens = Object.fromEntries(folders.map(({ guest, host }) => [guest, host]));
    const wasi = new WASI({ version: 'preview1', args, env, preopens });
    return {
        imports: {
            wasi_snapshot_preview1: {
                ...wasi.wasiImport,
                proc_exit(/** @type {number | bigint} */ code) { throw new Exit(Number(code) >>> 0); },
            },
        },
        bind(/** @type {WebAssembly.Instance} */ { exports: { memory } }) {
            // Only the memory: Node would refuse an instance that exports `_start`, because it does not know that we
            // call that ourselves.
            if (memory instanceof WebAssembly.Memory) wasi.initialize({ exports: { memory } });
        },
        flush() {},
    };
}

/** @type {string} */
let report;
try {
    /** @type {import('./report.js').Request} */
    const request = JSON.parse(process.argv[1]);
    report = await perform(request, readFileSync(request.module), { wasi: nodeWASI(request) });
} catch (error) {
    report = failureReport(error);
}
writeSync(Number(process.argv[2]), report);
