// The page's WASI, called as a module calls it: by numbers and memory.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { errno, Exit, fdflags, filetype, oflags, rights } from '../../../Web/abi.js';
import { MemoryFile, MemoryFolder, MemoryLink, WASI } from '../../../Web/wasi.js';

const encoder = new TextEncoder();
const decoder = new TextDecoder();
const readWrite = rights.fdRead | rights.fdWrite;

/** A guest without code: places things in its memory and calls the host. */
class Guest {
    constructor(options = {}) {
        this.output = '';
        this.folder = new MemoryFolder();
        this.wasi = new WASI({
            folders: { '/d': this.folder },
            stdout: bytes => { this.output += decoder.decode(bytes); },
            ...options,
        });
        this.memory = new WebAssembly.Memory({ initial: 2 });
        this.wasi.bind({ exports: { memory: this.memory } });
        this.next = 1024;
    }

    get view() { return new DataView(this.memory.buffer); }

    call(name, ...values) { return this.wasi.imports.wasi_snapshot_preview1[name](...values); }

    place(bytes) {
        const data = typeof bytes === 'string' ? encoder.encode(bytes) : bytes;
        const at = this.next;
        new Uint8Array(this.memory.buffer).set(data, at);
        this.next += data.length + 8 & ~7;
        return [at, data.length];
    }

    list(...pieces) {
        const view = new DataView(new ArrayBuffer(8 * pieces.length));
        pieces.flat().forEach((value, index) => view.setUint32(4 * index, value, true));
        return [this.place(new Uint8Array(view.buffer))[0], pieces.length];
    }

    open(path, { how = 0, base = readWrite, flags = 0, follow = 1, folder = 3 } = {}) {
        const code = this.call('path_open', folder, follow, ...this.place(path), how, base, 0n, flags, 0);
        return code === errno.success ? { fd: this.view.getUint32(0, true) } : { code };
    }

    write(fd, text) {
        const code = this.call('fd_write', fd, ...this.list(this.place(text)), 0);
        return code === errno.success ? this.view.getUint32(0, true) : -code;
    }

    read(fd, length = 100) {
        const at = this.next;
        const code = this.call('fd_read', fd, ...this.list([at + 64, length]), 0);
        return code === errno.success ? decoder.decode(new Uint8Array(this.memory.buffer, at + 64, this.view.getUint32(0, true))) : -code;
    }

    path(name, path, ...rest) { return this.call(name, 3, ...this.place(path), ...rest); }
}

test('arguments and environment', () => {
    const guest = new Guest({ arguments: ['a', '你好'], environment: { K: 'v' } });
    assert.equal(guest.call('args_sizes_get', 0, 4), errno.success);
    assert.deepEqual([guest.view.getUint32(0, true), guest.view.getUint32(4, true)], [2, 9]);
    assert.equal(guest.call('args_get', 0, 100), errno.success);
    assert.equal(decoder.decode(new Uint8Array(guest.memory.buffer, 100, 9)), 'a\0你好\0');
    assert.equal(guest.view.getUint32(4, true), 102);
    assert.equal(guest.call('environ_get', 0, 100), errno.success);
    assert.equal(decoder.decode(new Uint8Array(guest.memory.buffer, 100, 4)), 'K=v\0');
});

test('streams', () => {
    const guest = new Guest({ stdin: 'hello' });
    assert.equal(guest.write(1, 'out'), 3);
    assert.equal(guest.output, 'out');
    assert.equal(guest.read(0, 2), 'he');
    assert.equal(guest.read(0), 'llo');
    assert.equal(guest.read(0), '');
    assert.equal(guest.read(1), -errno.badf);
    assert.equal(guest.write(0, 'x'), -errno.badf);
    assert.equal(guest.call('fd_seek', 1, 0n, 0, 0), errno.spipe);
    assert.equal(guest.write(9, 'x'), -errno.badf);
});

test('input from a function is asked for no more than fits', () => {
    const asked = [];
    const guest = new Guest({ stdin: limit => (asked.push(limit), encoder.encode(asked.length === 1 ? 'abc' : '')) });
    assert.equal(guest.read(0, 10), 'abc');
    assert.equal(guest.read(0, 5), '');
    assert.deepEqual(asked, [10, 5]);
});

test('writing, reading, seeking', () => {
    const guest = new Guest();
    const { fd } = guest.open('a', { how: oflags.creat });
    assert.equal(guest.write(fd, 'hello world'), 11);
    assert.equal(guest.call('fd_seek', fd, -5n, 2, 8), errno.success);
    assert.equal(guest.view.getBigUint64(8, true), 6n);
    assert.equal(guest.read(fd), 'world');
    assert.equal(guest.call('fd_seek', fd, -1n, 0, 8), errno.inval);
    assert.equal(guest.call('fd_seek', fd, 20n, 0, 8), errno.success);
    assert.equal(guest.write(fd, '!'), 1);
    assert.equal(guest.folder.get('a').text, 'hello world' + '\0'.repeat(9) + '!');
    assert.equal(guest.call('fd_filestat_set_size', fd, 5n), errno.success);
    assert.equal(guest.folder.get('a').text, 'hello');
    assert.equal(guest.call('fd_close', fd), errno.success);
    assert.equal(guest.read(fd), -errno.badf);
    const appending = guest.open('a', { flags: fdflags.append }).fd;
    assert.equal(guest.write(appending, '.'), 1);
    assert.equal(guest.folder.get('a').text, 'hello.');
    assert.equal(guest.open('a', { how: oflags.trunc }).code, undefined);
    assert.equal(guest.folder.get('a').text, '');
    assert.equal(guest.read(guest.open('a', { base: rights.fdWrite }).fd), -errno.badf);
    assert.equal(guest.write(guest.open('a', { base: rights.fdRead }).fd, 'x'), -errno.badf);
});

test('a file may be too large, but not break anything', () => {
    const guest = new Guest();
    const { fd } = guest.open('a', { how: oflags.creat });
    assert.equal(guest.call('fd_filestat_set_size', fd, 1n << 52n), errno.nospc);
    assert.equal(guest.call('fd_allocate', fd, 0n, -1n), errno.fbig);
    assert.equal(guest.call('fd_seek', fd, 1n << 40n, 0, 8), errno.success);
    assert.equal(guest.write(fd, 'x'), -errno.nospc);
    assert.equal(guest.folder.get('a').size, 0);
});

test('paths stay below their folder', () => {
    const guest = new Guest();
    guest.folder.set('in/file', 'x');
    guest.folder.set('out', new MemoryLink('../secret'));
    guest.folder.set('root', new MemoryLink('/etc/passwd'));
    guest.folder.set('inside', new MemoryLink('in/../in/file'));
    guest.folder.set('self', new MemoryLink('self'));
    assert.equal(guest.open('../secret').code, errno.perm);
    assert.equal(guest.open('in/../../secret').code, errno.perm);
    assert.equal(guest.open('/d/in/file').code, errno.perm);
    assert.equal(guest.open('out').code, errno.perm);
    assert.equal(guest.open('root').code, errno.perm);
    assert.equal(guest.open('self').code, errno.loop);
    assert.equal(guest.open('in/file\0').code, errno.inval);
    assert.equal(guest.open('').code, errno.noent);
    assert.equal(guest.open('in/file/').code, errno.notdir);
    assert.equal(guest.open('in/file/x').code, errno.notdir);
    assert.equal(guest.open('inside', { follow: 0 }).code, errno.loop);
    assert.equal(guest.read(guest.open('inside').fd), 'x');
    assert.equal(guest.read(guest.open('./in/.././in//file').fd), 'x');
});

test('opening folders, making and refusing files', () => {
    const guest = new Guest();
    assert.equal(guest.path('path_create_directory', 'sub'), errno.success);
    assert.equal(guest.path('path_create_directory', 'sub'), errno.exist);
    assert.equal(guest.open('sub').code, errno.isdir);
    assert.equal(guest.open('none').code, errno.noent);
    assert.equal(guest.open('none/', { how: oflags.creat }).code, errno.isdir);
    assert.equal(guest.open('sub', { how: oflags.creat | oflags.excl }).code, errno.exist);
    assert.equal(guest.open('sub', { how: oflags.creat | oflags.directory }).code, errno.inval);
    const { fd } = guest.open('sub', { how: oflags.directory, base: 0n });
    assert.equal(guest.open('../x', { folder: fd }).code, errno.perm);
    assert.notEqual(guest.open('x', { folder: fd, how: oflags.creat }).fd, undefined);
    assert.equal(guest.open('sub/x', { how: oflags.directory }).code, errno.notdir);
    assert.ok(guest.folder.get('sub/x') instanceof MemoryFile);
});

test('removing and renaming', () => {
    const guest = new Guest();
    for (const path of ['a', 'b', 'full/x']) guest.folder.set(path, path);
    guest.folder.set('empty', new MemoryFolder());
    const rename = (from, to) => guest.call('path_rename', 3, ...guest.place(from), 3, ...guest.place(to));
    assert.equal(guest.path('path_unlink_file', 'full'), errno.isdir);
    assert.equal(guest.path('path_remove_directory', 'full'), errno.notempty);
    assert.equal(guest.path('path_remove_directory', 'a'), errno.notdir);
    assert.equal(guest.path('path_remove_directory', '.'), errno.inval);
    assert.equal(rename('none', 'x'), errno.noent);
    assert.equal(rename('a', 'full'), errno.isdir);
    assert.equal(rename('full', 'a'), errno.notdir);
    assert.equal(rename('empty', 'full'), errno.notempty);
    assert.equal(rename('full', 'full/in'), errno.inval);
    assert.equal(rename('a', 'b'), errno.success);
    assert.equal(rename('full', 'empty'), errno.success);
    assert.equal(guest.folder.get('b').text, 'a');
    assert.equal(guest.folder.get('empty/x').text, 'full/x');
    assert.equal(guest.path('path_unlink_file', 'b'), errno.success);
    assert.deepEqual([...guest.folder.entries.keys()], ['empty']);
});

test('links', () => {
    const guest = new Guest();
    guest.folder.set('a', 'text');
    const symlink = (target, path) => guest.call('path_symlink', ...guest.place(target), 3, ...guest.place(path));
    const link = (from, to) => guest.call('path_link', 3, 0, ...guest.place(from), 3, ...guest.place(to));
    assert.equal(symlink('a', 's'), errno.success);
    assert.equal(symlink('a', 's'), errno.exist);
    assert.equal(symlink('/a', 'absolute'), errno.perm);
    assert.equal(guest.path('path_readlink', 's', 100, 10, 0), errno.success);
    assert.equal(guest.path('path_readlink', 'a', 100, 10, 0), errno.inval);
    assert.equal(link('a', 'hard'), errno.success);
    assert.equal(link('a', 'hard'), errno.exist);
    assert.equal(guest.path('path_unlink_file', 'a'), errno.success);
    assert.equal(guest.folder.get('hard').text, 'text');
    assert.equal(guest.folder.get('hard').linkCount, 1n);
    assert.equal(guest.open('s').code, errno.noent);
});

test('status and times', () => {
    const guest = new Guest();
    guest.folder.set('a', 'text');
    guest.folder.set('s', new MemoryLink('a'));
    const status = (path, follow) => {
        assert.equal(guest.call('path_filestat_get', 3, follow, ...guest.place(path), 0), errno.success);
        return { type: guest.view.getUint8(16), size: guest.view.getBigUint64(32, true), time: guest.view.getBigUint64(48, true) };
    };
    assert.equal(status('a', 1).size, 4n);
    assert.equal(status('s', 1).type, filetype.regularFile);
    assert.equal(status('s', 0).type, filetype.symbolicLink);
    assert.ok(Math.abs(Number(status('a', 1).time / 1_000_000n) - Date.now()) < 60_000);
    const setTimes = flags => guest.call('path_filestat_set_times', 3, 1, ...guest.place('a'), 5n, 7n, flags);
    assert.equal(setTimes(4), errno.success);
    assert.equal(status('a', 1).time, 7n);
    assert.equal(setTimes(4 | 8), errno.inval);
});

test('listing a folder in pieces', () => {
    const guest = new Guest();
    for (let index = 0; index < 50; index++) guest.folder.set(`file-${index}`, '');
    const names = [];
    let cookie = 0n;
    for (let length = 60; ;) {
        assert.equal(guest.call('fd_readdir', 3, 1024, length, cookie, 0), errno.success);
        const used = guest.view.getUint32(0, true);
        let at = 0;
        while (at + 24 <= used) {
            const nameLength = guest.view.getUint32(1024 + at + 16, true);
            if (at + 24 + nameLength > used) break;
            cookie = guest.view.getBigUint64(1024 + at, true);
            names.push(decoder.decode(new Uint8Array(guest.memory.buffer, 1024 + at + 24, nameLength)));
            at += 24 + nameLength;
            // What happens to the folder meanwhile does not upset the listing.
            guest.folder.set('later', '');
        }
        if (used < length) break;
    }
    assert.deepEqual(names, ['.', '..', ...Array.from({ length: 50 }, (_, index) => `file-${index}`)]);
    assert.equal(guest.call('fd_readdir', 1, 1024, 60, 0n, 0), errno.notdir);
});

test('preopens, descriptors', () => {
    const guest = new Guest();
    assert.equal(guest.call('fd_prestat_get', 3, 0), errno.success);
    assert.equal(guest.view.getUint32(4, true), 2);
    assert.equal(guest.call('fd_prestat_dir_name', 3, 8, 1), errno.nametoolong);
    assert.equal(guest.call('fd_prestat_dir_name', 3, 8, 2), errno.success);
    assert.equal(guest.call('fd_prestat_get', 4, 0), errno.badf);
    const { fd } = guest.open('a', { how: oflags.creat });
    assert.equal(fd, 4);
    assert.equal(guest.call('fd_renumber', fd, 1), errno.success);
    assert.equal(guest.write(1, 'into the file'), 13);
    assert.equal(guest.output, '');
    assert.equal(guest.folder.get('a').text, 'into the file');
    assert.equal(guest.call('fd_fdstat_get', 1, 0), errno.success);
    assert.equal(guest.view.getUint8(0), filetype.regularFile);
    assert.equal(guest.call('fd_fdstat_set_rights', 1, rights.fdRead, 0n), errno.success);
    assert.equal(guest.call('fd_fdstat_set_rights', 1, readWrite, 0n), errno.notcapable);
    assert.equal(guest.write(1, 'x'), -errno.badf);
});

test('clocks and waiting', () => {
    const slept = [];
    const guest = new Guest({ sleep: milliseconds => slept.push(milliseconds) });
    assert.equal(guest.call('clock_time_get', 0, 0n, 0), errno.success);
    assert.ok(Math.abs(Number(guest.view.getBigUint64(0, true) / 1_000_000n) - Date.now()) < 60_000);
    assert.equal(guest.call('clock_time_get', 9, 0n, 0), errno.inval);
    const subscribe = (at, userdata, type, fields) => {
        guest.view.setBigUint64(at, userdata, true);
        guest.view.setUint8(at + 8, type);
        if (type === 0) {
            guest.view.setUint32(at + 16, 1, true);
            guest.view.setBigUint64(at + 24, fields, true);
            guest.view.setUint16(at + 40, 0, true);
        } else {
            guest.view.setUint32(at + 16, fields, true);
        }
    };
    subscribe(0, 1n, 0, 20_000_000n);
    subscribe(48, 2n, 0, 5_000_000n);
    assert.equal(guest.call('poll_oneoff', 0, 512, 2, 480), errno.success);
    assert.deepEqual(slept, [5]);
    assert.equal(guest.view.getUint32(480, true), 1);
    assert.equal(guest.view.getBigUint64(512, true), 2n);
    subscribe(48, 3n, 2, 1);
    assert.equal(guest.call('poll_oneoff', 0, 512, 2, 480), errno.success);
    assert.deepEqual(slept, [5]);
    assert.equal(guest.view.getBigUint64(512, true), 3n);
    assert.equal(guest.call('poll_oneoff', 0, 512, 0, 480), errno.inval);
});

test('waiting really waits', () => {
    const guest = new Guest();
    guest.view.setUint32(16, 1, true);
    guest.view.setBigUint64(24, 30_000_000n, true);
    const start = performance.now();
    assert.equal(guest.call('poll_oneoff', 0, 512, 1, 480), errno.success);
    assert.ok(performance.now() - start >= 30);
});

test('random, exit, and pointers outside', () => {
    const guest = new Guest();
    assert.equal(guest.call('random_get', 0, 100_000), errno.success);
    assert.ok(new Uint8Array(guest.memory.buffer, 99_000, 1000).some(byte => byte !== 0));
    assert.equal(guest.call('random_get', 131_000, 1000), errno.fault);
    assert.equal(guest.call('random_get', -8, 1000), errno.fault);
    assert.equal(guest.call('fd_write', 1, 131_070, 1, 0), errno.fault);
    assert.equal(guest.call('args_sizes_get', -1, 0), errno.fault);
    assert.throws(() => guest.call('proc_exit', 3), error => error instanceof Exit && error.code === 3);
});
