// What a terminal shows, without a page: lines of characters with styles, and the control sequences of ECMA-48 that
// programs commonly write. Lines are as long as the program makes them; the page wraps them.

import { columnsOf } from './columns.js';
import { plain, restyled } from './style.js';

/** @typedef {import('./style.js').Style} Style */

/** One line: a character (with its combining ones) and a style for each column; '' for a wide one's second column. */
export class Line {
    /** @type {string[]} */
    characters = [];
    /** @type {Style[]} */
    styles = [];
    hasChanged = true;

    /** The line as pieces of one style each. */
    get runs() {
        /** @type {{ text: string, style: Style }[]} */
        const runs = [];
        this.characters.forEach((character, index) => {
            const last = runs[runs.length - 1];
            if (last?.style === this.styles[index]) last.text += character;
            else runs.push({ text: character, style: this.styles[index] });
        });
        return runs;
    }

    get text() {
        return this.characters.join('');
    }

    /**
     * Fills up with spaces to a column.
     * @param {number} column
     */
    reach(column) {
        while (this.characters.length < column) this.#set(this.characters.length, ' ', plain);
    }

    /**
     * @param {number} column
     * @param {string} character
     * @param {Style} style
     * @param {number} width
     */
    put(column, character, style, width) {
        this.reach(column);
        // What covers half of a wide character leaves a space in place of its other half.
        if (this.characters[column] === '') this.#set(column - 1, ' ', this.styles[column - 1]);
        if (this.characters[column + width] === '') this.#set(column + width, ' ', this.styles[column + width]);
        this.#set(column, character, style);
        if (width === 2) this.#set(column + 1, '', style);
    }

    /**
     * @param {number} column
     * @param {string} mark
     */
    combine(column, mark) {
        const at = this.characters[column] === '' ? column - 1 : column;
        if (this.characters[at] !== undefined) this.#set(at, this.characters[at] + mark, this.styles[at]);
    }

    /**
     * Empties columns from `start` to before `end`.
     * @param {number} start
     * @param {number} end
     */
    erase(start, end) {
        for (let column = start; column < Math.min(end, this.characters.length); column++) this.#set(column, ' ', plain);
        if (end >= this.characters.length) this.characters.length = this.styles.length = Math.min(start, this.characters.length);
        this.hasChanged = true;
    }

    /**
     * @param {number} column
     * @param {string} character
     * @param {Style} style
     */
    #set(column, character, style) {
        this.characters[column] = character;
        this.styles[column] = style;
        this.hasChanged = true;
    }
}

/** The most parameters that a sequence is remembered with. */
const mostSequence = 256;
const tabWidth = 8;
const farAway = 1 << 20;

export class Screen {
    /** @param {{ rows?: number, mostLines?: number }} [options] rows that cursor addresses count in; lines that are kept */
    constructor(options = {}) {
        this.rows = options.rows ?? 24;
        this.mostLines = options.mostLines ?? 5_000;
    }

    lines = [new Line()];
    /** How many lines were dropped at the top so far. */
    dropped = 0;
    row = 0;
    column = 0;
    saved = { row: 0, column: 0 };
    style = plain;
    /**
     * What is known of a control sequence that has not ended.
     * @type {string}
     */
    pending = '';

    /** Forgets everything. */
    clear() {
        const { rows, mostLines } = this;
        Object.assign(this, new Screen({ rows, mostLines }));
    }

    /** The first line that cursor addresses can reach. */
    get top() {
        return Math.max(0, this.lines.length - this.rows);
    }

    /** @param {string} text */
    write(text) {
        for (const character of text) {
            if (this.pending !== '') this.#continue(character);
            else if (character < ' ' || character === '\x7f' || character === '\x9b') this.#control(character);
            else this.#print(character);
        }
        this.#drop();
    }

    /** @param {string} character */
    #print(character) {
        const width = columnsOf(character);
        const line = this.lines[this.row];
        if (width === 0) return line.combine(this.column - 1, character);
        line.put(this.column, character, this.style, width);
        this.column += width;
    }

    /** @param {string} character */
    #control(character) {
        switch (character) {
        case '\n':
            this.#moveTo(this.row + 1, 0);
            break;
        case '\r':
            this.column = 0;
            break;
        case '\b':
            this.column = Math.max(0, this.column - 1);
            break;
        case '\t':
            this.column += tabWidth - this.column % tabWidth;
            break;
        case '\x1b':
            this.pending = '\x1b';
            break;
        case '\x9b':
            this.pending = '\x1b[';
            break;
        // A bell and its like show nothing.
        }
    }

    /** @param {string} character */
    #continue(character) {
        const sequence = this.pending + character;
        // Text for the terminal itself, such as a title, ends with BEL or ST.
        if (/^\x1b[\]P^_X]/.test(sequence)) {
            const isOver = character === '\x07' || character === '\x9c' || sequence.endsWith('\x1b\\');
            this.pending = isOver ? '' : sequence.slice(0, 2) + sequence.slice(2).slice(-1);
            return;
        }
        this.pending = '';
        if (sequence === '\x1b[' || /^\x1b[ -/]*$/.test(sequence)) this.pending = sequence;
        else if (!sequence.startsWith('\x1b[')) this.#escape(character);
        else if (character >= '@' && character <= '~') this.#perform(sequence.slice(2, -1), character);
        else if (character < ' ') this.#control(character);
        else if (sequence.length < mostSequence) this.pending = sequence;
    }

    /** @param {string} character the end of a sequence of two */
    #escape(character) {
        switch (character) {
        case '7': this.saved = { row: this.row, column: this.column }; break;
        case '8': this.#moveTo(this.saved.row, this.saved.column); break;
        case 'c': this.#clearAll(); this.#moveTo(this.top, 0); this.style = plain; break;
        case 'D': this.#moveTo(this.row + 1, this.column); break;
        case 'E': this.#moveTo(this.row + 1, 0); break;
        case 'M': this.#moveTo(Math.max(this.top, this.row - 1), this.column); break;
        }
    }

    /**
     * A control sequence: its parameters and the letter that says what to do.
     * @param {string} parameters
     * @param {string} letter
     */
    #perform(parameters, letter) {
        // Private modes (the cursor's look, other buffers, mouse) change nothing that is shown here.
        if (/^[<=>?]/.test(parameters)) return;
        const numbers = parameters.split(/[;:]/).map(Number);
        const count = Math.min(numbers[0] || 1, farAway);
        const line = this.lines[this.row];
        switch (letter) {
        case 'A': this.#moveTo(Math.max(this.top, this.row - count), this.column); break;
        case 'B': this.#moveTo(Math.min(this.top + this.rows - 1, this.row + count), this.column); break;
        case 'C': this.column += Math.min(count, 4096); break;
        case 'D': this.column = Math.max(0, this.column - count); break;
        case 'E': this.#moveTo(Math.min(this.top + this.rows - 1, this.row + count), 0); break;
        case 'F': this.#moveTo(Math.max(this.top, this.row - count), 0); break;
        case 'G': case '`': this.column = Math.min(count, 4096) - 1; break;
        case 'H': case 'f':
            this.#moveTo(this.top + Math.min(count, this.rows) - 1, Math.min(numbers[1] || 1, 4096) - 1);
            break;
        case 'd': this.#moveTo(this.top + Math.min(count, this.rows) - 1, this.column); break;
        case 'J': this.#eraseDisplay(numbers[0]); break;
        case 'K':
            if (numbers[0] === 0) line.erase(this.column, farAway);
            else line.erase(0, numbers[0] === 1 ? this.column + 1 : farAway);
            break;
        case 'X': line.erase(this.column, this.column + count); break;
        case 'm': this.style = restyled(this.style, parameters); break;
        case 's': this.saved = { row: this.row, column: this.column }; break;
        case 'u': this.#moveTo(this.saved.row, this.saved.column); break;
        }
    }

    /** @param {number} part 0 from the cursor on, 1 up to the cursor, 2 all, 3 all and what was before */
    #eraseDisplay(part) {
        const line = this.lines[this.row];
        if (part === 0) {
            line.erase(this.column, farAway);
            for (const below of this.lines.slice(this.row + 1)) below.erase(0, farAway);
        } else if (part === 1) {
            for (const above of this.lines.slice(this.top, this.row)) above.erase(0, farAway);
            line.erase(0, this.column + 1);
        } else {
            this.#clearAll();
        }
    }

    /** Empties what cursor addresses reach; what scrolled away stays readable. */
    #clearAll() {
        for (const line of this.lines.slice(this.top)) line.erase(0, farAway);
    }

    /**
     * @param {number} row
     * @param {number} column
     */
    #moveTo(row, column) {
        while (this.lines.length <= row) this.lines.push(new Line());
        this.row = row;
        this.column = column;
        // Dropping line by line would move the whole list each time.
        if (this.lines.length > 2 * this.mostLines) this.#drop();
    }

    #drop() {
        const excess = this.lines.length - this.mostLines;
        if (excess <= 0) return;
        this.lines.splice(0, excess);
        this.dropped += excess;
        this.row = Math.max(0, this.row - excess);
        this.saved.row = Math.max(0, this.saved.row - excess);
    }
}
