// Runs a module in a page's worker, where it may block: on standard input, on a clock, on output not yet sent.

import { compile } from '../loader.js';
import { MemoryFolder, MemoryLink, WASI } from '../wasi.js';
import { failureReport, perform } from './report.js';

/** How much output may wait before the guest does, in bytes. */
const mostUnsent = 4 << 20;

/** The page's count of bytes sent away. @type {Int32Array | undefined} */
let sent;
let posted = 0;

/**
 * An output that posts frames to the page.
 * @param {number} stream
 */
const output = stream => (/** @type {Uint8Array} */ bytes) => {
    const frame = new Uint8Array(5 + bytes.length);
    frame[0] = stream;
    new DataView(frame.buffer).setUint32(1, bytes.length, true);
    frame.set(bytes, 5);
    posted = (posted + frame.length) | 0;
    postMessage(frame, [frame.buffer]);
    while (sent) {
        const count = Atomics.load(sent, 0);
        // Both counts wrap around; their difference does not.
        if (((posted - count) | 0) <= mostUnsent) break;
        Atomics.wait(sent, 0, count);
    }
};

/**
 * The next bytes of standard input; waits for them.
 * @param {number} limit
 */
function input(limit) {
    const request = new XMLHttpRequest();
    request.open('GET', `input?limit=${limit}`, false);
    request.responseType = 'arraybuffer';
    request.send();
    if (request.status !== 200) throw new Error(`standard input could not be read (${request.status})`);
    return new Uint8Array(request.response);
}

/**
 * A folder of the host, copied into memory.
 * @param {import('./report.js').Entry[]} entries
 */
async function copyFolder(entries) {
    const folder = new MemoryFolder();
    for (const { path, kind, content } of entries) {
        if (kind === 'folder') folder.set(path, new MemoryFolder());
        if (kind === 'link') folder.set(path, new MemoryLink(content));
        if (kind === 'file') folder.set(path, new Uint8Array(await (await fetch(content)).arrayBuffer()));
    }
    return folder;
}

onmessage = async ({ data }) => {
    sent = data;
    try {
        /** @type {import('./report.js').Request} */
        const request = await (await fetch('request.json')).json();
        /** @type {Record<string, MemoryFolder>} */
        const folders = {};
        for (const { guest, entries } of request.folders) folders[guest] = await copyFolder(entries);
        const wasi = new WASI({
            arguments: request.arguments,
            environment: request.environment,
            folders,
            stdin: input,
            stdout: output(1),
            stderr: output(2),
        });
        postMessage(await perform(request, await compile(request.module), { wasi }));
    } catch (error) {
        postMessage(failureReport(error));
    }
};
