// Sends what stopped a page or one of its workers to the terminal: a module's trap with its frames, other errors with
// their stack.

import { framesOf } from '../loader.js';

/** The last thing that a module said about its own end. */
let lastWords = '';

/**
 * Listens in a page or a worker, whichever this is, for what nothing there catches.
 * @param {{ reason?: unknown, error?: unknown }[]} before events that came before this script was there
 */
export function watchErrors(before = []) {
    keepFatalErrors();
    const take = (/** @type {{ reason?: unknown, error?: unknown }} */ event) => {
        const report = reportOn('reason' in event ? event.reason : event.error);
        if (report) sendReport(report);
        return 0;
    };
    addEventListener('error', take);
    addEventListener('unhandledrejection', take);
    before.forEach(take);
}

/** Embedded Swift prints the words of `fatalError` before it traps; they reach a page's console. */
function keepFatalErrors() {
    for (const name of /** @type {const} */ (['log', 'error'])) {
        const original = console[name];
        console[name] = (...values) => {
            if (typeof values[0] === 'string' && /(Fatal error|failed)\b/.test(values[0])) lastWords = values[0];
            original.apply(console, values);
        };
    }
}

/**
 * The lines of `Web/run/report.js`, with `module` and `output` before them; or `uncaught MESSAGE` and `stack LINE`.
 * @param {unknown} error
 */
function reportOn(error) {
    // A worker's error comes to its page as well, without its value: the worker has told it.
    if (error === undefined || error === null) return '';
    if (!(error instanceof Error)) return `uncaught ${oneLine(String(error))}\n`;
    const cause = error.name === 'Trap' && error.cause instanceof Error ? error.cause : error;
    const frames = framesOf(cause.stack ?? '');
    if (frames.length === 0) return `uncaught ${oneLine(`${error.name}: ${error.message}`)}\n${stackOf(error)}`;
    const address = /\bhttps?:\/\/[^\s()]*?(\/[^\s():?#]*\.wasm)\b/.exec(cause.stack ?? '')?.[1];
    const lines = [
        ...address ? [`module ${address}`] : [],
        ...lastWords ? lastWords.trimEnd().split('\n').map(line => `output ${line}`) : [],
        `trap ${oneLine(error.message)}`,
        ...frames.map(({ index, offset, name }) => `frame ${index} ${offset} ${name ?? ''}`),
    ];
    lastWords = '';
    return lines.join('\n') + '\n';
}

const oneLine = (/** @type {string} */ text) => text.replace(/\s+/g, ' ');

/**
 * The innermost frames of a stack; what this server serves is named by its path. Engines put the message first, or not.
 * @param {Error} error
 */
function stackOf({ stack = '' }) {
    const lines = stack.split('\n').filter(line => /^\s*at |@/.test(line)).slice(0, 5);
    return lines.map(line => `stack ${line.trim().replaceAll(location.origin, '')}\n`).join('');
}

/**
 * Sends a report to the terminal.
 * @param {string} report
 */
export function sendReport(report) {
    // A server that is away hears nothing, and that is no error of the page.
    fetch('/swiftlet/report', { method: 'POST', body: report.slice(0, 60_000), keepalive: true }).catch(() => {});
}
