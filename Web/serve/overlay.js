// Shows over a page why it is not the newest: where the build failed and what the compiler says.

/** @typedef {{ file: string, line: number, column: number, message: string }} Problem */

const style = `
:host { all: initial }
section { position: fixed; inset: 0; z-index: 2147483647; overflow: auto; box-sizing: border-box; padding: 2em;
    background: rgb(20 20 24 / 97%); color: #eee; font: 15px/1.5 system-ui, sans-serif }
h1 { font-size: 1.3em; margin: 0 0 1em; color: #ff8a80 }
li { margin-bottom: .6em }
ol { padding-left: 1.4em }
code, pre { font: 13px/1.5 ui-monospace, monospace }
code { color: #9cdcfe }
pre { white-space: pre-wrap; overflow-wrap: anywhere; border-top: 1px solid #555; padding-top: 1em; color: #bbb }
button { float: right; padding: .3em .8em; font: inherit; color: inherit; background: #444; border: 0; border-radius: 4px }
p { color: #aaa }`;

export class Overlay {
    /** @type {HTMLElement | undefined} */
    #host;

    /**
     * @param {Problem[]} problems
     * @param {string} text everything that the compiler said
     */
    show(problems, text) {
        this.hide();
        const host = this.#host = document.createElement('swiftlet-overlay');
        const root = host.attachShadow({ mode: 'open' });
        const section = element('section', '');
        section.setAttribute('role', 'alert');
        const close = element('button', 'Close');
        close.onclick = () => this.hide();
        const list = document.createElement('ol');
        for (const { file, line, column, message } of problems) {
            const item = element('li', '');
            item.append(element('code', `${file}:${line}:${column}`), element('div', message));
            list.append(item);
        }
        section.append(close, element('h1', 'The build failed'), list, element('pre', text),
            element('p', 'What is below was built before. This goes away when the next build succeeds.'));
        root.append(element('style', style), section);
        (document.body ?? document.documentElement).append(host);
    }

    hide() {
        this.#host?.remove();
        this.#host = undefined;
    }
}

/**
 * @param {string} name
 * @param {string} text
 */
function element(name, text) {
    const result = document.createElement(name);
    result.textContent = text;
    return result;
}
