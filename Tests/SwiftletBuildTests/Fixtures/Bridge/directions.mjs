// Each type in every direction: to Swift and back, through an import, through a function of JavaScript, through a closure of Swift.

import { same, throwing } from './check.mjs';

const point = { x: 1.5, y: -2, label: 'here' };
const path = { points: [point, { x: 0, y: -0, label: undefined }], isClosed: false };
const circle = { type: 'circle', center: point, radius: 2 };
const doubles = [0, -0, 1.5, NaN, Infinity, -Infinity, Number.MAX_VALUE, Number.MIN_VALUE];
const texts = ['', 'a', 'é'.repeat(30), '想要计算的结果', '👨‍👩‍👧🇨🇳', '\0\u{10ffff}', '\ufeffbom', 'long '.repeat(30), '字'.repeat(70_000), 'x'.repeat(1_500_000)];
const object = { some: 'object' };

/**
 * Values of each type. They come back as they are.
 * @type {Record<string, any[]>}
 */
const values = {
    Bool: [true, false],
    Int8: [-128, 0, 127], Int16: [-32768, 32767], Int32: [-(2 ** 31), 2 ** 31 - 1], Int: [-(2 ** 31), 2 ** 31 - 1],
    UInt8: [0, 255], UInt16: [0, 65535], UInt32: [0, 2 ** 31, 2 ** 32 - 1], UInt: [0, 2 ** 31, 2 ** 32 - 1],
    Int64: [-(2n ** 63n), -1n, 2n ** 63n - 1n], UInt64: [0n, 2n ** 63n, 2n ** 64n - 1n],
    Float: [0, -0, 0.5, NaN, Infinity, -Infinity, Math.fround(3.4e38)], Double: doubles,
    String: texts,
    Bytes: [new Uint8Array(0), new Uint8Array([0, 255]), new Uint8Array(1_200_000).fill(7)],
    Int8s: [new Int8Array([-128, 127])], Int16s: [new Int16Array([-32768, 32767])], UInt16s: [new Uint16Array([65535])],
    Int32s: [new Int32Array([-(2 ** 31), 2 ** 31 - 1])], UInt32s: [new Uint32Array([2 ** 32 - 1])],
    Ints: [new Int32Array([1, -2]), new Int32Array(300_000).fill(-3)], UInts: [new Uint32Array([2 ** 32 - 1])],
    Int64s: [new BigInt64Array([-(2n ** 63n), 2n ** 63n - 1n])], UInt64s: [new BigUint64Array([2n ** 64n - 1n])],
    Floats: [new Float32Array([1.5, NaN, -0])], Doubles: [new Float64Array(doubles), new Float64Array(200_000).fill(0.1)],
    Bools: [[], [true, false]], Strings: [[], texts], Nested: [[['a'], [], ['b', 'c']]],
    OptionalInt: [7, undefined], OptionalString: ['', 'text', undefined], Optionals: [[1, undefined, NaN]],
    OptionalArray: [new Int32Array([1]), new Int32Array(0), undefined], Twice: [5, undefined],
    Paths: [undefined, [], [path, path]],
    Point: [point], Path: [path], Direction: ['north', 'SOUTH', 'east', 'west'], Level: [-1, 0, 10, 11], Plain: ['one', 'two'],
    Shape: [circle, { type: 'polygon', value: [point] }, { type: 'line', value1: point, value2: point }, { type: 'nothing' }],
    Shapes: [[circle, undefined, { type: 'nothing' }]],
    Tree: [{ type: 'node', left: { type: 'leaf', value: 1 }, right: { type: 'forest', value: [{ type: 'leaf', value: 2 }] } }],
    Folder: [{ name: 'top', folders: [{ name: 'inner', folders: [] }, { name: 'other', folders: [{ name: 'last', folders: [] }] }] }],
    Object: [object, [1, 2], () => 1],
    Value: [undefined, null, true, -0, 'text', 7n, -(2n ** 63n), object],
    Values: [[undefined, null, 1, 'a', object]],
};

/** @param {any} b the module's functions */
export function directions(b) {
    const test = globalThis.test = globalThis.test ?? {};
    for (const [name, list] of Object.entries(values)) {
        const closure = b[`closure${name}`]();
        for (const value of list) {
            same(b[`echo${name}`](value), value, `${name}, there and back`);
            let seen;
            const bounce = test.bounce = item => {
                seen = item;
                return item;
            };
            same(b[`import${name}`](value), value, `${name}, back from an import`);
            same(seen, value, `${name}, to an import`);
            seen = 'nothing';
            same(b[`hand${name}`](value, bounce), value, `${name}, back from a function`);
            same(seen, value, `${name}, to a function`);
            same(closure(value), value, `${name}, through a closure`);
        }
        closure.free();
    }
    same(Object.is(b.echoObject(object), object), true, 'the same object');
    test.bounce = item => item;
    const counter = new b.Counter(5, 1), closure = b.closureCounter();
    for (const same_ of [b.echoCounter(counter), b.importCounter(counter), b.handCounter(counter, item => item), closure(counter)]) {
        counter.count += 1;
        same(same_.count, counter.count, 'one object of Swift');
        same_.free();
    }
    closure.free();
    same(counter.count, 9, 'still there');
    counter.free();

    // What is no value of the type.
    for (const [name, value, message] of /** @type {[string, any, RegExp][]} */ ([
        ['Direction', 'up', /up is no Direction/], ['Level', 5, /5 is no Level/], ['Shape', { type: 'star' }, /star is no case of Shape/],
        ['Bytes', undefined, /undefined|iterable|object/], ['Int64', 5, /BigInt/i], ['Int64s', [5], /BigInt/i], ['Int', Symbol('s'), /symbol/i], ['Int', 5n, /BigInt/i],
        ['Counter', {}, /is not a Counter/], ['Counter', new b.Loader('x'), /is not a Counter/], ['Point', null, /null|object/], ['Strings', 5, /iterable|function/],
        ['String', Symbol('s'), /symbol/i],
    ])) {
        throwing(() => b[`echo${name}`](value), message);
        same(b.echoString('still well'), 'still well', `after a wrong ${name}`);
    }
    // Halves of surrogate pairs, in each direction.
    const half = 'a\ud800b\udc00', whole = 'a\ufffdb\ufffd';
    test.bounce = () => half;
    same([b.echoString(half), b.importString(half), b.handString(half, () => half), b.closureString()(half)], [whole, whole, whole, whole], 'lone surrogates');
    same(b.echoString('\udc00x\ud800y'.repeat(40)), '\ufffdx\ufffdy'.repeat(40), 'many lone surrogates');
    return 'all well';
}
