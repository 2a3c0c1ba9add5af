// What a descriptor number stands for: a stream, an open file or an open folder.

import { allRights, fail, fdflags, fileRights, filetype, folderRights, rights, streamRights } from './abi.js';

/** @typedef {import('./filesystem.js').MemoryFile} MemoryFile */
/** @typedef {import('./filesystem.js').MemoryFolder} MemoryFolder */
/** @typedef {import('./filesystem.js').MemoryNode} MemoryNode */
/** @typedef {InputStream | OutputStream | FileDescriptor | FolderDescriptor} Descriptor */

/** Standard input. */
export class InputStream {
    flags = 0;
    rights = streamRights & ~rights.fdWrite;
    inheritedRights = 0n;
    /** @type {Uint8Array} */
    #pending = new Uint8Array();
    /** @type {(limit: number) => Uint8Array} */
    #next = () => new Uint8Array();

    /**
     * @param {string | Uint8Array | ((limit: number) => Uint8Array)} source
     * @param {boolean} isTerminal
     */
    constructor(source, isTerminal) {
        this.type = isTerminal ? filetype.characterDevice : filetype.unknown;
        if (typeof source === 'function') {
            this.#next = source;
        } else {
            this.#pending = typeof source === 'string' ? new TextEncoder().encode(source) : source;
        }
    }

    /**
     * The next bytes, at most `limit`; none at the end.
     * @param {number} limit
     */
    read(limit) {
        if (limit === 0) return this.#pending.subarray(0, 0);
        if (this.#pending.length === 0) this.#pending = this.#next(limit);
        const bytes = this.#pending.subarray(0, limit);
        this.#pending = this.#pending.subarray(bytes.length);
        return bytes;
    }

    /** @returns {number} */
    write() { return fail('badf'); }
}

/** Standard output or error. */
export class OutputStream {
    flags = 0;
    rights = streamRights & ~rights.fdRead;
    inheritedRights = 0n;
    #receive;

    /**
     * @param {(bytes: Uint8Array) => void} receive
     * @param {boolean} isTerminal
     */
    constructor(receive, isTerminal) {
        this.#receive = receive;
        this.type = isTerminal ? filetype.characterDevice : filetype.unknown;
    }

    /** @returns {Uint8Array} */
    read() { return fail('badf'); }

    /** @param {Uint8Array} bytes */
    write(bytes) {
        if (bytes.length > 0) this.#receive(bytes);
        return bytes.length;
    }
}

/** An open file, with a position of its own. */
export class FileDescriptor {
    type = filetype.regularFile;
    inheritedRights = 0n;
    position = 0;

    /**
     * @param {MemoryFile} file
     * @param {{ reads: boolean, writes: boolean, flags: number }} mode
     */
    constructor(file, { reads, writes, flags }) {
        this.file = file;
        this.flags = flags;
        const writeRights = rights.fdWrite | rights.fdAllocate | rights.fdFilestatSetSize;
        this.rights = fileRights & ~(reads ? 0n : rights.fdRead) & ~(writes ? 0n : writeRights);
    }

    get node() { return this.file; }

    /**
     * Bytes from an offset, or from the position, which then moves.
     * @param {number} limit
     * @param {number} [offset]
     */
    read(limit, offset) {
        if (!(this.rights & rights.fdRead)) fail('badf');
        const bytes = this.file.read(offset ?? this.position, limit);
        if (offset === undefined) this.position += bytes.length;
        return bytes;
    }

    /**
     * Writes at an offset, or at the position (at the end when appending), which then moves.
     * @param {Uint8Array} bytes
     * @param {number} [offset]
     */
    write(bytes, offset) {
        if (!(this.rights & rights.fdWrite)) fail('badf');
        if (offset === undefined) {
            if (this.flags & fdflags.append) this.position = this.file.size;
            this.file.write(bytes, this.position);
            this.position += bytes.length;
        } else {
            this.file.write(bytes, offset);
        }
        return bytes.length;
    }
}

/** An open folder; a preopen has the path by which the guest knows it. */
export class FolderDescriptor {
    type = filetype.directory;
    rights = folderRights;
    inheritedRights = allRights;

    /**
     * @param {MemoryFolder} folder
     * @param {{ preopen?: string, flags?: number }} [options]
     */
    constructor(folder, options = {}) {
        const { preopen, flags = 0 } = options;
        this.folder = folder;
        this.preopen = preopen;
        this.flags = flags;
        /** @type {{ name: string, node: MemoryNode }[]} */
        this.listing = [];
    }

    get node() { return this.folder; }

    /**
     * The entries, as they were when the listing began.
     * @param {boolean} fromStart
     */
    entries(fromStart) {
        if (fromStart) {
            this.listing = [{ name: '.', node: this.folder }, { name: '..', node: this.folder }];
            for (const [name, node] of this.folder.entries) this.listing.push({ name, node });
        }
        return this.listing;
    }

    /** @returns {Uint8Array} */
    read() { return fail('isdir'); }

    /** @returns {number} */
    write() { return fail('badf'); }
}
