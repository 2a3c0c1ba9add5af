import assert from 'node:assert/strict';
import { test } from 'node:test';

import { MemoryFile, MemoryFolder, MemoryLink } from '../../../Web/filesystem.js';
import { changesSince, contentsOf } from '../../../Web/run/changes.js';

/**
 * What `change` does to a folder, as messages: the line of JSON, and the contents of a file after a colon.
 * @param {(folder: MemoryFolder) => void} change
 */
async function changes(change) {
    const folder = new MemoryFolder({ 'a.txt': 'a', 'b.txt': 'b', sub: { 'c.txt': 'c', deep: { 'd.txt': 'd' } } });
    folder.set('link', new MemoryLink('a.txt'));
    const before = contentsOf(folder);
    // Times are the only sign of a write.
    await new Promise(resolve => setTimeout(resolve, 2));
    change(folder);
    const texts = await Promise.all(changesSince(3, before, folder).map(message => message.text()));
    return texts.map(text => {
        const [line, ...contents] = text.split('\n');
        const { folder: number, kind, path, target } = JSON.parse(line);
        assert.equal(number, 3);
        return [kind, path, ...target ? [target] : [], ...contents.join('\n') ? [contents.join('\n')] : []].join(' ');
    });
}

/** @param {MemoryFolder} folder @param {string} path */
const node = (folder, path) => /** @type {any} */ (folder.get(path));

test('nothing is said of what stays', async () => {
    assert.deepEqual(await changes(() => {}), []);
    assert.deepEqual(await changes(folder => node(folder, 'a.txt').read(0, 1)), []);
});

test('files that were written, made and removed', async () => {
    assert.deepEqual(await changes(folder => {
        node(folder, 'a.txt').write(new TextEncoder().encode('new\n'), 0);
        folder.entries.delete('b.txt');
        folder.set('sub/e.txt', new MemoryFile('e'));
    }), ['no file b.txt', 'file a.txt new\n', 'file sub/e.txt e']);
});

test('a file that takes the place of another', async () => {
    assert.deepEqual(await changes(folder => {
        folder.entries.set('a.txt', node(folder, 'b.txt'));
        folder.entries.delete('b.txt');
    }), ['no file b.txt', 'file a.txt b']);
});

test('folders go from the inside and come from the outside', async () => {
    assert.deepEqual(await changes(folder => {
        folder.entries.delete('sub');
        folder.set('new/folder/x', new MemoryFile(''));
    }), [
        'no file sub/deep/d.txt', 'no folder sub/deep', 'no file sub/c.txt', 'no folder sub', 'folder new',
        'folder new/folder', 'file new/folder/x',
    ]);
});

test('a moved folder', async () => {
    assert.deepEqual(await changes(folder => {
        folder.entries.set('moved', node(folder, 'sub/deep'));
        node(folder, 'sub').entries.delete('deep');
    }), ['no file sub/deep/d.txt', 'no folder sub/deep', 'folder moved', 'file moved/d.txt d']);
});

test('what becomes something else', async () => {
    assert.deepEqual(await changes(folder => {
        folder.entries.set('a.txt', new MemoryFolder());
        folder.entries.set('link', new MemoryLink('b.txt'));
    }), ['no file link', 'no file a.txt', 'folder a.txt', 'link link b.txt']);
});
