// What `swiftlet serve` puts into every page: reloads it when something has changed, shows why a build failed, and
// sends errors to the terminal.

import { watchErrors } from './errors.js';
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

    watchErrors();
}
