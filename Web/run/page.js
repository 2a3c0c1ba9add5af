// The page of `swiftlet run --on browser`: a worker runs the module, so that the page can send its output away while it
// runs. The page's address is the tool's server; nothing else is ever asked.

const worker = new Worker(new URL('worker.js', import.meta.url), { type: 'module' });

/** How many bytes of output have been sent away; the worker waits when too many have not. */
const sent = typeof SharedArrayBuffer === 'undefined' ? undefined : new Int32Array(new SharedArrayBuffer(4));

/**
 * What waits to be sent, in order: the worker's frames.
 * @type {Uint8Array[]}
 */
let waiting = [];
/**
 * Changes of folders, as changes.js writes them.
 * @type {Blob[]}
 */
const changes = [];
/** @type {string | undefined} */
let report;
let isSending = false;

/** Sends what waits, one request at a time so that the order stays; then changes, then the report. */
async function send() {
    if (isSending) return;
    isSending = true;
    while (waiting.length > 0) {
        const frames = waiting;
        waiting = [];
        await fetch('output', { method: 'POST', body: new Blob(frames) });
        if (sent) {
            Atomics.add(sent, 0, frames.reduce((sum, frame) => sum + frame.length, 0));
            Atomics.notify(sent, 0);
        }
    }
    for (let change = changes.shift(); change; change = changes.shift()) {
        await fetch('change', { method: 'POST', body: change });
    }
    isSending = false;
    if (report !== undefined) {
        const body = report;
        report = undefined;
        await fetch('report', { method: 'POST', body });
    }
}

worker.onmessage = (/** @type {MessageEvent} */ { data }) => {
    if (typeof data === 'string') report = data;
    else if (data instanceof Uint8Array) waiting.push(data);
    else changes.push(data.change);
    send();
};
worker.onerror = (/** @type {ErrorEvent} */ event) => {
    report = `error the page's worker failed: ${event.message ?? 'it could not be loaded'}\n`;
    send();
};
worker.postMessage(sent);
