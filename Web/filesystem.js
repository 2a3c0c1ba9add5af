// A file system in memory: folders, files and symbolic links as plain objects.

import { fail, filetype } from './abi.js';

let lastInode = 0n;

/** The time now in nanoseconds since 1970. */
export const now = () => BigInt(Math.round((performance.timeOrigin + performance.now()) * 1e3)) * 1000n;

/** What files, folders and links have in common. */
class Node {
    constructor() {
        /** A number of its own, never used again. */
        this.inode = ++lastInode;
        /** How many names lead here. */
        this.linkCount = 1n;
        this.accessTime = this.modifyTime = this.changeTime = now();
    }

    /** Says that the contents changed. */
    touch() {
        this.modifyTime = this.changeTime = now();
    }
}

/** A regular file. */
export class MemoryFile extends Node {
    /** @param {Uint8Array | ArrayBuffer | string} [contents] text is stored as UTF-8 */
    constructor(contents = '') {
        super();
        this.type = filetype.regularFile;
        // A buffer with room to grow, so that many small writes do not copy the file each time.
        /** @type {Uint8Array} */
        this.buffer = typeof contents === 'string' ? new TextEncoder().encode(contents) : new Uint8Array(contents);
        this.size = this.buffer.length;
    }

    /** The contents; valid until the next write. */
    get bytes() {
        return this.buffer.subarray(0, this.size);
    }

    /** The contents as text. */
    get text() {
        return new TextDecoder().decode(this.bytes);
    }

    /**
     * Reads at most `length` bytes from `offset`; none at or past the end.
     * @param {number} offset
     * @param {number} length
     */
    read(offset, length) {
        return this.buffer.subarray(Math.min(offset, this.size), Math.min(offset + length, this.size));
    }

    /**
     * Writes at `offset`, filling a gap with zeros.
     * @param {Uint8Array} bytes
     * @param {number} offset
     */
    write(bytes, offset) {
        if (bytes.length === 0) return;
        if (offset + bytes.length > this.size) this.resize(offset + bytes.length);
        this.buffer.set(bytes, offset);
        this.touch();
    }

    /**
     * Cuts the file or fills it up with zeros.
     * @param {number} size
     */
    resize(size) {
        if (size > this.buffer.length) {
            const grown = this.#allocate(Math.max(size, Math.min(2 * this.buffer.length, 2 ** 30), 256), size);
            grown.set(this.bytes);
            this.buffer = grown;
        } else if (size < this.size) {
            this.buffer.fill(0, size, this.size);
        }
        this.size = size;
        this.touch();
    }

    /** @param {number} wanted @param {number} needed */
    #allocate(wanted, needed) {
        for (const length of [wanted, needed]) {
            try {
                return new Uint8Array(length);
            } catch {
                // The engine refuses this length; the exact one may still do.
            }
        }
        return fail('nospc');
    }
}

/** A symbolic link. */
export class MemoryLink extends Node {
    /** @param {string} target */
    constructor(target) {
        super();
        this.type = filetype.symbolicLink;
        this.target = target;
        this.size = new TextEncoder().encode(target).length;
    }
}

/**
 * A folder: names and what they lead to.
 *
 *     new MemoryFolder({ 'notes.txt': 'hello', 'pictures': { 'a.png': bytes } })
 */
export class MemoryFolder extends Node {
    /** @param {FolderContents} [contents] text and bytes become files, plain objects folders */
    constructor(contents = {}) {
        super();
        this.type = filetype.directory;
        this.size = 0;
        /** @type {Map<string, MemoryNode>} */
        this.entries = new Map();
        for (const [name, value] of Object.entries(contents)) this.entries.set(name, nodeFrom(value));
    }

    /**
     * What a path below this folder leads to, or undefined. Links are not followed.
     * @param {string} path
     * @returns {MemoryNode | undefined}
     */
    get(path) {
        /** @type {MemoryNode | undefined} */
        let node = this;
        for (const name of path.split('/').filter(part => part !== '' && part !== '.')) {
            if (!(node instanceof MemoryFolder)) return undefined;
            node = node.entries.get(name);
        }
        return node;
    }

    /**
     * Puts something at a path below this folder, making the folders on the way.
     * @param {string} path
     * @param {MemoryNode | FolderContents | Uint8Array | string} value
     */
    set(path, value) {
        const names = path.split('/').filter(part => part !== '' && part !== '.');
        const last = names.pop();
        if (last === undefined) throw new TypeError(`“${path}” names nothing below the folder`);
        /** @type {MemoryFolder} */
        let folder = this;
        for (const name of names) {
            let next = folder.entries.get(name);
            if (!(next instanceof MemoryFolder)) folder.entries.set(name, next = new MemoryFolder());
            folder = next;
        }
        folder.entries.set(last, nodeFrom(value));
    }
}

/** @typedef {MemoryFile | MemoryFolder | MemoryLink} MemoryNode */
/** @typedef {{ [name: string]: MemoryNode | Uint8Array | ArrayBuffer | string | FolderContents }} FolderContents */

/**
 * @param {MemoryNode | FolderContents | Uint8Array | ArrayBuffer | string} value
 * @returns {MemoryNode}
 */
function nodeFrom(value) {
    if (value instanceof MemoryFile || value instanceof MemoryFolder || value instanceof MemoryLink) return value;
    if (typeof value === 'string' || value instanceof Uint8Array || value instanceof ArrayBuffer) {
        return new MemoryFile(value);
    }
    return new MemoryFolder(value);
}

/**
 * Where a path leads: the folder that has (or would have) the last name, and what is there now.
 * @typedef {object} Place
 * @property {MemoryFolder} parent
 * @property {string} name empty if the path is the starting folder itself
 * @property {MemoryNode | undefined} node
 * @property {MemoryFolder[]} way every folder from the start to `parent`
 * @property {boolean} mustBeFolder whether the path ends with a slash
 */

const longestLinkChain = 40;

/**
 * Follows a path from a folder, never out of it: an absolute path and a `..` too many are refused, also in links.
 * @param {MemoryFolder} start
 * @param {string} path
 * @param {{ followLast: boolean }} options whether a link at the end is followed
 * @returns {Place}
 */
export function resolve(start, path, { followLast }) {
    if (path === '') fail('noent');
    if (path.includes('\0')) fail('inval');
    if (path.startsWith('/')) fail('perm');
    const way = [start];
    const pending = path.split('/').reverse();
    const mustBeFolder = /(^|\/)\.{0,2}$/.test(path);
    let linksLeft = longestLinkChain;
    /** The last name reached; empty while the way's end is what the path means. */
    let name = '';
    while (pending.length > 0) {
        const part = /** @type {string} */ (pending.pop());
        if (part === '' || part === '.') continue;
        const parent = way[way.length - 1];
        if (part === '..') {
            if (way.length === 1) fail('perm');
            way.pop();
            continue;
        }
        const isLast = pending.every(rest => rest === '' || rest === '.');
        const node = parent.entries.get(part);
        if (node instanceof MemoryLink && (!isLast || followLast || mustBeFolder)) {
            if (linksLeft-- === 0) fail('loop');
            if (node.target.startsWith('/')) fail('perm');
            pending.push(...node.target.split('/').reverse());
            continue;
        }
        if (isLast) {
            name = part;
            if (mustBeFolder && node !== undefined && !(node instanceof MemoryFolder)) fail('notdir');
            return { parent, name, node, way, mustBeFolder };
        }
        if (node === undefined) fail('noent');
        if (!(node instanceof MemoryFolder)) fail('notdir');
        way.push(node);
    }
    // The path ended at a folder of the way: “.”, “a/..”, or a link to such.
    const node = way[way.length - 1];
    if (way.length === 1) return { parent: start, name: '', node, way, mustBeFolder };
    way.pop();
    const parent = way[way.length - 1];
    for (const [entry, child] of parent.entries) if (child === node) name = entry;
    return { parent, name, node, way, mustBeFolder };
}
