// Firefox, driven by Marionette, which is part of every Firefox: no driver program is needed.

import { readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Marionette } from './marionette.js';
import { BrowserProcess } from './process.js';
import { until } from './until.js';

/** The characters by which WebDriver names keys that are none. */
const keys = { Enter: '\uE006', Control: '\uE009' };
/** The property in which WebDriver gives an element. */
const elementKey = 'element-6066-11e4-a52e-4f735466cecf';

/** @implements {import('./browser.js').Browser} */
class Firefox {
    /** @type {Marionette} */
    #marionette;
    name = '';

    /** @param {string} program @param {import('./browser.js').BrowserOptions} options */
    constructor(program, { suspends = true, languages }) {
        this.process = new BrowserProcess(program, profile => {
            const preferences = {
                'marionette.port': 0, 'javascript.options.wasm_js_promise_integration': suspends,
                ...(languages ? { 'intl.accept_languages': languages } : {}),
            };
            writeFileSync(join(profile, 'user.js'), Object.entries(preferences)
                .map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`).join(''));
            // System access is what errors, files that are dropped and colours need.
            return ['--headless', '--no-remote', '--marionette', '--remote-allow-system-access', '--profile', profile, 'about:blank'];
        }, 'ignore');
    }

    async start() {
        const port = await until(() => {
            try {
                return Number(readFileSync(join(this.process.profile, 'MarionetteActivePort'), 'utf8'));
            } catch {
                return undefined;
            }
        }, 'Firefox listens', 60_000);
        this.#marionette = await Marionette.connect(port);
        const { capabilities } = await this.#marionette.send('WebDriver:NewSession', { strictFileInteractability: false });
        this.name = `Firefox/${capabilities.browserVersion}`;
        // Remote control turns it off; for people, pages that are files may not read others.
        await this.#inBrowser(`Services.prefs.setBoolPref('security.fileuri.strict_origin_policy', true)`);
        return this;
    }

    async open(address) {
        await this.#marionette.send('WebDriver:Navigate', { url: address });
    }

    async reload() {
        await this.#marionette.send('WebDriver:Refresh');
    }

    /** A function's body in the page's own world. */
    #script(script, args = [], sandbox = null) {
        return this.#marionette.send('WebDriver:ExecuteScript', { script, args, sandbox, newSandbox: true });
    }

    evaluate(expression) {
        return this.#script('return window.eval(arguments[0])', [expression]);
    }

    /** A function's body in the browser's own window. */
    async #inBrowser(script, args = []) {
        await this.#marionette.send('Marionette:SetContext', { value: 'chrome' });
        const result = await this.#script(script, args, 'system');
        await this.#marionette.send('Marionette:SetContext', { value: 'content' });
        return result;
    }

    async click(selector) {
        const element = await this.#marionette.send('WebDriver:FindElement', { using: 'css selector', value: selector });
        await this.#marionette.send('WebDriver:ElementClick', { id: element[elementKey] });
    }

    async type(text) {
        const element = await this.#marionette.send('WebDriver:GetActiveElement');
        await this.#marionette.send('WebDriver:ElementSendKeys', { id: element[elementKey], text });
    }

    async press(key, { ctrl = false } = {}) {
        const pressed = [...(ctrl ? [keys.Control] : []), keys[key] ?? key];
        const actions = [
            ...pressed.map(value => ({ type: 'keyDown', value })),
            ...pressed.reverse().map(value => ({ type: 'keyUp', value })),
        ];
        await this.#marionette.send('WebDriver:PerformActions', { actions: [{ type: 'key', id: 'keyboard', actions }] });
    }

    /** The events are trusted ones and find their target by the place, as those of a mouse do. */
    async drop(path, selector) {
        await this.#script(`
            const [name, text, selector] = arguments;
            const element = document.querySelector(selector);
            element.scrollIntoView({ block: 'center' });
            const { x, y, width, height } = element.getBoundingClientRect();
            // Made by the page's own world: it may not look into what the browser's carries.
            const dataTransfer = Cu.waiveXrays(window).eval(\`(name, text) => {
                const dataTransfer = new DataTransfer();
                dataTransfer.items.add(new File([Uint8Array.from(atob(text), character => character.charCodeAt(0))], name));
                return dataTransfer;
            }\`)(name, text);
            for (const type of ['dragenter', 'dragover', 'drop']) {
                const event = new window.DragEvent(type, {
                    bubbles: true, cancelable: true, composed: true, dataTransfer,
                    clientX: x + width / 2, clientY: y + height / 2,
                });
                window.windowUtils.dispatchDOMEventViaPresShellForTesting(element, event);
            }
        `, [basename(path), readFileSync(path).toString('base64'), selector], 'system');
    }

    /** A worker that is ended while it computes is said to have thrown `undefined`; no page ever hears of that. */
    errors() {
        return this.#script(`
            const page = window.windowGlobalChild.innerWindowId;
            return Services.console.getMessageArray()
                .filter(message => message instanceof Ci.nsIScriptError && message.innerWindowID === page
                    && message.category === 'content javascript' && !(message.flags & Ci.nsIScriptError.warningFlag)
                    && message.errorMessage !== 'uncaught exception: undefined')
                .map(message => message.errorMessage);
        `, [], 'system');
    }

    async picture({ width, height, dark = false }) {
        await this.#inBrowser(`Services.prefs.setIntPref('layout.css.prefers-color-scheme.content-override', arguments[0])`,
            [dark ? 0 : 1]);
        const [innerWidth, innerHeight, outerWidth, outerHeight] =
            await this.evaluate('[innerWidth, innerHeight, outerWidth, outerHeight]');
        await this.#marionette.send('WebDriver:SetWindowRect',
            { width: width + outerWidth - innerWidth, height: height + outerHeight - innerHeight });
        return Buffer.from(await this.#marionette.send('WebDriver:TakeScreenshot', { full: false }), 'base64');
    }

    async close() {
        this.#marionette.send('Marionette:Quit', { flags: ['eForceQuit'] }).catch(() => {});
        await this.process.end();
    }
}

/** @param {string} program @param {import('./browser.js').BrowserOptions} options */
export const openFirefox = (program, options) => new Firefox(program, options).start();
