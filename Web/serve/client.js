// What `swiftlet serve` puts into every page: reloads it when something has changed, shows why a build failed, and
// sends traps to the terminal.

import { framesOf } from '../loader.js';
import { Overlay } from './overlay.js';

/** What this page shows; the server names what it has in the same way. */
const version = new URL(import.meta.url).searchParams.get('version');

/**
 * @typedef {object} State
 * @property {string} version
 * @property {'building' | 'ready' | 'failed'} phase
 * @property {string} [text] the compiler's words
 * @property {import('./overlay.js').Problem[]} [problems]
 */

if (version !== null) {
    const overlay = new Overlay();
    // Connects again by itself when the server was away; a server that was started anew has a new version.
    const events = new EventSource('/swiftlet/events');
    events.addEventListener('state', event => {
        /** @type {State} */
        const state = JSON.parse(event.data);
        document.documentElement.dataset.swiftlet = state.phase;
        if (state.version !== version) location.reload();
        else if (state.phase === 'failed') overlay.show(state.problems ?? [], state.text ?? '');
        else if (state.phase === 'ready') overlay.hide();
    });
    // Browsers allow few connections to one server, and keep those of pages that were left.
    addEventListener('pagehide', () => events.close());

    addEventListener('error', event => reportError(event.error));
    addEventListener('unhandledrejection', event => reportError(event.reason));
    keepFatalErrors();
}

/** The last thing that a module said about its own end. */
let lastWords = '';

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
 * Sends a trap of a module to the terminal; other errors are the page's own.
 * @param {unknown} error
 */
function reportError(error) {
    if (!(error instanceof Error)) return;
    const cause = error.name === 'Trap' && error.cause instanceof Error ? error.cause : error;
    const frames = framesOf(cause.stack ?? '');
    if (frames.length === 0) return;
    const address = /\bhttps?:\/\/[^\s()]*?(\/[^\s():?#]*\.wasm)\b/.exec(cause.stack ?? '')?.[1];
    const lines = [
        ...address ? [`module ${address}`] : [],
        ...lastWords ? lastWords.trimEnd().split('\n').map(line => `output ${line}`) : [],
        `trap ${error.message.replace(/\s+/g, ' ')}`,
        ...frames.map(({ index, offset, name }) => `frame ${index} ${offset} ${name ?? ''}`),
    ];
    lastWords = '';
    sendReport(lines.join('\n') + '\n');
}

/**
 * Sends a report to the terminal; the lines are those of `Web/run/report.js`, with `module` and `output` before them.
 * @param {string} report
 */
export function sendReport(report) {
    // A server that is away hears nothing, and that is no error of the page.
    fetch('/swiftlet/report', { method: 'POST', body: report.slice(0, 60_000), keepalive: true }).catch(() => {});
}
