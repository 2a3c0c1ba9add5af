// WASI preview 1 as numbers: error codes, file types, flags and rights, named as the specification names them.

/** Error codes (`errno`). */
export const errno = Object.freeze({
    success: 0, toobig: 1, acces: 2, again: 6, badf: 8, exist: 20, fault: 21, fbig: 22, ilseq: 25, inval: 28, io: 29,
    isdir: 31, loop: 32, mlink: 34, nametoolong: 37, noent: 44, nomem: 48, nospc: 51, nosys: 52, notdir: 54,
    notempty: 55, notsock: 57, notsup: 58, overflow: 61, perm: 63, pipe: 64, spipe: 70, notcapable: 76,
});

/** What a descriptor or a folder's entry is (`filetype`). */
export const filetype = Object.freeze({
    unknown: 0, characterDevice: 2, directory: 3, regularFile: 4, symbolicLink: 7,
});

/** How `path_open` opens (`oflags`). */
export const oflags = Object.freeze({ creat: 1, directory: 2, excl: 4, trunc: 8 });

/** How a descriptor reads and writes (`fdflags`). */
export const fdflags = Object.freeze({ append: 1, dsync: 2, nonblock: 4, rsync: 8, sync: 16 });

/** Which times a call sets (`fstflags`). */
export const fstflags = Object.freeze({ atim: 1, atimNow: 2, mtim: 4, mtimNow: 8 });

/** Where a seek counts from (`whence`). */
export const whence = Object.freeze({ set: 0, cur: 1, end: 2 });

/** Clocks (`clockid`). */
export const clockid = Object.freeze({ realtime: 0, monotonic: 1, processCPU: 2, threadCPU: 3 });

const bit = (/** @type {number} */ position) => 1n << BigInt(position);

/** The rights that this implementation looks at (`rights`). */
export const rights = Object.freeze({
    fdRead: bit(1), fdSeek: bit(2), fdTell: bit(5), fdWrite: bit(6), fdAllocate: bit(8), fdReaddir: bit(14),
    fdFilestatSetSize: bit(22), fdFilestatSetTimes: bit(23), pollFdReadwrite: bit(27),
});

/** Every right of preview 1. */
export const allRights = (1n << 30n) - 1n;

/** What a terminal-like stream has: no seek and no tell, by which C libraries know a terminal. */
export const streamRights = rights.fdRead | rights.fdWrite | rights.pollFdReadwrite | bit(3) | bit(21);

/** What a folder has: everything but reading and writing contents. */
export const folderRights = allRights
    & ~(rights.fdRead | rights.fdWrite | rights.fdSeek | rights.fdTell | rights.fdAllocate | rights.fdFilestatSetSize);

/** What a regular file has: everything that is not about paths. */
export const fileRights = (bit(9) - 1n) | bit(21) | bit(22) | bit(23) | bit(27);

/** Thrown inside a WASI function to answer the guest with an error code. */
export class Errno extends Error {
    /** @param {number} code one of {@link errno} */
    constructor(code) {
        super(`WASI error ${code}`);
        this.code = code;
    }
}

/** Thrown through the guest when it calls `proc_exit`. */
export class Exit extends Error {
    /** @param {number} code */
    constructor(code) {
        super(`the program exited with code ${code}`);
        this.name = 'Exit';
        this.code = code;
    }
}

/**
 * Answers the running WASI call with an error code.
 * @param {keyof typeof errno} name
 * @returns {never}
 */
export function fail(name) {
    throw new Errno(errno[name]);
}
