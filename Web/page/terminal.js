// The terminal on the page: what programs print, notes of the page's own, and the line where a person types.

import { byID, make } from './element.js';
import { Screen } from './screen.js';
import { css, plain } from './style.js';

const mostHistory = 200;

export class Terminal {
    #output = byID('output', 'div');
    #entry = byID('entry', 'form');
    #line = byID('line', 'input');
    #screen = new Screen();
    /** @type {Map<number, TextDecoder>} */
    #decoders = new Map();
    /** The element of each line of the screen, and how many lines were dropped when they were drawn. */
    #elements = /** @type {HTMLElement[]} */ ([]);
    #drawnDropped = 0;
    #willDraw = false;
    /**
     * Lines typed before, and which of them is shown.
     * @type {string[]}
     */
    #history = [];
    #historyIndex = 0;

    /** @param {{ send: (text: string) => void, end: () => void, interrupt: () => void }} person what a person does here */
    constructor({ send, end, interrupt }) {
        this.send = send;
        this.end = end;
        this.#entry.addEventListener('submit', event => {
            event.preventDefault();
            this.#enter(this.#line.value);
            this.#line.value = '';
        });
        this.#line.addEventListener('paste', event => {
            const lines = (event.clipboardData?.getData('text') ?? '').replaceAll('\r\n', '\n').split('\n');
            if (lines.length === 1) return;
            event.preventDefault();
            lines[0] = this.#line.value + lines[0];
            this.#line.value = /** @type {string} */ (lines.pop());
            lines.forEach(line => this.#enter(line));
        });
        this.#line.addEventListener('keydown', event => this.#key(event));
        byID('end-input', 'button').addEventListener('click', end);
        // Wherever the focus is: after a click on Run it is nowhere, and a busy loop asks for no input.
        document.addEventListener('keydown', event => {
            if (this.#isBusyElsewhere) return;
            const isCopying = String(getSelection()) !== '' || this.#line.selectionStart !== this.#line.selectionEnd;
            if (event.ctrlKey && event.key === 'c' && !isCopying) {
                event.preventDefault();
                interrupt();
            }
        });
        // A click on the terminal types into it, unless something was selected there.
        this.#output.addEventListener('click', () => {
            if (String(getSelection()) === '' && !this.#entry.hidden) this.#line.focus();
        });
    }

    /** @param {KeyboardEvent} event */
    #key(event) {
        if (event.ctrlKey && event.key === 'd') {
            event.preventDefault();
            if (this.#line.value !== '') this.send(this.#line.value);
            else this.end();
            this.#line.value = '';
        }
        const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
        if (step === undefined) return;
        event.preventDefault();
        this.#historyIndex = Math.max(0, Math.min(this.#history.length, this.#historyIndex + step));
        this.#line.value = this.#history[this.#historyIndex] ?? '';
    }

    /** @param {string} line */
    #enter(line) {
        if (line !== '') this.#history = [...this.#history, line].slice(-mostHistory);
        this.#historyIndex = this.#history.length;
        this.#show(`${line}\n`);
        this.send(`${line}\n`);
    }

    /** How many columns and rows have room. */
    get size() {
        const sample = make('span', { textContent: 'm'.repeat(20) });
        this.#output.append(sample);
        const { width, height } = sample.getBoundingClientRect();
        sample.remove();
        const style = getComputedStyle(this.#output);
        const room = this.#output.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
        return {
            columns: Math.max(20, Math.floor(room / (width / 20)) || 80),
            rows: Math.max(5, Math.floor(this.#output.clientHeight / (parseFloat(style.lineHeight) || height)) || 24),
        };
    }

    /** Prepares for a program. */
    start() {
        this.#decoders.clear();
        this.#screen.rows = this.size.rows;
    }

    /**
     * Whether a person can type.
     * @param {boolean} value
     */
    set isOpen(value) {
        const hadFocus = this.#entry.contains(document.activeElement);
        this.#entry.hidden = !value;
        if (!value) this.#entry.classList.remove('wanted');
        if (!value && hadFocus) this.#output.focus({ preventScroll: true });
    }

    /**
     * Whether the program waits for what is typed.
     * @param {boolean} value
     */
    set isWanted(value) {
        this.#entry.classList.toggle('wanted', value);
        // On phones the keyboard would come up unasked.
        if (value && !matchMedia('(pointer: coarse)').matches && !this.#isBusyElsewhere) this.#line.focus({ preventScroll: true });
    }

    /** Whether the person is typing in another field. */
    get #isBusyElsewhere() {
        return document.activeElement?.matches('input:not([type=checkbox], [type=radio]), textarea') && document.activeElement !== this.#line;
    }

    /**
     * What the program printed.
     * @param {number} stream
     * @param {Uint8Array} bytes
     */
    print(stream, bytes) {
        let decoder = this.#decoders.get(stream);
        if (!decoder) this.#decoders.set(stream, decoder = new TextDecoder());
        this.#show(decoder.decode(bytes, { stream: true }));
    }

    /**
     * A line of the page's own.
     * @param {string} text
     * @param {boolean} isBad
     */
    note(text, isBad = false) {
        this.#screen.style = plain;
        if (this.#screen.lines[this.#screen.row].characters.length > 0) this.#screen.write('\n');
        for (const line of text.split('\n')) {
            this.#screen.write(line.replace(/[\x00-\x1f\x7f-\x9f]/g, ' '));
            this.#notes.set(this.#screen.lines[this.#screen.row], isBad ? 'note bad' : 'note');
            this.#screen.write('\n');
        }
        this.#show('');
    }

    /**
     * The class of lines that are notes.
     * @type {WeakMap<import('./screen.js').Line, string>}
     */
    #notes = new WeakMap();

    clear() {
        this.#screen.clear();
        this.#output.replaceChildren();
        this.#elements = [];
        this.#drawnDropped = 0;
    }

    /** All lines that are shown. */
    get text() {
        return this.#screen.lines.map(line => line.text).join('\n');
    }

    /** @param {string} text */
    #show(text) {
        this.#screen.write(text);
        if (this.#willDraw) return;
        this.#willDraw = true;
        // Not in each frame: pages out of sight have none.
        setTimeout(() => {
            this.#willDraw = false;
            this.#draw();
        }, 16);
    }

    #draw() {
        const { lines, dropped } = this.#screen;
        const isAtEnd = this.#output.scrollHeight - this.#output.scrollTop - this.#output.clientHeight < 40;
        for (const element of this.#elements.splice(0, dropped - this.#drawnDropped)) element.remove();
        this.#drawnDropped = dropped;
        const fresh = document.createDocumentFragment();
        lines.forEach((line, index) => {
            if (this.#elements[index] && !line.hasChanged) return;
            line.hasChanged = false;
            const element = this.#elements[index] ?? fresh.appendChild(this.#elements[index] = make('div'));
            element.className = this.#notes.get(line) ?? '';
            element.replaceChildren(...line.runs.map(({ text, style }) => {
                const look = css(style);
                if (look === '') return text;
                const span = make('span', { textContent: text });
                span.style.cssText = look;
                return span;
            }));
        });
        this.#output.append(fresh);
        if (isAtEnd) this.#output.scrollTop = this.#output.scrollHeight;
    }
}
