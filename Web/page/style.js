// How text looks in the terminal, as “select graphic rendition” sequences change it.

/**
 * Colours are numbers of the palette of 256, or '#rrggbb'. Equal styles are one object.
 * @typedef {object} Style
 * @property {number | string | undefined} color
 * @property {number | string | undefined} background
 * @property {boolean} bold
 * @property {boolean} dim
 * @property {boolean} italic
 * @property {boolean} underline
 * @property {boolean} inverse
 * @property {boolean} hidden
 * @property {boolean} strike
 */

/** @type {Style} */
const nothing = {
    color: undefined, background: undefined, bold: false, dim: false, italic: false, underline: false, inverse: false,
    hidden: false, strike: false,
};

/**
 * Every style in use, by its contents.
 * @type {Map<string, Style>}
 */
const known = new Map();

/** @param {Style} style */
function shared(style) {
    const key = JSON.stringify(Object.values(style));
    const same = known.get(key);
    if (same) return same;
    // Pages live long, and a program can ask for sixteen million colours.
    if (known.size > 10_000) known.clear();
    known.set(key, style);
    return style;
}

/** Text without any style. */
export const plain = shared(nothing);

/** @type {Record<number, Partial<Style>>} */
const changes = {
    0: nothing,
    1: { bold: true }, 2: { dim: true }, 3: { italic: true }, 4: { underline: true }, 7: { inverse: true },
    8: { hidden: true }, 9: { strike: true }, 21: { underline: true }, 22: { bold: false, dim: false },
    23: { italic: false }, 24: { underline: false }, 27: { inverse: false }, 28: { hidden: false }, 29: { strike: false },
    39: { color: undefined }, 49: { background: undefined },
};

/**
 * A style after a sequence.
 * @param {Style} style
 * @param {string} parameters numbers with semicolons or colons between
 */
export function restyled(style, parameters) {
    const numbers = parameters.split(/[;:]/).map(Number);
    let result = { ...style };
    while (numbers.length > 0) {
        const number = /** @type {number} */ (numbers.shift());
        const tens = Math.floor(number / 10);
        if (number === 38) result.color = longColor(numbers);
        else if (number === 48) result.background = longColor(numbers);
        else if (tens === 3 && number < 38) result.color = number - 30;
        else if (tens === 4 && number < 48) result.background = number - 40;
        else if (tens === 9 && number < 98) result.color = number - 90 + 8;
        else if (tens === 10 && number < 108) result.background = number - 100 + 8;
        else result = { ...result, ...changes[number] };
    }
    return shared(result);
}

/**
 * What follows 38 or 48: `5;N`, or `2;R;G;B`.
 * @param {number[]} numbers those read are removed
 */
function longColor(numbers) {
    const kind = numbers.shift();
    if (kind === 5) return Math.min(numbers.shift() ?? 0, 255);
    if (kind !== 2) return undefined;
    const parts = [0, 1, 2].map(() => Math.min(numbers.shift() ?? 0, 255).toString(16).padStart(2, '0'));
    return `#${parts.join('')}`;
}

/**
 * A colour for CSS: the first sixteen are the page's own, so that they are readable in light and dark.
 * @param {number | string} color
 */
function cssColor(color) {
    if (typeof color === 'string') return color;
    if (color < 16) return `var(--ansi-${color})`;
    if (color >= 232) return `rgb(${Array(3).fill(8 + 10 * (color - 232))})`;
    const level = (/** @type {number} */ index) => index === 0 ? 0 : 55 + 40 * index;
    const cube = color - 16;
    return `rgb(${[Math.floor(cube / 36), Math.floor(cube / 6) % 6, cube % 6].map(level)})`;
}

/**
 * A style for CSS; empty for {@link plain}.
 * @param {Style} style
 */
export function css(style) {
    let color = style.color === undefined ? undefined : cssColor(style.color);
    let background = style.background === undefined ? undefined : cssColor(style.background);
    if (style.inverse) {
        [color, background] = [background ?? 'var(--terminal-background)', color ?? 'var(--terminal-text)'];
    }
    if (style.hidden) color = 'transparent';
    const decoration = [style.underline && 'underline', style.strike && 'line-through'].filter(Boolean).join(' ');
    return [
        color && `color:${color}`,
        background && `background:${background}`,
        style.bold && 'font-weight:bold',
        style.dim && 'opacity:.7',
        style.italic && 'font-style:italic',
        decoration && `text-decoration:${decoration}`,
    ].filter(Boolean).join(';');
}
