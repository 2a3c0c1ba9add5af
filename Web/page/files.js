// Files as a page keeps and passes them: a flat list of what is in a folder. And such a list as one row of bytes.

import { MemoryFile, MemoryFolder, MemoryLink } from '../filesystem.js';

/**
 * What is at a path below the folder. Folders come before what they have.
 * @typedef {{ path: string, kind: 'file', bytes: Uint8Array }
 *     | { path: string, kind: 'folder' }
 *     | { path: string, kind: 'link', target: string }} Entry
 */

/**
 * A folder in memory from a list.
 * @param {Entry[]} entries
 */
export function folderOf(entries) {
    const folder = new MemoryFolder();
    for (const entry of entries) {
        if (entry.kind === 'folder' && !folder.get(entry.path)) folder.set(entry.path, new MemoryFolder());
        if (entry.kind === 'link') folder.set(entry.path, new MemoryLink(entry.target));
        if (entry.kind === 'file') folder.set(entry.path, new MemoryFile(entry.bytes));
    }
    return folder;
}

/**
 * A list from a folder in memory, sorted by name; contents are copies.
 * @param {MemoryFolder} folder
 * @returns {Entry[]}
 */
export function entriesOf(folder, prefix = '') {
    const names = [...folder.entries.keys()].sort();
    return names.flatMap(name => {
        const node = folder.entries.get(name);
        const path = prefix + name;
        if (node instanceof MemoryFolder) return [{ path, kind: 'folder' }, ...entriesOf(node, `${path}/`)];
        if (node instanceof MemoryLink) return [{ path, kind: 'link', target: node.target }];
        return [{ path, kind: 'file', bytes: /** @type {MemoryFile} */ (node).bytes.slice() }];
    });
}

/**
 * The list with an entry more, in place of what was at its path.
 * @param {Entry[]} entries
 * @param {Entry} entry
 */
export function adding(entries, entry) {
    const folder = folderOf(entries);
    const [node] = folderOf([{ ...entry, path: 'node' }]).entries.values();
    folder.set(entry.path, node);
    return entriesOf(folder);
}

/**
 * The list without a path and what is below it.
 * @param {Entry[]} entries
 * @param {string} path
 */
export const removing = (entries, path) =>
    entries.filter(entry => entry.path !== path && !entry.path.startsWith(`${path}/`));

/**
 * A list as bytes: the length of a description (four bytes, little end first), the description in JSON, the contents of
 * the files.
 * @param {Entry[]} entries
 */
export function packed(entries) {
    const contents = entries.flatMap(entry => entry.kind === 'file' ? [entry.bytes] : []);
    const description = new TextEncoder().encode(JSON.stringify(entries.map(entry =>
        entry.kind === 'file' ? { path: entry.path, kind: entry.kind, size: entry.bytes.length } : entry)));
    const bytes = new Uint8Array(4 + description.length + contents.reduce((sum, part) => sum + part.length, 0));
    new DataView(bytes.buffer).setUint32(0, description.length, true);
    let offset = 4;
    for (const part of [description, ...contents]) {
        bytes.set(part, offset);
        offset += part.length;
    }
    return bytes;
}

/**
 * The list of such bytes.
 * @param {Uint8Array} bytes
 * @returns {Entry[]}
 */
export function unpacked(bytes) {
    const length = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(0, true);
    let offset = 4 + length;
    /** @type {any[]} */
    const described = JSON.parse(new TextDecoder().decode(bytes.subarray(4, offset)));
    return described.map(({ size, ...entry }) => {
        if (entry.kind !== 'file') return entry;
        const content = bytes.slice(offset, offset + size);
        if (content.length !== size) throw new RangeError(`the kept files end inside ${entry.path}`);
        offset += size;
        return { ...entry, bytes: content };
    });
}
