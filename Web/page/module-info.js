// What a module's own bytes say about it: the types of what it exports. JavaScript's interface has only the names.

/** @typedef {{ name: string, parameters: string[], results: string[] }} FunctionExport */

const valueTypes = new Map([
    [0x7f, 'i32'], [0x7e, 'i64'], [0x7d, 'f32'], [0x7c, 'f64'], [0x7b, 'v128'], [0x70, 'funcref'], [0x6f, 'externref'],
]);
const section = { type: 1, import: 2, function: 3, export: 7 };
const externalKind = { function: 0, table: 1, memory: 2, global: 3, tag: 4 };

/** Reads the binary format, section 5 of the specification. */
class Reader {
    /** @param {Uint8Array} bytes */
    constructor(bytes) {
        this.bytes = bytes;
        this.offset = 0;
    }

    get isAtEnd() { return this.offset >= this.bytes.length; }

    byte() {
        if (this.isAtEnd) throw new RangeError('the module ends early');
        return this.bytes[this.offset++];
    }

    /** An unsigned LEB128 number; of those of 64 bits the lowest 53 are right, which is enough to pass over them. */
    number() {
        let result = 0;
        for (let scale = 1; ; scale *= 128) {
            const byte = this.byte();
            result += (byte & 127) * scale;
            if (byte < 128) return result;
        }
    }

    /** @param {number} length */
    part(length) {
        const part = this.bytes.subarray(this.offset, this.offset + length);
        if (part.length !== length) throw new RangeError('the module ends early');
        this.offset += length;
        return part;
    }

    name() { return new TextDecoder().decode(this.part(this.number())); }

    /**
     * @template T
     * @param {() => T} read
     * @returns {T[]}
     */
    list(read) {
        const items = [];
        for (let left = this.number(); left > 0; left--) items.push(read());
        return items;
    }

    valueType() {
        const code = this.byte();
        return valueTypes.get(code) ?? `type 0x${code.toString(16)}`;
    }

    limits() {
        const flags = this.byte();
        this.number();
        if (flags & 1) this.number();
    }
}

/**
 * The functions that a module exports, with their types, in its order. Those of a module with types beyond
 * WebAssembly 2.0 are not told: nothing comes back.
 * @param {Uint8Array} bytes a valid module
 * @returns {FunctionExport[]}
 */
export function functionExports(bytes) {
    const reader = new Reader(bytes);
    reader.part(8);
    /** @type {{ parameters: string[], results: string[] }[]} */
    let types = [];
    /**
     * The type's number of each function, imported ones first.
     * @type {number[]}
     */
    const functions = [];
    /** @type {FunctionExport[]} */
    const exports = [];
    while (!reader.isAtEnd) {
        const id = reader.byte();
        const part = new Reader(reader.part(reader.number()));
        if (id === section.type) {
            const forms = part.list(() => {
                if (part.byte() !== 0x60) throw new RangeError('a type beyond WebAssembly 2.0');
                return { parameters: part.list(() => part.valueType()), results: part.list(() => part.valueType()) };
            });
            types = forms;
        } else if (id === section.import) {
            part.list(() => {
                part.name();
                part.name();
                switch (part.byte()) {
                case externalKind.function: functions.push(part.number()); break;
                case externalKind.table: part.byte(); part.limits(); break;
                case externalKind.memory: part.limits(); break;
                case externalKind.global: part.byte(); part.byte(); break;
                case externalKind.tag: part.byte(); part.number(); break;
                }
            });
        } else if (id === section.function) {
            for (const type of part.list(() => part.number())) functions.push(type);
        } else if (id === section.export) {
            part.list(() => {
                const name = part.name();
                const kind = part.byte();
                const index = part.number();
                if (kind === externalKind.function) exports.push({ name, ...types[functions[index]] });
            });
        }
    }
    return exports;
}

/**
 * A value for a call from what a person wrote: decimal or hexadecimal, `inf`, `nan`.
 * @param {string} text
 * @param {string} type
 * @returns {number | bigint}
 */
export function valueFrom(text, type) {
    const written = text.trim();
    if (type === 'i32' || type === 'i64') {
        const match = /^(-?)(0x[0-9a-f]+|\d+)$/i.exec(written);
        if (!match) throw new TypeError(`“${text}” is not a whole number`);
        const value = match[1] ? -BigInt(match[2]) : BigInt(match[2]);
        const bits = type === 'i32' ? 32 : 64;
        if (value < -(2n ** BigInt(bits - 1)) || value >= 2n ** BigInt(bits)) {
            throw new TypeError(`${written} does not fit into ${type}`);
        }
        return type === 'i32' ? Number(BigInt.asIntN(32, value)) : BigInt.asIntN(64, value);
    }
    if (type === 'f32' || type === 'f64') {
        const special = /^(-?)(inf|nan)$/i.exec(written);
        if (special) return (special[1] ? -1 : 1) * (special[2].toLowerCase() === 'inf' ? Infinity : NaN);
        if (written === '' || Number.isNaN(Number(written))) throw new TypeError(`“${text}” is not a number`);
        return Number(written);
    }
    throw new TypeError(`a value of type ${type} cannot be given`);
}
