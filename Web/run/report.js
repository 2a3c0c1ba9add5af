// What a place tells `swiftlet run` when the module has ended, one fact a line:
//
//     exit CODE                   the program ended, or the call returned (code 0)
//     result TYPE BITS            a result of the call, in order; BITS is the value's bits as an unsigned number; `null` or
//                                 `reference` for a reference
//     trap MESSAGE                the module stopped
//     frame INDEX OFFSET NAME     where, innermost first; NAME is empty if unknown
//     error MESSAGE               the module could not be started

import { invoke, start, Trap } from '../loader.js';

/**
 * What to do, as `swiftlet run` writes it (Sources/SwiftletRun/RunRequest+JSON.swift).
 * @typedef {object} Request
 * @property {string} module where the module is: a path (Node) or an address (page)
 * @property {string[]} arguments
 * @property {Record<string, string>} environment
 * @property {[boolean, boolean, boolean]} terminals whether our input, output and errors are a terminal
 * @property {{ guest: string, host: string, entries: Entry[] }[]} folders
 * @property {Call | null} call
 */

/** @typedef {{ path: string, kind: 'file' | 'folder' | 'link', content: string }} Entry */
/** @typedef {{ name: string, values: TypedBits[], results: string[] }} Call */
/** @typedef {{ type: string, bits: string }} TypedBits */

/**
 * Does what a request says and tells how it ended.
 * @param {Request} request
 * @param {BufferSource | WebAssembly.Module} module
 * @param {import('../loader.js').Options} options
 * @returns {Promise<string>} the report
 */
export async function perform({ call }, module, options) {
    try {
        if (call === null) return `exit ${(await start(module, options)).exitCode}\n`;
        const { exitCode, exited, result } = await invoke(module, call.name, call.values.map(valueOf), options);
        const values = call.results.length > 1 ? [.../** @type {Iterable<unknown>} */ (result)] : [result];
        const lines = exited ? [] : call.results.map((type, index) => `result ${type} ${bitsOf(type, values[index])}\n`);
        return `${lines.join('')}exit ${exitCode}\n`;
    } catch (error) {
        return failureReport(error);
    }
}

/**
 * The report on what stopped a module, or kept it from starting.
 * @param {unknown} error
 */
export function failureReport(error) {
    const message = String(error instanceof Error ? error.message : error).replace(/\s+/g, ' ');
    if (!(error instanceof Trap)) return `error ${message}\n`;
    const frames = error.frames.map(({ index, offset, name }) => `frame ${index} ${offset} ${name ?? ''}\n`);
    return `trap ${message}\n${frames.join('')}`;
}

const cell = new DataView(new ArrayBuffer(8));

/**
 * A value for JavaScript from its bits.
 * @param {TypedBits} value
 */
function valueOf({ type, bits }) {
    cell.setBigUint64(0, BigInt(bits), true);
    switch (type) {
    case 'i32': return cell.getInt32(0, true);
    case 'i64': return cell.getBigInt64(0, true);
    case 'f32': return cell.getFloat32(0, true);
    case 'f64': return cell.getFloat64(0, true);
    // Of references, the command line has only null.
    default: return null;
    }
}

/**
 * The bits of a value that JavaScript gave.
 * @param {string} type
 * @param {any} value
 */
function bitsOf(type, value) {
    cell.setBigUint64(0, 0n, true);
    switch (type) {
    case 'i32': cell.setInt32(0, value, true); break;
    case 'i64': cell.setBigInt64(0, value, true); break;
    case 'f32': cell.setFloat32(0, value, true); break;
    case 'f64': cell.setFloat64(0, value, true); break;
    // A reference means nothing outside; only null can be told.
    default: return value === null ? 'null' : 'reference';
    }
    return cell.getBigUint64(0, true);
}
