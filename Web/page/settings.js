// What the tool wrote into the page: which module it is for, and what the program is given at first.

/**
 * @typedef {object} Settings
 * @property {{ name: string, address: string | null, size: number, gzipSize: number | null }} module `address` is null
 *     for a page that asks for a module
 * @property {string[]} arguments without the program's name
 * @property {Record<string, string>} environment
 * @property {{ guest: string, entries: { path: string, kind: 'file' | 'folder' | 'link', content: string }[] }[]} folders
 * @property {boolean} startsAtOnce
 * @property {{ address: string, declarations: string } | null} glue the JavaScript of a module with `@JS`
 */

/** @returns {Settings} */
export const settings = () =>
    JSON.parse(/** @type {HTMLElement} */ (document.getElementById('settings')).textContent ?? '');

/**
 * Where a folder of the guest is in the page's list of files.
 * @param {string} guest
 */
export const prefixOf = guest =>
    guest.split('/').filter(part => part !== '' && part !== '.').map(part => `${part}/`).join('');

/**
 * The files that the tool put beside the page, or into it.
 * @param {Settings['folders']} folders
 * @returns {Promise<import('./files.js').Entry[]>}
 */
export async function givenFiles(folders) {
    /** @type {import('./files.js').Entry[]} */
    const entries = [];
    for (const { guest, entries: below } of folders) {
        const prefix = prefixOf(guest);
        for (const { path, kind, content } of below) {
            if (kind === 'folder') entries.push({ path: prefix + path, kind });
            if (kind === 'link') entries.push({ path: prefix + path, kind, target: content });
            if (kind !== 'file') continue;
            const response = await fetch(content);
            if (!response.ok) throw new Error(`${path}: ${response.status} ${response.statusText}`);
            entries.push({ path: prefix + path, kind, bytes: new Uint8Array(await response.arrayBuffer()) });
        }
    }
    return entries;
}

/**
 * The preopens of the program: the folders that were given, as in every place, or the root for a person's own files.
 * @param {Settings['folders']} folders
 */
export const preopens = folders => folders.length > 0 ? folders.map(({ guest }) => guest) : ['/'];

/**
 * Arguments from one line, as shells read it: spaces part, quotes and backslashes keep.
 * @param {string} line
 */
export function splitArguments(line) {
    const words = [];
    let word = '';
    let isWord = false;
    let quote = '';
    for (let index = 0; index < line.length; index++) {
        const character = line[index];
        if (quote === '' && /\s/.test(character)) {
            if (isWord) words.push(word);
            word = '';
            isWord = false;
            continue;
        }
        isWord = true;
        if (character === quote) quote = '';
        else if (quote === '' && (character === '"' || character === "'")) quote = character;
        else if (character === '\\' && quote !== "'" && index + 1 < line.length) word += line[++index];
        else word += character;
    }
    if (isWord) words.push(word);
    return words;
}

/**
 * The line of arguments that {@link splitArguments} reads.
 * @param {string[]} words
 */
export const joinArguments = words =>
    words.map(word => /^[\w./:=@%+,-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`).join(' ');

/**
 * Variables from lines `NAME=VALUE`.
 * @param {string} lines
 */
export const parseEnvironment = lines => /** @type {Record<string, string>} */ (Object.fromEntries(lines.split('\n').filter(line => line.includes('='))
    .map(line => [line.slice(0, line.indexOf('=')).trim(), line.slice(line.indexOf('=') + 1)])));
