// The `fd_` functions of preview 1: what a guest does with descriptors that it has.

import { fail, filetype, fstflags, rights, whence } from './abi.js';
import { FileDescriptor, FolderDescriptor } from './wasi-descriptors.js';
import { now } from './filesystem.js';

/** @typedef {import('./wasi.js').WASI} WASI */
/** @typedef {import('./filesystem.js').MemoryNode} MemoryNode */

/**
 * The descriptor of a number.
 * @param {WASI} wasi
 * @param {number} fd
 */
export function descriptor(wasi, fd) {
    return wasi.descriptors.get(fd) ?? fail('badf');
}

/**
 * The open file of a number; a stream answers `spipe`, a folder `badf`.
 * @param {WASI} wasi
 * @param {number} fd
 * @returns {FileDescriptor}
 */
function file(wasi, fd) {
    const open = descriptor(wasi, fd);
    if (open instanceof FileDescriptor) return open;
    return fail(open instanceof FolderDescriptor ? 'badf' : 'spipe');
}

/**
 * A 64-bit offset or size as a number; what no file can have is refused.
 * @param {bigint} value
 */
function size(value) {
    const unsigned = BigInt.asUintN(64, value);
    return unsigned <= Number.MAX_SAFE_INTEGER ? Number(unsigned) : fail('fbig');
}

/**
 * The pieces of memory of a scatter/gather list.
 * @param {WASI} wasi
 * @param {number} address
 * @param {number} count
 */
function pieces(wasi, address, count) {
    return Array.from({ length: count }, (_, index) => {
        const at = address + 8 * index;
        return wasi.bytes(wasi.view.getUint32(at, true), wasi.view.getUint32(at + 4, true));
    });
}

/**
 * Reads once, as much as the list has room for.
 * @param {WASI} wasi
 * @param {number} fd
 * @param {number} list
 * @param {number} count
 * @param {number} countAddress
 * @param {number} [offset]
 */
function read(wasi, fd, list, count, countAddress, offset) {
    const open = offset === undefined ? descriptor(wasi, fd) : file(wasi, fd);
    const targets = pieces(wasi, list, count);
    const bytes = open.read(targets.reduce((sum, target) => sum + target.length, 0), offset);
    let done = 0;
    for (const target of targets) {
        if (done === bytes.length) break;
        const part = bytes.subarray(done, done + target.length);
        target.set(part);
        done += part.length;
    }
    wasi.view.setUint32(countAddress, bytes.length, true);
}

/**
 * Writes all pieces of the list.
 * @param {WASI} wasi
 * @param {number} fd
 * @param {number} list
 * @param {number} count
 * @param {number} countAddress
 * @param {number} [offset]
 */
function write(wasi, fd, list, count, countAddress, offset) {
    const open = offset === undefined ? descriptor(wasi, fd) : file(wasi, fd);
    let done = 0;
    for (const piece of pieces(wasi, list, count)) {
        done += open.write(piece, offset === undefined ? undefined : offset + done);
    }
    wasi.view.setUint32(countAddress, done, true);
}

/**
 * Writes the 64 bytes of a `filestat`.
 * @param {WASI} wasi
 * @param {number} address
 * @param {MemoryNode | undefined} node nothing for a stream
 * @param {number} [type]
 */
export function writeStatus(wasi, address, node, type = node?.type ?? filetype.unknown) {
    const view = wasi.view;
    view.setBigUint64(address, 1n, true);
    view.setBigUint64(address + 8, node?.inode ?? 0n, true);
    view.setBigUint64(address + 16, BigInt(type), true);
    view.setBigUint64(address + 24, node?.linkCount ?? 1n, true);
    view.setBigUint64(address + 32, BigInt(node?.size ?? 0), true);
    view.setBigUint64(address + 40, node?.accessTime ?? 0n, true);
    view.setBigUint64(address + 48, node?.modifyTime ?? 0n, true);
    view.setBigUint64(address + 56, node?.changeTime ?? 0n, true);
}

/**
 * Sets a node's times.
 * @param {MemoryNode} node
 * @param {bigint} access
 * @param {bigint} modify
 * @param {number} flags
 */
export function setTimes(node, access, modify, flags) {
    const both = (/** @type {number} */ mask) => (flags & mask) === mask;
    if (both(fstflags.atim | fstflags.atimNow) || both(fstflags.mtim | fstflags.mtimNow)) fail('inval');
    const current = now();
    if (flags & fstflags.atim) node.accessTime = BigInt.asUintN(64, access);
    if (flags & fstflags.atimNow) node.accessTime = current;
    if (flags & fstflags.mtim) node.modifyTime = BigInt.asUintN(64, modify);
    if (flags & fstflags.mtimNow) node.modifyTime = current;
    node.changeTime = current;
}

/**
 * The node behind a descriptor; a stream has none.
 * @param {WASI} wasi
 * @param {number} fd
 * @returns {MemoryNode | undefined}
 */
function node(wasi, fd) {
    const open = descriptor(wasi, fd);
    return open instanceof FileDescriptor || open instanceof FolderDescriptor ? open.node : undefined;
}

/**
 * The path of a preopen.
 * @param {WASI} wasi
 * @param {number} fd
 */
function preopenPath(wasi, fd) {
    const open = descriptor(wasi, fd);
    if (!(open instanceof FolderDescriptor) || open.preopen === undefined) return fail('badf');
    return new TextEncoder().encode(open.preopen);
}

const entryHeaderSize = 24;

/**
 * `fd_readdir`: entries one after another, the last one cut where the buffer ends, which tells the guest to go on.
 * @param {WASI} wasi
 * @param {number} fd
 * @param {number} address
 * @param {number} length
 * @param {bigint} cookie
 * @param {number} usedAddress
 */
function readFolder(wasi, fd, address, length, cookie, usedAddress) {
    const open = descriptor(wasi, fd);
    if (!(open instanceof FolderDescriptor)) return fail('notdir');
    const target = wasi.bytes(address, length);
    const entries = open.entries(cookie === 0n);
    let used = 0;
    for (let index = size(cookie); index < entries.length && used < length; index++) {
        const { name, node } = entries[index];
        const encoded = new TextEncoder().encode(name);
        const entry = new Uint8Array(entryHeaderSize + encoded.length);
        const view = new DataView(entry.buffer);
        view.setBigUint64(0, BigInt(index + 1), true);
        view.setBigUint64(8, node.inode, true);
        view.setUint32(16, encoded.length, true);
        view.setUint8(20, node.type);
        entry.set(encoded, entryHeaderSize);
        const part = entry.subarray(0, length - used);
        target.set(part, used);
        used += part.length;
    }
    wasi.view.setUint32(usedAddress, used, true);
}

/** @type {Record<string, (wasi: WASI, ...values: any[]) => void>} */
export const fileFunctions = {
    fd_read: (wasi, fd, list, count, result) => read(wasi, fd, list, count, result),
    fd_pread: (wasi, fd, list, count, offset, result) => read(wasi, fd, list, count, result, size(offset)),
    fd_write: (wasi, fd, list, count, result) => write(wasi, fd, list, count, result),
    fd_pwrite: (wasi, fd, list, count, offset, result) => write(wasi, fd, list, count, result, size(offset)),

    fd_seek(wasi, fd, offset, origin, result) {
        const open = file(wasi, fd);
        /** @type {Record<number, number>} */
        const starts = { [whence.set]: 0, [whence.cur]: open.position, [whence.end]: open.file.size };
        const start = starts[origin] ?? fail('inval');
        const position = BigInt(start) + BigInt.asIntN(64, offset);
        if (position < 0n) fail('inval');
        open.position = size(position);
        wasi.view.setBigUint64(result, position, true);
    },
    fd_tell: (wasi, fd, result) => wasi.view.setBigUint64(result, BigInt(file(wasi, fd).position), true),

    fd_close(wasi, fd) {
        descriptor(wasi, fd);
        wasi.descriptors.delete(fd);
    },
    fd_renumber(wasi, from, to) {
        const open = descriptor(wasi, from);
        descriptor(wasi, to);
        wasi.descriptors.delete(from);
        wasi.descriptors.set(to, open);
    },
    fd_sync: (wasi, fd) => void descriptor(wasi, fd),
    fd_datasync: (wasi, fd) => void descriptor(wasi, fd),

    fd_advise(wasi, fd, _offset, _length, advice) {
        file(wasi, fd);
        if (advice > 5) fail('inval');
    },
    fd_allocate(wasi, fd, offset, length) {
        const open = file(wasi, fd);
        const end = size(offset) + size(length);
        if (end > open.file.size) open.file.resize(end);
    },

    fd_fdstat_get(wasi, fd, address) {
        const open = descriptor(wasi, fd);
        const view = wasi.view;
        view.setUint16(address, open.type, true);
        view.setUint16(address + 2, open.flags, true);
        view.setUint32(address + 4, 0, true);
        view.setBigUint64(address + 8, open.rights, true);
        view.setBigUint64(address + 16, open.inheritedRights, true);
    },
    fd_fdstat_set_flags(wasi, fd, flags) { descriptor(wasi, fd).flags = flags; },
    fd_fdstat_set_rights(wasi, fd, base, inherited) {
        const open = descriptor(wasi, fd);
        const [newBase, newInherited] = [BigInt.asUintN(64, base), BigInt.asUintN(64, inherited)];
        // Rights can only be given up.
        if (newBase & ~open.rights || newInherited & ~open.inheritedRights) fail('notcapable');
        open.rights = newBase;
        open.inheritedRights = newInherited;
    },

    fd_filestat_get: (wasi, fd, address) => writeStatus(wasi, address, node(wasi, fd), descriptor(wasi, fd).type),
    fd_filestat_set_size(wasi, fd, length) {
        const open = file(wasi, fd);
        if (!(open.rights & rights.fdWrite)) fail('inval');
        open.file.resize(size(length));
    },
    fd_filestat_set_times: (wasi, fd, access, modify, flags) =>
        setTimes(node(wasi, fd) ?? fail('badf'), access, modify, flags),

    fd_prestat_get(wasi, fd, address) {
        const path = preopenPath(wasi, fd);
        // Tag 0: a folder, the only kind.
        wasi.view.setUint32(address, 0, true);
        wasi.view.setUint32(address + 4, path.length, true);
    },
    fd_prestat_dir_name(wasi, fd, address, length) {
        const path = preopenPath(wasi, fd);
        if (path.length > length) fail('nametoolong');
        wasi.bytes(address, path.length).set(path);
    },

    fd_readdir: readFolder,
};
