// Bytes to text, for a program's output.

/**
 * An output that gives text as it comes, characters never cut in two.
 * @param {(text: string) => void} receive
 * @returns {import('./wasi.js').Output}
 */
export function text(receive) {
    const decoder = new TextDecoder();
    const output = (/** @type {Uint8Array} */ bytes) => {
        const part = decoder.decode(bytes.slice(), { stream: true });
        if (part !== '') receive(part);
    };
    output.flush = () => {
        const rest = decoder.decode();
        if (rest !== '') receive(rest);
    };
    return output;
}

/**
 * An output that gives whole lines, without their ends; what follows the last end comes with `flush`.
 * @param {(line: string) => void} receive
 * @returns {import('./wasi.js').Output}
 */
export function lines(receive) {
    let pending = '';
    const output = text(part => {
        const whole = (pending + part).split('\n');
        pending = /** @type {string} */ (whole.pop());
        whole.forEach(receive);
    });
    const flushText = output.flush;
    output.flush = () => {
        flushText?.();
        if (pending !== '') receive(pending);
        pending = '';
    };
    return output;
}
