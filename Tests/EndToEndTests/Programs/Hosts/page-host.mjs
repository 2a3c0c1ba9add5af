// Runs WASI commands on the pages that `swiftlet page` makes, one after the other, in one headless browser:
//   node page-host.mjs BROWSER
// Takes a request a line on its standard input and answers with a line each, as JSON; ends with its input. Standard input is given
// to the page as its text; what the program changed in a folder is written back.
import { mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { openBrowser } from '../../../Browser/browser.js';
import { serve } from '../../../Browser/serve.js';
import { until } from '../../../Browser/until.js';

/**
 * @typedef {object} Request
 * @property {string} site the folder that `swiftlet page` wrote
 * @property {string} input
 * @property {{ host: string, guest: string }[]} folders
 */

const browser = await openBrowser(process.argv[2]);

/** @param {Request} request */
async function run({ site, input, folders }) {
    const server = await serve(site);
    try {
        await browser.open(server.address);
        await until(() => browser.evaluate(`!document.getElementById('run').disabled`), 'a module to run', 60_000);
        const result = await browser.evaluate(`(async () => {
            document.getElementById('input-given').click();
            document.getElementById('given').value = ${JSON.stringify(input)};
            const ended = new Promise(resolve => document.addEventListener('programend', resolve, { once: true }));
            document.getElementById('run').click();
            const { output, errors, entries, exitCode, trap, failure } = (await ended).detail;
            const base64 = bytes => btoa(Array.from(bytes, byte => String.fromCharCode(byte)).join(''));
            const bytesOf = async blob => base64(new Uint8Array(await blob.arrayBuffer()));
            return {
                exitCode, trap, failure, output: await bytesOf(output), errors: await bytesOf(errors),
                entries: entries.map(entry => entry.kind === 'file' ? { ...entry, bytes: base64(entry.bytes) } : entry),
            };
        })()`);
        if (result.failure) throw new Error(result.failure);
        for (const { host, guest } of folders) writeBack(host, guest, result.entries);
        return { code: result.trap ? 134 : result.exitCode, output: result.output, errors: result.errors };
    } finally {
        server.close();
    }
}

/** @param {string} host @param {string} guest @param {any[]} entries */
function writeBack(host, guest, entries) {
    for (const name of readdirSync(host)) rmSync(join(host, name), { recursive: true });
    const prefix = `${guest.replace(/^\//, '')}/`;
    for (const { path, kind, bytes, target } of entries.filter(entry => entry.path.startsWith(prefix))) {
        const at = join(host, path.slice(prefix.length));
        mkdirSync(dirname(at), { recursive: true });
        if (kind === 'folder') mkdirSync(at);
        if (kind === 'link') symlinkSync(target, at);
        if (kind === 'file') writeFileSync(at, Buffer.from(bytes, 'base64'));
    }
}

for await (const line of createInterface({ input: process.stdin })) {
    /** @type {object} */
    let answer;
    try {
        answer = await run(JSON.parse(line));
    } catch (error) {
        answer = { failure: String(error?.stack ?? error) };
    }
    process.stdout.write(`${JSON.stringify(answer)}\n`);
}
await browser.close();
