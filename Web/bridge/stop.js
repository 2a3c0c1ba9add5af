// The end of a module. What JavaScript throws where Swift takes no error leaves functions of Swift in their middle: nothing of them may go on.

import { attach } from './memory.js';

/**
 * Why the module cannot be used any more.
 * @type {Error | undefined}
 */
export let stopped;

/**
 * Ends the module: every later use of it throws this error.
 * @param {string} why @param {unknown} [cause]
 * @returns {never}
 */
export function halt(why, cause) {
    stopped ??= Object.assign(new Error(why), { cause });
    attach(/** @type {any} */ (new Proxy({}, { get() { throw stopped; } })));
    throw stopped;
}

/**
 * Ends the module after an error that Swift does not take.
 * @param {string} what threw it @param {unknown} error
 * @returns {never}
 */
export function stop(what, error) {
    return halt(`${what} threw ${describeError(error)}, and the module has stopped: Swift takes errors where it says throws(JSException)`, error);
}

/** @param {unknown} error any value: some have no text */
export function describeError(error) {
    try {
        return String(error);
    } catch {
        return 'an object without text';
    }
}
