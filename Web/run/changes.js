// What a program has changed in folders that were copied for it, so that the host can do the same to its own.

import { MemoryFile, MemoryFolder, MemoryLink } from '../filesystem.js';

/** What was at a path at first. The change time, which programs cannot set, says whether the contents are the same. */
/** @typedef {{ node: MemoryFile | MemoryFolder | MemoryLink, time: bigint }} Before */

/**
 * All that is in a folder now, by path.
 * @param {MemoryFolder} folder
 * @returns {Map<string, Before>}
 */
export function contentsOf(folder, prefix = '', found = new Map()) {
    for (const [name, node] of folder.entries) {
        found.set(prefix + name, { node, time: node.changeTime });
        if (node instanceof MemoryFolder) contentsOf(node, `${prefix}${name}/`, found);
    }
    return found;
}

/**
 * The changes since then as messages, in an order in which they can be done: each a line of JSON, and for a file its
 * contents after it. What is gone comes first, the innermost first of all.
 * @param {number} number which folder this is
 * @param {Map<string, Before>} before
 * @param {MemoryFolder} folder
 * @returns {Blob[]}
 */
export function changesSince(number, before, folder) {
    const after = contentsOf(folder);
    /** @type {Blob[]} */
    const messages = [];
    const add = (/** @type {object} */ change, /** @type {Uint8Array[]} */ ...contents) =>
        messages.push(new Blob([`${JSON.stringify({ folder: number, ...change })}\n`, .../** @type {any[]} */ (contents)]));
    // A file that was put in another's place keeps the place; only what changes its kind goes first.
    const isKept = (/** @type {string} */ path, /** @type {Before} */ { node }) => {
        const now = after.get(path)?.node;
        return now?.type === node.type && (now === node || node instanceof MemoryFile || node instanceof MemoryFolder);
    };
    for (const [path, old] of [...before].reverse()) {
        if (!isKept(path, old)) add({ kind: old.node instanceof MemoryFolder ? 'no folder' : 'no file', path });
    }
    for (const [path, { node, time }] of after) {
        const old = before.get(path);
        if (old?.node === node && (old.time === time || !(node instanceof MemoryFile))) continue;
        if (node instanceof MemoryLink) add({ kind: 'link', path, target: node.target });
        else if (node instanceof MemoryFile) add({ kind: 'file', path }, node.bytes);
        else if (!old || !isKept(path, old)) add({ kind: 'folder', path });
    }
    return messages;
}
