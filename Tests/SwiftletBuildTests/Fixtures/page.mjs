// Serves a folder, opens a page of it in a headless browser and prints what the page has put into its title:
// `node page.mjs BROWSER ROOT PAGE`.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join, normalize } from 'node:path';

const [browser, root, page] = process.argv.slice(2);
const types = { '.html': 'text/html', '.js': 'text/javascript', '.mjs': 'text/javascript', '.wasm': 'application/wasm' };

const server = createServer(async (request, response) => {
    const path = normalize(new URL(request.url ?? '/', 'http://localhost').pathname);
    try {
        const contents = await readFile(join(root, path));
        response.writeHead(200, { 'Content-Type': types[extname(path)] ?? 'application/octet-stream' }).end(contents);
    } catch {
        response.writeHead(404).end();
    }
});
await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));

const profile = mkdtempSync(join(tmpdir(), 'swiftlet-page-'));
const options = ['--headless', '--disable-gpu', '--disable-dev-shm-usage', '--no-first-run', `--user-data-dir=${profile}`,
    '--virtual-time-budget=20000', '--dump-dom'];
if (process.getuid?.() === 0) options.push('--no-sandbox');
const child = spawn(browser, [...options, `http://127.0.0.1:${server.address().port}/${page}`], { stdio: ['ignore', 'pipe', 'ignore'] });
let text = '';
for await (const chunk of child.stdout) text += chunk;
server.close();
server.closeAllConnections();
rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
console.log(/<title>([^]*?)<\/title>/.exec(text)?.[1] ?? 'the page has no title');
