// The `path_` functions of preview 1: opening, making, moving and removing what lies below an open folder.

import { fail, fdflags, oflags, rights } from './abi.js';
import { FileDescriptor, FolderDescriptor } from './wasi-descriptors.js';
import { MemoryFile, MemoryFolder, MemoryLink, resolve } from './filesystem.js';
import { descriptor, setTimes, writeStatus } from './wasi-files.js';

/** @typedef {import('./wasi.js').WASI} WASI */

const symlinkFollow = 1;

/**
 * Follows a path in the guest's memory from an open folder.
 * @param {WASI} wasi
 * @param {number} fd
 * @param {number} address
 * @param {number} length
 * @param {boolean} followLast
 */
function place(wasi, fd, address, length, followLast = false) {
    const open = descriptor(wasi, fd);
    if (!(open instanceof FolderDescriptor)) return fail('notdir');
    return resolve(open.folder, wasi.string(address, length), { followLast });
}

/**
 * The same, where something must be.
 * @param {Parameters<typeof place>} path
 */
function existing(...path) {
    const found = place(...path);
    return { ...found, node: found.node ?? fail('noent') };
}

/**
 * The same, where nothing may be yet and a new name goes.
 * @param {WASI} wasi
 * @param {number} fd
 * @param {number} address
 * @param {number} length
 */
function free(wasi, fd, address, length) {
    const found = place(wasi, fd, address, length);
    if (found.node) fail('exist');
    return found;
}

/**
 * Puts a node under a name.
 * @param {import('./filesystem.js').Place} place
 * @param {import('./filesystem.js').MemoryNode} node
 */
function enter({ parent, name }, node) {
    parent.entries.set(name, node);
    parent.touch();
}

/**
 * Takes a name away.
 * @param {import('./filesystem.js').Place} place
 */
function leave({ parent, name, node }) {
    parent.entries.delete(name);
    parent.touch();
    if (node) node.linkCount -= 1n;
}

/**
 * `path_open`.
 * @param {WASI} wasi
 * @param {number} fd
 * @param {number} lookup
 * @param {number} address
 * @param {number} length
 * @param {number} how
 * @param {bigint} base
 * @param {bigint} _inheriting
 * @param {number} flags
 * @param {number} result
 */
function open(wasi, fd, lookup, address, length, how, base, _inheriting, flags, result) {
    const found = place(wasi, fd, address, length, (lookup & symlinkFollow) !== 0);
    const wanted = BigInt.asUintN(64, base);
    const writes = (wanted & rights.fdWrite) !== 0n || (flags & fdflags.append) !== 0;
    const creates = (how & oflags.creat) !== 0;
    let node = found.node;
    if (creates && how & oflags.directory) fail('inval');
    if (node && creates && how & oflags.excl) fail('exist');
    if (node instanceof MemoryLink) return fail('loop');
    if (node instanceof MemoryFolder) {
        if (writes || how & oflags.trunc) fail('isdir');
        return give(wasi, result, new FolderDescriptor(node, { flags }));
    }
    if (how & oflags.directory) fail(node ? 'notdir' : 'noent');
    if (!node) {
        if (!creates) fail('noent');
        if (found.mustBeFolder) fail('isdir');
        node = new MemoryFile();
        enter(found, node);
    } else if (how & oflags.trunc) {
        node.resize(0);
    }
    // Asking for nothing is asking to read, as with open(2).
    const reads = (wanted & rights.fdRead) !== 0n || !writes;
    give(wasi, result, new FileDescriptor(node, { reads, writes, flags }));
}

/**
 * Gives a descriptor the lowest free number.
 * @param {WASI} wasi
 * @param {number} result
 * @param {import('./wasi-descriptors.js').Descriptor} open
 */
function give(wasi, result, open) {
    let fd = 0;
    while (wasi.descriptors.has(fd)) fd++;
    wasi.view.setUint32(result, fd, true);
    wasi.descriptors.set(fd, open);
}

/**
 * `path_rename`, with the rules of rename(2).
 * @param {WASI} wasi
 * @param {number} fd
 * @param {number} address
 * @param {number} length
 * @param {number} newFd
 * @param {number} newAddress
 * @param {number} newLength
 */
function rename(wasi, fd, address, length, newFd, newAddress, newLength) {
    const from = existing(wasi, fd, address, length);
    const to = place(wasi, newFd, newAddress, newLength);
    if (from.name === '' || to.name === '') fail('inval');
    if (from.node === to.node) return;
    if (from.node instanceof MemoryFolder) {
        if (to.way.includes(from.node)) fail('inval');
        if (to.node && !(to.node instanceof MemoryFolder)) fail('notdir');
        if (to.node instanceof MemoryFolder && to.node.entries.size > 0) fail('notempty');
    } else {
        if (to.node instanceof MemoryFolder) fail('isdir');
        if (to.mustBeFolder) fail('notdir');
    }
    if (to.node) leave(to);
    from.parent.entries.delete(from.name);
    from.parent.touch();
    enter(to, from.node);
}

/** @type {Record<string, (wasi: WASI, ...values: any[]) => void>} */
export const pathFunctions = {
    path_open: open,
    path_rename: rename,

    path_create_directory(wasi, fd, address, length) {
        enter(free(wasi, fd, address, length), new MemoryFolder());
    },
    path_remove_directory(wasi, fd, address, length) {
        const found = existing(wasi, fd, address, length);
        if (found.name === '') fail('inval');
        if (!(found.node instanceof MemoryFolder)) return fail('notdir');
        if (found.node.entries.size > 0) fail('notempty');
        leave(found);
    },
    path_unlink_file(wasi, fd, address, length) {
        const found = existing(wasi, fd, address, length);
        if (found.node instanceof MemoryFolder) fail('isdir');
        leave(found);
    },
    path_link(wasi, fd, lookup, address, length, newFd, newAddress, newLength) {
        const { node } = existing(wasi, fd, address, length, (lookup & symlinkFollow) !== 0);
        if (node instanceof MemoryFolder) fail('perm');
        const to = free(wasi, newFd, newAddress, newLength);
        if (to.mustBeFolder) fail('noent');
        enter(to, node);
        node.linkCount += 1n;
    },
    path_symlink(wasi, target, targetLength, fd, address, length) {
        const text = wasi.string(target, targetLength);
        if (text === '') fail('noent');
        if (text.startsWith('/')) fail('perm');
        const to = free(wasi, fd, address, length);
        if (to.mustBeFolder) fail('noent');
        enter(to, new MemoryLink(text));
    },
    path_readlink(wasi, fd, address, length, target, targetLength, result) {
        const { node } = existing(wasi, fd, address, length);
        if (!(node instanceof MemoryLink)) return fail('inval');
        // Cut without a word where the buffer ends, as with readlink(2).
        const bytes = new TextEncoder().encode(node.target).subarray(0, targetLength);
        wasi.bytes(target, bytes.length).set(bytes);
        wasi.view.setUint32(result, bytes.length, true);
    },
    path_filestat_get(wasi, fd, lookup, address, length, result) {
        const { node } = existing(wasi, fd, address, length, (lookup & symlinkFollow) !== 0);
        writeStatus(wasi, result, node);
    },
    path_filestat_set_times(wasi, fd, lookup, address, length, access, modify, flags) {
        const { node } = existing(wasi, fd, address, length, (lookup & symlinkFollow) !== 0);
        setTimes(node, access, modify, flags);
    },
};
