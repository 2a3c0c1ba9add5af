// The page of `swiftlet serve` for what has none of its own: runs the module in a worker, or by Go's script, and shows what it prints.

import { sendReport } from './errors.js';
import { runGo } from './go.js';

const element = (/** @type {string} */ id) => /** @type {HTMLElement} */ (document.getElementById(id));
const output = element('output');

/** How many bytes of output were shown; the worker waits when too many were not. */
const shown = typeof SharedArrayBuffer === 'undefined' ? undefined : new Int32Array(new SharedArrayBuffer(4));

/** What a program says last, for the report on why it stopped. */
let tail = '';
const decoders = new Map();

/**
 * Shows what one stream said.
 * @param {number} stream
 * @param {Uint8Array} bytes
 */
function show(stream, bytes) {
    let decoder = decoders.get(stream);
    if (!decoder) decoders.set(stream, decoder = new TextDecoder());
    const text = decoder.decode(bytes, { stream: true });
    tail = (tail + text).slice(-2000);
    const last = output.lastElementChild;
    const name = stream === 2 ? 'errors' : 'output';
    if (last?.className === name) {
        last.append(text);
    } else {
        const span = document.createElement('span');
        span.className = name;
        span.append(text);
        output.append(span);
    }
}

/**
 * Shows the worker's frames: a byte that names the stream, four of length, the bytes.
 * @param {Uint8Array} frames
 */
function showFrames(frames) {
    for (let rest = frames; rest.length >= 5;) {
        const length = new DataView(rest.buffer, rest.byteOffset).getUint32(1, true);
        show(rest[0], rest.subarray(5, 5 + length));
        rest = rest.subarray(5 + length);
    }
    if (shown) {
        Atomics.add(shown, 0, frames.length);
        Atomics.notify(shown, 0);
    }
}

/**
 * Shows how the module ended; a trap goes to the terminal too.
 * @param {string} report as report.js writes it
 */
function end(report) {
    const [kind, rest] = [report.split(' ', 1)[0], report.split('\n', 1)[0].replace(/^\S+ /, '')];
    document.documentElement.dataset.ended = kind;
    if (kind === 'exit') {
        element('state').textContent = rest === '0' ? 'ended' : `ended with exit code ${rest}`;
        return;
    }
    element('state').textContent = kind === 'trap' ? `trapped: ${rest}` : rest;
    element('state').className = 'errors';
    const said = tail.trimEnd().split('\n').slice(-3).filter(line => line !== '');
    sendReport(`module ${address}\n${said.map(line => `output ${line}\n`).join('')}${report}`);
}

let address = '';
const response = await fetch('/swiftlet/run/request.json');
if (response.ok) {
    const request = await response.json();
    address = request.module;
    element('name').textContent = document.title = request.arguments[0];
    element('state').textContent = 'running';
    if (request.script) {
        runGo(request, show).then(end, error => end(`error ${error.message}\n`));
    } else {
        runInWorker();
    }
} else {
    element('state').textContent = 'not built yet';
}

function runInWorker() {
    const worker = new Worker('/swiftlet/run/worker.js', { type: 'module' });
    worker.onmessage = ({ data }) => typeof data === 'string' ? end(data) : showFrames(data);
    worker.onerror = event => end(`error the page's worker failed: ${event.message ?? 'it could not be loaded'}\n`);
    worker.postMessage(shown);
}
