// Chromium, driven over a pipe by the DevTools protocol.

import { BrowserProcess } from './process.js';
import { until } from './until.js';

/** The numbers that the protocol wants beside a key's name. */
const windowsKeyCode = key => ({ Enter: 13 })[key] ?? key.toUpperCase().charCodeAt(0);

/** @implements {import('./browser.js').Browser} */
class Chromium {
    #pending = new Map();
    #last = 0;
    #rest = '';
    #session;
    #errors = [];
    name = '';

    /** @param {string} program @param {import('./browser.js').BrowserOptions} options */
    constructor(program, { suspends = true, languages }) {
        this.suspends = suspends;
        this.process = new BrowserProcess(program, profile => [
            '--headless', '--remote-debugging-pipe', `--user-data-dir=${profile}`, '--disable-gpu', '--no-first-run',
            // Headless builds lack the crash reporter that accesses out of bounds need: see BrowserProcess.swift.
            '--disable-features=WebAssemblyTrapHandler', '--disable-dev-shm-usage',
            ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
            ...(languages ? [`--accept-lang=${languages}`] : []), 'about:blank',
        ], ['ignore', 'ignore', 'ignore', 'pipe', 'pipe']);
        this.process.child.stdio[4].setEncoding('utf8').on('data', text => {
            const messages = (this.#rest + text).split('\0');
            this.#rest = messages.pop();
            messages.forEach(message => this.#receive(JSON.parse(message)));
        });
    }

    async start() {
        this.name = (await this.#send('Browser.getVersion')).product;
        const { targetInfos } = await this.#send('Target.getTargets');
        const { targetId } = targetInfos.find(({ type }) => type === 'page');
        this.#session = (await this.#send('Target.attachToTarget', { targetId, flatten: true })).sessionId;
        await this.#send('Page.enable');
        await this.#send('Runtime.enable');
        // No option turns it off, so pages lose the name before their first script.
        if (!this.suspends) await this.#send('Page.addScriptToEvaluateOnNewDocument', { source: 'delete WebAssembly.Suspending' });
        return this;
    }

    #receive({ id, result, error, method, params }) {
        if (method === 'Runtime.exceptionThrown') {
            const { exception, text } = params.exceptionDetails;
            this.#errors.push(exception?.description ?? text);
        }
        if (id === undefined) return;
        const { resolve, reject } = this.#pending.get(id);
        this.#pending.delete(id);
        if (error) reject(new Error(error.message)); else resolve(result);
    }

    #send(method, params = {}) {
        const id = ++this.#last;
        this.process.child.stdio[3].write(`${JSON.stringify({ id, method, params, sessionId: this.#session })}\0`);
        return new Promise((resolve, reject) => this.#pending.set(id, { resolve, reject }));
    }

    async open(address) {
        this.#errors = [];
        await this.#send('Page.navigate', { url: address });
        await until(() => this.evaluate(`document.readyState === 'complete' && location.href === ${JSON.stringify(address)}`),
            `load ${address}`);
    }

    async reload() {
        this.#errors = [];
        await this.#send('Page.reload');
    }

    async evaluate(expression) {
        const { result, exceptionDetails } = await this.#send('Runtime.evaluate',
            { expression, awaitPromise: true, returnByValue: true, userGesture: true });
        if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
        return result.value;
    }

    /** The middle of an element, scrolled into view. */
    #middle(selector) {
        return this.evaluate(`(() => {
            const element = document.querySelector(${JSON.stringify(selector)});
            element.scrollIntoView({ block: 'center' });
            const { x, y, width, height } = element.getBoundingClientRect();
            return { x: x + width / 2, y: y + height / 2 };
        })()`);
    }

    async click(selector) {
        const { x, y } = await this.#middle(selector);
        for (const type of ['mousePressed', 'mouseReleased']) {
            await this.#send('Input.dispatchMouseEvent', { type, x, y, button: 'left', clickCount: 1 });
        }
    }

    async type(text) {
        await this.#send('Input.insertText', { text });
    }

    async press(key, { ctrl = false } = {}) {
        const text = key === 'Enter' ? '\r' : undefined;
        const code = key.length === 1 ? `Key${key.toUpperCase()}` : key;
        const common = { key, code, modifiers: ctrl ? 2 : 0, windowsVirtualKeyCode: windowsKeyCode(key) };
        await this.#send('Input.dispatchKeyEvent', { type: text ? 'keyDown' : 'rawKeyDown', text, ...common });
        await this.#send('Input.dispatchKeyEvent', { type: 'keyUp', ...common });
    }

    async drop(path, selector) {
        const { x, y } = await this.#middle(selector);
        const data = { items: [], files: [path], dragOperationsMask: 1 };
        for (const type of ['dragEnter', 'dragOver', 'drop']) await this.#send('Input.dispatchDragEvent', { type, x, y, data });
    }

    async errors() {
        return this.#errors;
    }

    async picture({ width, height, dark = false }) {
        await this.#send('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor: 1, mobile: width < 600 });
        await this.#send('Emulation.setEmulatedMedia',
            { features: [{ name: 'prefers-color-scheme', value: dark ? 'dark' : 'light' }] });
        const { data } = await this.#send('Page.captureScreenshot', { format: 'png' });
        await this.#send('Emulation.clearDeviceMetricsOverride');
        return Buffer.from(data, 'base64');
    }

    async close() {
        this.#session = undefined;
        this.#send('Browser.close').catch(() => {});
        await this.process.end();
    }
}

/** @param {string} program @param {import('./browser.js').BrowserOptions} options */
export const openChromium = (program, options) => new Chromium(program, options).start();
