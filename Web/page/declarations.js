// What the declarations (`NAME.d.ts`) that `swiftlet build` writes for a module with `@JS` say: its functions and classes. And values between
// a person's text and JavaScript, by those types.

/** @typedef {{ name: string, type: string }} Parameter */

/**
 * @typedef {object} Declaration
 * @property {string} name
 * @property {Parameter[]} parameters
 * @property {string} result
 * @property {string} documentation
 */

/**
 * The functions in declarations.
 * @param {string} text
 * @returns {Declaration[]}
 */
export function functionsIn(text) {
    const pattern = /(?:\/\*\*((?:(?!\*\/)[^])*)\*\/\s*)?^export function ([\p{ID_Continue}$]+)\((.*)\): (.*);$/gmu;
    return [...text.matchAll(pattern)].map(([, comment, name, parameters, result]) => ({
        name, parameters: parametersIn(parameters), result, documentation: documentationIn(comment),
    }));
}

/**
 * A member of a class. A property is one that is read or one that is set.
 * @typedef {Declaration & { kind: 'constructor' | 'method' | 'get' | 'set', isStatic: boolean }} Member
 */

/**
 * The classes in declarations.
 * @param {string} text
 * @returns {{ name: string, members: Member[] }[]}
 */
export function classesIn(text) {
    const pattern = /^export class ([\p{ID_Continue}$]+) \{\n([^]*?)^\}/gmu;
    return [...text.matchAll(pattern)].map(([, name, body]) => ({ name, members: membersIn(body) }));
}

/**
 * @param {string} body of a class
 * @returns {Member[]}
 */
function membersIn(body) {
    const pattern = /(?:\/\*\*((?:(?!\*\/)[^])*)\*\/\s*)?^ {4}(static )?(?:(get |set |)([\p{ID_Continue}$]+)\((.*)\)(?:: (.*))?|readonly ([\p{ID_Continue}$]+): (.*));$/gmu;
    return [...body.matchAll(pattern)].map(([, comment, isStatic, accessor = 'get', name, list = '', result, constant, type]) => ({
        kind: name === 'constructor' ? 'constructor' : /** @type {Member['kind']} */ (accessor.trim() || 'method'),
        isStatic: isStatic !== undefined,
        name: name ?? constant,
        parameters: parametersIn(list),
        result: result ?? type ?? 'void',
        documentation: documentationIn(comment),
    }));
}

/** @param {string} list */
function parametersIn(list) {
    return parts(list).map(part => {
        const colon = part.indexOf(':');
        return { name: part.slice(0, colon).trim(), type: part.slice(colon + 1).trim() };
    });
}

/** @param {string | undefined} comment what stands between its marks */
function documentationIn(comment = '') {
    return comment.split('\n').map(line => line.replace(/^\s*\*? ?/, '').trim()).filter(line => line !== '').join('\n');
}

/**
 * What stands between commas that are not inside brackets.
 * @param {string} list
 */
function parts(list) {
    const found = [];
    let depth = 0;
    let start = 0;
    for (let index = 0; index < list.length; index++) {
        // The `>` of an arrow closes nothing.
        if ('([{<'.includes(list[index])) depth++;
        else if (')]}'.includes(list[index]) || list[index] === '>' && list[index - 1] !== '=') depth--;
        else if (list[index] === ',' && depth === 0) {
            found.push(list.slice(start, index));
            start = index + 1;
        }
    }
    if (list.slice(start).trim() !== '') found.push(list.slice(start));
    return found;
}

const arrays = [
    Int8Array, Uint8Array, Int16Array, Uint16Array, Int32Array, Uint32Array, BigInt64Array, BigUint64Array, Float32Array,
    Float64Array,
];

/**
 * A value of a type from what a person wrote: a text as it is, numbers, anything else as JSON.
 * @param {string} text
 * @param {string} type
 * @returns {unknown}
 */
export function argumentFrom(text, type) {
    if (type === 'string') return text;
    if (type === 'bigint') return BigInt(text.trim());
    if (type === 'number') {
        const special = { inf: Infinity, '-inf': -Infinity, nan: NaN }[text.trim().toLowerCase()];
        const value = special ?? Number(text);
        if (special === undefined && (text.trim() === '' || Number.isNaN(value))) throw new TypeError(`“${text}” is not a number`);
        return value;
    }
    const value = JSON.parse(text);
    const array = /** @type {any} */ (arrays.find(array => array.name === type));
    if (!array) return value;
    return array.from(array.name.startsWith('Big') ? value.map(BigInt) : value);
}

/**
 * A value as text for a person.
 * @param {unknown} value
 */
export function textOf(value) {
    if (value === undefined) return '✓';
    if (typeof value === 'bigint') return `${value}n`;
    if (typeof value === 'function' || typeof value === 'symbol') return String(value);
    return JSON.stringify(value, (_, inner) => {
        if (typeof inner === 'bigint') return `${inner}n`;
        return ArrayBuffer.isView(inner) ? Array.from(/** @type {any} */ (inner)) : inner;
    }) ?? String(value);
}
