// Runs a module in a page's worker, where it may block: on standard input, on a clock, on output not yet sent.

import { compile } from '../loader.js';
import { MemoryFolder, MemoryLink, sleep, WASI } from '../wasi.js';
import { changesSince, contentsOf } from './changes.js';
import { failureReport, perform } from './report.js';

/** How much output may wait before the guest does, in bytes. */
const mostUnsent = 4 << 20;

/**
 * The page's count of bytes sent away.
 * @type {Int32Array | undefined}
 */
let sent;
let posted = 0;

/** How much output is held back at most where no person waits for it, in bytes. */
const mostHeld = 64 << 10;

/** Frames not yet posted: a byte that names the stream, four of length, the bytes. */
let held = new Uint8Array(2 * mostHeld);
let heldLength = 0;

/**
 * An output that posts frames to the page: at once to a terminal, else in larger pieces.
 * @param {number} stream
 * @param {boolean} isTerminal
 */
const output = (stream, isTerminal) => (/** @type {Uint8Array} */ bytes) => {
    if (heldLength + 5 + bytes.length > held.length) post();
    if (5 + bytes.length > held.length) held = new Uint8Array(5 + bytes.length);
    held[heldLength] = stream;
    new DataView(held.buffer).setUint32(heldLength + 1, bytes.length, true);
    held.set(bytes, heldLength + 5);
    heldLength += 5 + bytes.length;
    if (isTerminal || heldLength >= mostHeld) post();
};

/** Posts what is held back, and waits while the page has too much to send away. */
function post() {
    if (heldLength === 0) return;
    const frames = held.slice(0, heldLength);
    heldLength = 0;
    posted = (posted + frames.length) | 0;
    postMessage(frames, { transfer: [frames.buffer] });
    while (sent) {
        const count = Atomics.load(sent, 0);
        // Both counts wrap around; their difference does not.
        if (((posted - count) | 0) <= mostUnsent) break;
        Atomics.wait(sent, 0, count);
    }
}

/**
 * The next bytes of standard input; waits for them.
 * @param {number} limit
 */
function input(limit) {
    post();
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
        const copies = await Promise.all(request.folders.map(({ entries }) => copyFolder(entries)));
        const before = copies.map(copy => contentsOf(copy));
        request.folders.forEach(({ guest }, number) => { folders[guest] = copies[number]; });
        const wasi = new WASI({
            arguments: request.arguments,
            environment: request.environment,
            folders,
            stdin: input,
            stdout: output(1, request.terminals[1]),
            stderr: output(2, request.terminals[2]),
            terminals: request.terminals,
            sleep(milliseconds) {
                post();
                sleep(milliseconds);
            },
        });
        const report = await perform(request, await compile(request.module), { wasi });
        post();
        // Also after a trap: on the host, what was written before it would be there too.
        before.forEach((contents, number) => {
            for (const change of changesSince(number, contents, copies[number])) postMessage({ change });
        });
        postMessage(report);
    } catch (error) {
        postMessage(failureReport(error));
    }
};
