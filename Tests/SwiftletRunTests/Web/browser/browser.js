// A headless browser for tests, driven over a pipe by the DevTools protocol, and a static server like any host's.

import { spawn } from 'node:child_process';
import { createServer } from 'node:http';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';

const types = { '.html': 'text/html', '.js': 'text/javascript', '.wasm': 'application/wasm', '.txt': 'text/plain' };

/**
 * Serves a folder without any special header.
 * @param {string} folder
 * @param {Record<string, string>} [headers]
 */
export async function serve(folder, headers = {}) {
    const server = createServer((request, response) => {
        const path = decodeURIComponent(new URL(request.url, 'http://x').pathname).replace(/\/$/, '/index.html');
        try {
            const bytes = readFileSync(join(folder, path));
            response.writeHead(200, { 'Content-Type': types[extname(path)] ?? 'application/octet-stream', ...headers });
            response.end(bytes);
        } catch {
            response.writeHead(404).end();
        }
    });
    await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));
    return { address: `http://127.0.0.1:${server.address().port}/`, close: () => server.close() };
}

/** Waits until a condition holds. */
export async function until(condition, what, limit = 30_000) {
    const end = Date.now() + limit;
    let value;
    while (!(value = await condition())) {
        if (Date.now() > end) throw new Error(`it did not come to this within ${limit} ms: ${what}`);
        await new Promise(resolve => setTimeout(resolve, 50));
    }
    return value;
}

export class Browser {
    #pending = new Map();
    #last = 0;
    #rest = '';
    errors = [];

    /** @param {string} program @param {string[]} options */
    constructor(program, options = []) {
        this.profile = mkdtempSync(join(tmpdir(), 'swiftlet-page-'));
        const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
        this.process = spawn(program, [
            '--headless', '--remote-debugging-pipe', `--user-data-dir=${this.profile}`, '--disable-gpu', '--no-first-run',
            // Headless builds lack the crash reporter that accesses out of bounds need: see BrowserProcess.swift.
            '--disable-features=WebAssemblyTrapHandler',
            '--disable-dev-shm-usage', ...sandbox, ...options, 'about:blank',
        ], { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] });
        this.process.stdio[4].setEncoding('utf8').on('data', text => {
            const messages = (this.#rest + text).split('\0');
            this.#rest = messages.pop();
            messages.forEach(message => this.#receive(JSON.parse(message)));
        });
    }

    #receive({ id, result, error, method, params }) {
        if (method === 'Runtime.exceptionThrown') this.errors.push(params.exceptionDetails.exception?.description);
        if (id === undefined) return;
        const { resolve, reject } = this.#pending.get(id);
        this.#pending.delete(id);
        if (error) reject(new Error(error.message)); else resolve(result);
    }

    send(method, params = {}) {
        const id = ++this.#last;
        this.process.stdio[3].write(`${JSON.stringify({ id, method, params, sessionId: this.session })}\0`);
        return new Promise((resolve, reject) => this.#pending.set(id, { resolve, reject }));
    }

    /** Opens a page and waits until it has loaded its module. */
    async open(address) {
        if (!this.session) {
            const { targetInfos } = await this.send('Target.getTargets');
            const { targetId } = targetInfos.find(({ type }) => type === 'page');
            const { sessionId } = await this.send('Target.attachToTarget', { targetId, flatten: true });
            this.session = sessionId;
            await this.send('Page.enable');
            await this.send('Runtime.enable');
        }
        this.errors = [];
        await this.send('Page.navigate', { url: address });
        await until(() => this.evaluate(`document.readyState === 'complete' && location.href === ${JSON.stringify(address)}`),
            `load ${address}`);
    }

    /** The value of an expression, awaited. */
    async evaluate(expression) {
        const { result, exceptionDetails } = await this.send('Runtime.evaluate',
            { expression, awaitPromise: true, returnByValue: true, userGesture: true });
        if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
        return result.value;
    }

    /** A real click in the middle of an element. */
    async click(selector) {
        const { x, y } = await this.evaluate(`(() => {
            const element = document.querySelector(${JSON.stringify(selector)});
            element.scrollIntoView({ block: 'center' });
            const { x, y, width, height } = element.getBoundingClientRect();
            return { x: x + width / 2, y: y + height / 2 };
        })()`);
        for (const type of ['mousePressed', 'mouseReleased']) {
            await this.send('Input.dispatchMouseEvent', { type, x, y, button: 'left', clickCount: 1 });
        }
    }

    /** Text typed into what has the focus. */
    type(text) {
        return this.send('Input.insertText', { text });
    }

    /** A key pressed and released; 2 is Ctrl. */
    async key(key, code, modifiers = 0) {
        const text = key === 'Enter' ? '\r' : undefined;
        const common = { key, code, modifiers, windowsVirtualKeyCode: key === 'Enter' ? 13 : key.toUpperCase().charCodeAt(0) };
        await this.send('Input.dispatchKeyEvent', { type: text ? 'keyDown' : 'rawKeyDown', text, ...common });
        await this.send('Input.dispatchKeyEvent', { type: 'keyUp', ...common });
    }

    async screenshot({ width, height, dark = false, mobile = false }) {
        await this.send('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor: 1, mobile });
        await this.send('Emulation.setEmulatedMedia',
            { features: [{ name: 'prefers-color-scheme', value: dark ? 'dark' : 'light' }] });
        const { data } = await this.send('Page.captureScreenshot', { format: 'png' });
        return Buffer.from(data, 'base64');
    }

    async close() {
        const ended = new Promise(resolve => this.process.on('exit', resolve));
        this.session = undefined;
        this.send('Browser.close').catch(() => {});
        const timer = setTimeout(() => this.process.kill('SIGKILL'), 5000);
        await ended;
        clearTimeout(timer);
        rmSync(this.profile, { recursive: true, force: true, maxRetries: 10 });
    }
}
