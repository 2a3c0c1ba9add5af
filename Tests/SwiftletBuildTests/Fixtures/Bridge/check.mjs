// What the tests of the bridge compare with. Each throws at the first thing that is not as it should be.

/** @param {any} actual @param {any} expected @param {string} what */
export function same(actual, expected, what) {
    // Long ones are the same at a glance.
    if (Object.is(actual, expected)) return;
    if (ArrayBuffer.isView(actual) && actual.constructor === expected?.constructor && actual.length === expected.length
        && actual.every((item, index) => Object.is(item, expected[index]))) return;
    const show = value => JSON.stringify(value, (key, item) => {
        if (typeof item === 'bigint') return `${item}n`;
        if (item === undefined) return 'undefined';
        if (Object.is(item, -0)) return '-0';
        if (typeof item === 'number' && !Number.isFinite(item)) return String(item);
        return ArrayBuffer.isView(item) ? `${item.constructor.name} ${Array.from(item)}` : item;
    });
    if (show(actual) !== show(expected)) throw new Error(`${what}: ${show(actual)} is not ${show(expected)}`);
}

/** @param {() => unknown} body @param {RegExp} message */
export function throwing(body, message) {
    try {
        body();
    } catch (error) {
        if (!message.test(String(error))) throw new Error(`${error} does not match ${message}`);
        return error;
    }
    throw new Error(`nothing was thrown, but should have been: ${message}`);
}

/** @param {Promise<unknown>} promise @param {RegExp} message */
export async function rejecting(promise, message) {
    const reason = await promise.then(value => { throw new Error(`a promise had the value ${value}, but should have been rejected: ${message}`); },
        error => error);
    if (!message.test(String(reason))) throw new Error(`${reason} does not match ${message}`);
    return reason;
}
