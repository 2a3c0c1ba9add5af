// Runs a WASI command on the page that `swiftlet page` makes, in a headless browser, with the options of node-run.mjs:
//   node page-run.mjs [--dir HOST::GUEST]... [--env K=V]... MODULE [ARGS...]
// The tool is $SWIFTLET, the browser $SWIFTLET_BROWSER. Standard input is given to the page as its text; what the program
// changed in a folder is written back.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { openBrowser } from '../../../Browser/browser.js';
import { serve } from '../../../Browser/serve.js';
import { until } from '../../../Browser/until.js';

const args = process.argv.slice(2);
const options = [];
const folders = [];
while (args[0]?.startsWith('--')) {
    const [option, value] = args.splice(0, 2);
    options.push(option, value);
    if (option === '--dir') folders.push(value.split('::'));
}
const site = mkdtempSync(join(tmpdir(), 'swiftlet-site-'));
execFileSync(process.env.SWIFTLET, ['page', ...options, '-o', site, '--', ...args]);
const server = await serve(site);
const browser = await openBrowser(process.env.SWIFTLET_BROWSER);
try {
    await browser.open(server.address);
    await until(() => browser.evaluate(`!document.getElementById('run').disabled`), 'a module to run', 60_000);
    const result = await browser.evaluate(`(async () => {
        document.getElementById('input-given').click();
        document.getElementById('given').value = ${JSON.stringify(readFileSync(0, 'utf8'))};
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
    writeFileSync(1, Buffer.from(result.output, 'base64'));
    writeFileSync(2, Buffer.from(result.errors, 'base64'));
    for (const [host, guest] of folders) {
        rmSync(host, { recursive: true });
        mkdirSync(host);
        const prefix = `${guest.replace(/^\//, '')}/`;
        for (const { path, kind, bytes, target } of result.entries.filter(entry => entry.path.startsWith(prefix))) {
            const at = join(host, path.slice(prefix.length));
            mkdirSync(dirname(at), { recursive: true });
            if (kind === 'folder') mkdirSync(at);
            if (kind === 'link') symlinkSync(target, at);
            if (kind === 'file') writeFileSync(at, Buffer.from(bytes, 'base64'));
        }
    }
    if (result.trap) console.error(result.trap);
    process.exitCode = result.trap ? 134 : result.exitCode;
} finally {
    await browser.close();
    server.close();
    rmSync(site, { recursive: true });
}
