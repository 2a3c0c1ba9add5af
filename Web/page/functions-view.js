// The module's exported functions: their types, and a form to call each.

import { byID, make } from './element.js';
import { word } from './words.js';

/** @typedef {import('./module-info.js').FunctionExport} FunctionExport */

/** What a host calls by itself. */
const entries = new Set(['_start', '_initialize']);

/** The most that are shown. */
const mostRows = 200;

export class FunctionsView {
    #panel = byID('functions', 'section');
    #list = byID('function-list', 'ul');

    /**
     * @param {(call: FunctionExport, values: string[]) => Promise<{ text: string, isBad: boolean }>} call
     */
    constructor(call) {
        this.call = call;
    }

    /** @param {FunctionExport[]} functions */
    show(functions) {
        const shown = functions.filter(({ name }) => !entries.has(name)).slice(0, mostRows);
        this.#panel.hidden = shown.length === 0;
        this.#list.replaceChildren(...shown.map(each => this.#row(each)));
    }

    /** @param {FunctionExport} type */
    #row(type) {
        const { name, parameters, results } = type;
        const signature = `${name}(${parameters.join(', ')})${results.length > 0 ? ` → ${results.join(', ')}` : ''}`;
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
            const { text, isBad } = await this.call(type, fields.map(field => field.value));
            output.textContent = text;
            output.className = isBad ? 'bad' : '';
        });
        return make('li', {}, make('code', { textContent: signature }), form);
    }
}
