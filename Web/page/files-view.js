// The program's files on the page: shown, added by a chooser or by dropping them, downloaded, removed, kept.

import { byID, download, make } from './element.js';
import { adding, removing } from './files.js';
import { canKeep, forget, keep, kept } from './keep.js';
import { sizeText, word } from './words.js';

/** @typedef {import('./files.js').Entry} Entry */

/** The most rows shown; a program may make more files than a page can. */
const mostRows = 500;

export class FilesView {
    #list = byID('file-list', 'ul');
    #keep = byID('keep', 'input');
    #message = byID('files-message', 'p');
    /** @type {Entry[]} */
    #entries = [];
    /** The name under which they are kept. */
    #module = '';

    /** @param {string} prefix where added files go */
    constructor(prefix) {
        this.prefix = prefix;
        byID('files-hint', 'p').textContent = word('filesHint', `/${prefix}`);
        const chooser = byID('file-chooser', 'input');
        byID('add-files', 'button').addEventListener('click', () => chooser.click());
        chooser.addEventListener('change', async () => {
            await this.addFiles([...chooser.files ?? []].map(file => ({ path: file.name, file })));
            chooser.value = '';
        });
        this.#keep.addEventListener('change', () => this.#changeKeeping());
        this.#show();
    }

    get entries() {
        return this.#entries;
    }

    set entries(entries) {
        this.#entries = entries;
        this.#show();
        if (this.#keep.checked) this.#save();
    }

    /**
     * Takes the files of a module: those kept at an earlier visit, else those given.
     * @param {string} module
     * @param {Entry[]} given
     */
    async open(module, given) {
        this.#module = module;
        this.#entries = given;
        try {
            const found = canKeep() ? await kept(module) : undefined;
            this.#keep.checked = found !== undefined;
            if (found) this.#entries = found;
        } catch (error) {
            this.#say(word('keptFailed', /** @type {Error} */ (error).message));
        }
        this.#show();
    }

    /** @param {{ path: string, file: File }[]} files */
    async addFiles(files) {
        let entries = this.#entries;
        for (const { path, file } of files) {
            entries = adding(entries, { path: this.prefix + path, kind: 'file', bytes: new Uint8Array(await file.arrayBuffer()) });
        }
        this.entries = entries;
    }

    async #changeKeeping() {
        if (!canKeep()) {
            this.#keep.checked = false;
            return this.#say(word('cannotKeep'));
        }
        if (this.#keep.checked) return this.#save();
        await forget(this.#module);
        this.#say(word('forgotten'));
    }

    async #save() {
        try {
            await keep(this.#module, this.#entries);
            this.#say(word('kept'));
        } catch (error) {
            this.#keep.checked = false;
            this.#say(word('keptFailed', /** @type {Error} */ (error).message));
        }
    }

    /** @param {string} text */
    #say(text) {
        this.#message.textContent = text;
    }

    #show() {
        const rows = this.#entries.slice(0, mostRows).map(entry => this.#row(entry));
        if (this.#entries.length > mostRows) rows.push(make('li', {}, `… ${this.#entries.length}`));
        if (rows.length === 0) rows.push(make('li', { className: 'hint' }, word('noFiles')));
        this.#list.replaceChildren(...rows);
    }

    /** @param {Entry} entry */
    #row(entry) {
        const mark = entry.kind === 'folder' ? '/' : entry.kind === 'link' ? ` → ${entry.target}` : '';
        const row = make('li', {}, make('span', { className: 'path', textContent: entry.path + mark }));
        const button = (/** @type {'download' | 'remove'} */ key, /** @type {string} */ sign, /** @type {() => void} */ act) => {
            const made = make('button', { className: 'small', textContent: sign, title: word(key), onclick: act });
            made.setAttribute('aria-label', `${word(key)}: ${entry.path}`);
            row.append(made);
        };
        if (entry.kind === 'file') {
            row.append(make('span', { className: 'size', textContent: sizeText(entry.bytes.length) }));
            button('download', '↓', () => download(entry.path.split('/').pop() ?? 'file', [entry.bytes]));
        }
        button('remove', '×', () => { this.entries = removing(this.#entries, entry.path); });
        return row;
    }
}

/**
 * Takes what is dropped on the page, folders with all that is in them.
 * @param {(files: { path: string, file: File }[]) => void} receive
 */
export function acceptDrops(receive) {
    const isOfFiles = (/** @type {DragEvent} */ event) => event.dataTransfer?.types.includes('Files');
    addEventListener('dragover', event => {
        if (!isOfFiles(event)) return;
        event.preventDefault();
        document.body.classList.add('dragged');
    });
    addEventListener('dragleave', event => {
        if (event.relatedTarget === null) document.body.classList.remove('dragged');
    });
    addEventListener('drop', async event => {
        if (!isOfFiles(event)) return;
        event.preventDefault();
        document.body.classList.remove('dragged');
        const transfer = /** @type {DataTransfer} */ (event.dataTransfer);
        // Before the first wait: the list is gone afterwards.
        const entries = [...transfer.items].flatMap(item => item.webkitGetAsEntry?.() ?? []);
        const plain = [...transfer.files];
        const files = entries.length > 0 ? (await Promise.all(entries.map(entry => filesIn(entry)))).flat() : undefined;
        receive(files ?? plain.map(file => ({ path: file.name, file })));
    });
}

/**
 * @param {FileSystemEntry} entry
 * @returns {Promise<{ path: string, file: File }[]>}
 */
async function filesIn(entry, prefix = '') {
    const path = prefix + entry.name;
    if (entry.isFile) {
        const file = await new Promise((resolve, reject) =>
            /** @type {FileSystemFileEntry} */ (entry).file(resolve, reject));
        return [{ path, file }];
    }
    const reader = /** @type {FileSystemDirectoryEntry} */ (entry).createReader();
    const files = [];
    for (;;) {
        /** @type {FileSystemEntry[]} */
        const part = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
        if (part.length === 0) return files;
        for (const child of part) files.push(...await filesIn(child, `${path}/`));
    }
}
