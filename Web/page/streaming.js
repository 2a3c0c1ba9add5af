// Loading a module while telling how far it is.

/**
 * The module's bytes.
 * @param {string} address
 * @param {(loaded: number) => void} progress in bytes, after decompression
 */
export async function load(address, progress) {
    const response = await fetch(address);
    if (!response.ok) throw new Error(`${response.status} ${response.statusText}`);
    if (!response.body) return new Uint8Array(await response.arrayBuffer());
    const reader = response.body.getReader();
    /** @type {Uint8Array[]} */
    const parts = [];
    let loaded = 0;
    for (;;) {
        const { done, value } = await reader.read();
        if (done) break;
        parts.push(value);
        loaded += value.length;
        progress(loaded);
    }
    const bytes = new Uint8Array(loaded);
    let offset = 0;
    for (const part of parts) {
        bytes.set(part, offset);
        offset += part.length;
    }
    return bytes;
}
