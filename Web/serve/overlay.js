// Shows over a page why it is not the newest: where the build failed and what the compiler says.

/** @typedef {{ file: string, line: number, column: number, message: string, excerpt: string }} Problem */

const style = `
:host { all: initial }
section { position: fixed; inset: 0; z-index: 2147483647; overflow: auto; box-sizing: border-box;
    padding: clamp(1rem, 5vh, 3rem) 1rem; background: rgb(13 17 23 / 82%); backdrop-filter: blur(2px);
    color: #e6eaf0; font: 16px/1.5 system-ui, sans-serif; color-scheme: dark }
article { max-width: 58rem; margin: 0 auto; padding: 1.25rem 1.5rem; box-sizing: border-box; background: #1a2028;
    border: 1px solid #343d4a; border-top: 4px solid #ff7b72; border-radius: .6rem; box-shadow: 0 1rem 3rem rgb(0 0 0 / 50%) }
header { display: flex; align-items: center; gap: 1rem; margin-bottom: .75rem }
h1 { flex: 1; margin: 0; font-size: 1.25rem; color: #ff9d96 }
ol { margin: 0; padding: 0; list-style: none }
li { padding: .75rem 0; border-top: 1px solid #343d4a }
.message { font-weight: 600 }
code, pre { font: 13px/1.55 ui-monospace, "SF Mono", Menlo, Consolas, "Noto Sans Mono", monospace }
code { color: #79b8ff; overflow-wrap: anywhere }
pre { margin: .5rem 0 0; padding: .6rem .8rem; overflow-x: auto; background: #0d1117; border-radius: .4rem; color: #c9d1d9 }
details { margin-top: .5rem; border-top: 1px solid #343d4a; padding-top: .75rem }
summary { cursor: pointer }
button { min-height: 2.25rem; padding: .2rem .9rem; font: inherit; color: inherit; background: #2a323d; border: 1px solid #4a5563;
    border-radius: .4rem; cursor: pointer }
:focus-visible { outline: 3px solid #7db4ff; outline-offset: 1px }
p { margin: .75rem 0 0; color: #a3afbf; font-size: .9rem }`;

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
        const section = element('section'), article = element('article'), header = element('header');
        section.setAttribute('role', 'alert');
        const close = element('button', 'Close');
        close.onclick = () => this.hide();
        section.onkeydown = event => { if (event.key === 'Escape') this.hide(); };
        header.append(element('h1', 'The build failed'), close);
        const list = element('ol');
        for (const { file, line, column, message, excerpt } of problems) {
            const item = element('li');
            item.append(element('code', `${file}:${line}:${column}`), element('div', message, 'message'));
            if (excerpt !== '') item.append(element('pre', excerpt));
            list.append(item);
        }
        // What has no place in the sources, such as an error of the linker, is all there is to see then.
        const details = /** @type {HTMLDetailsElement} */ (element('details'));
        details.open = problems.length === 0;
        details.append(element('summary', 'All that the compiler said'), element('pre', text));
        article.append(header, list, details,
            element('p', 'The page below was built before. This goes away when the next build succeeds.'));
        section.append(article);
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
function element(name, text = '', className = '') {
    const result = document.createElement(name);
    result.textContent = text;
    if (className !== '') result.className = className;
    return result;
}
