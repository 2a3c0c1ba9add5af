// The module's exported functions: their types, and a form to call each.

import { byID, make } from './element.js';
import { word } from './words.js';

/**
 * A function as the page shows it.
 * @typedef {object} Callable
 * @property {string} name
 * @property {string} signature
 * @property {string[]} parameters what to say of each
 * @property {string} [documentation]
 * @property {(values: string[]) => Promise<{ text: string, isBad: boolean }>} call with values as a person wrote them
 */

/** The most that are shown. */
const mostRows = 200;

export class FunctionsView {
    #panel = byID('functions', 'section');
    #list = byID('function-list', 'ul');

    /** @param {Callable[]} functions */
    show(functions) {
        const shown = functions.slice(0, mostRows);
        this.#panel.hidden = shown.length === 0;
        this.#list.replaceChildren(...shown.map(each => this.#row(each)));
    }

    /**
     * Shows more, above the others.
     * @param {Callable[]} functions
     * @returns {() => void} takes them away
     */
    add(functions) {
        const rows = functions.map(each => this.#row(each));
        this.#list.prepend(...rows);
        return () => rows.forEach(row => row.remove());
    }

    /** @param {Callable} function_ */
    #row({ name, signature, parameters, documentation = '', call }) {
        const fields = parameters.map((parameter, index) => {
            const field = make('input', { type: 'text', placeholder: parameter, autocomplete: 'off' });
            field.setAttribute('aria-label', `${name} ${index + 1}: ${parameter}`);
            return field;
        });
        const button = make('button', { className: 'small', textContent: word('call') });
        button.setAttribute('aria-label', `${word('call')}: ${name}`);
        const output = make('output');
        const form = make('form', {}, ...fields, button, output);
        form.addEventListener('submit', async event => {
            event.preventDefault();
            output.textContent = '…';
            const { text, isBad } = await call(fields.map(field => field.value));
            output.textContent = text;
            output.className = isBad ? 'bad' : '';
        });
        const row = make('li', {}, make('code', { textContent: signature }));
        if (documentation !== '') row.append(make('p', { className: 'hint', textContent: documentation }));
        row.append(form);
        return row;
    }
}
