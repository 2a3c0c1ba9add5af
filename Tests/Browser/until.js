/**
 * Waits until a condition holds, and returns what it gave.
 * @template Value
 * @param {() => Value | Promise<Value>} condition
 * @param {string} what for the message when it never does
 * @param {number} [limit] in milliseconds
 */
export async function until(condition, what, limit = 30_000) {
    const end = Date.now() + limit;
    let value;
    while (!(value = await condition())) {
        if (Date.now() > end) throw new Error(`it did not come to this within ${limit} ms: ${what}`);
        await new Promise(resolve => setTimeout(resolve, 50));
    }
    return value;
}
