// The program's files kept in the browser from one visit to the next, in the origin private file system.

import { packed, unpacked } from './files.js';

/** @typedef {import('./files.js').Entry} Entry */

const folderName = 'swiftlet';

/**
 * The place of one module's files. Throws where the browser keeps nothing for this page: one opened from a file, or
 * one in a private window of some browsers.
 * @param {string} module the module's name
 * @param {boolean} create
 */
async function place(module, create) {
    const root = await navigator.storage.getDirectory();
    const folder = await root.getDirectoryHandle(folderName, { create });
    return { folder, name: `${encodeURIComponent(module)}.files` };
}

/** Whether the browser offers it to this page. */
export const canKeep = () => globalThis.isSecureContext && typeof navigator.storage?.getDirectory === 'function';

/**
 * What was kept; nothing if nothing was.
 * @param {string} module
 * @returns {Promise<Entry[] | undefined>}
 */
export async function kept(module) {
    try {
        const { folder, name } = await place(module, false);
        const file = await (await folder.getFileHandle(name)).getFile();
        return unpacked(new Uint8Array(await file.arrayBuffer()));
    } catch (error) {
        if (/** @type {DOMException} */ (error).name === 'NotFoundError') return undefined;
        throw error;
    }
}

/**
 * Keeps files in place of those kept before.
 * @param {string} module
 * @param {Entry[]} entries
 */
export async function keep(module, entries) {
    const { folder, name } = await place(module, true);
    // The old contents stay until the new ones are whole.
    const file = await folder.getFileHandle(name, { create: true });
    const writable = await /** @type {any} */ (file).createWritable();
    await writable.write(packed(entries));
    await writable.close();
}

/**
 * Forgets what was kept.
 * @param {string} module
 */
export async function forget(module) {
    try {
        const { folder, name } = await place(module, false);
        await folder.removeEntry(name);
    } catch (error) {
        if (/** @type {DOMException} */ (error).name !== 'NotFoundError') throw error;
    }
}
