// The bridge in both directions, in every engine and on a page.

import { same, throwing } from './check.mjs';

/** @param {any} b the module's functions, `default` called already */
export function run(b) {
    // Numbers.
    for (const value of [true, false]) same(b.echoBool(value), value, 'Bool');
    const ranges = { Int8: [-128, 127], Int16: [-32768, 32767], Int32: [-(2 ** 31), 2 ** 31 - 1], Int: [-(2 ** 31), 2 ** 31 - 1],
        UInt8: [0, 255], UInt16: [0, 65535], UInt32: [0, 2 ** 32 - 1], UInt: [0, 2 ** 32 - 1],
        Int64: [-(2n ** 63n), 2n ** 63n - 1n], UInt64: [0n, 2n ** 64n - 1n] };
    for (const [name, values] of Object.entries(ranges)) {
        for (const value of values) same(b[`echo${name}`](value), value, name);
    }
    same(b.echoUInt8(300), 44, 'UInt8 keeps what fits');
    same(b.echoInt8(200), -56, 'Int8 keeps what fits');
    for (const value of [0, -0, 1.5, NaN, Infinity, -Infinity, Number.MAX_VALUE, 5e-324]) same(b.echoDouble(value), value, 'Double');
    same(b.echoFloat(1.1), Math.fround(1.1), 'Float');

    // Text.
    const texts = ['', 'a', 'hello, world', 'Grüße', '想要计算的结果', '👨‍👩‍👧🇨🇳', '\0\u{10ffff}\u{fffd}', '\ufeffbom', 'x'.repeat(63), 'é'.repeat(24),
        'x'.repeat(64), 'y'.repeat(100_000), '字'.repeat(70_000), 'a'.repeat(40) + '😀'];
    for (const text of texts) same(b.echoString(text), text, 'String');
    for (let length = 0; length < 200; length++) same(b.echoString('z'.repeat(length)), 'z'.repeat(length), 'String');
    same(b.echoString('a\ud800b\udc00'), 'a\ufffdb\ufffd', 'lone surrogates');
    same(b.echoString(/** @type {any} */ (5)), '5', 'what is no string becomes one');

    // Arrays.
    same(b.echoBytes([1, 2, 255]), new Uint8Array([1, 2, 255]), '[UInt8]');
    same(b.echoBytes(new Uint8Array(0)), new Uint8Array(0), '[]');
    const many = Uint8Array.from({ length: 300_000 }, (_, index) => index * 7);
    same(b.echoBytes(many), many, 'many bytes');
    same(b.echoBytes(many.subarray(3, 9)), many.slice(3, 9), 'part of an array');
    same(b.echoInt8s([-1]), new Int8Array([-1]), '[Int8]');
    same(b.echoUInt16s([65535]), new Uint16Array([65535]), '[UInt16]');
    same(b.echoInts([1, -2, 3]), new Int32Array([1, -2, 3]), '[Int]');
    same(b.echoInt64s([1n, -2n]), new BigInt64Array([1n, -2n]), '[Int64]');
    same(b.echoFloats([1.5]), new Float32Array([1.5]), '[Float]');
    same(b.echoDoubles([0.1, NaN]), new Float64Array([0.1, NaN]), '[Double]');
    same(b.echoBools([true, false]), [true, false], '[Bool]');
    same(b.echoStrings(texts), texts, '[String]');
    same(b.echoNested([['a'], [], ['b', 'c']]), [['a'], [], ['b', 'c']], '[[String]]');

    // Optionals.
    same(b.echoOptionalInt(7), 7, 'Int?');
    for (const none of [undefined, null]) same(b.echoOptionalInt(none), undefined, 'Int?');
    same(b.echoOptionalString(''), '', 'String?');
    same(b.echoOptionalString(undefined), undefined, 'String?');
    same(b.echoOptionals([1, null, 2]), [1, undefined, 2], '[Double?]');
    same(b.echoOptionalArray([1]), new Int32Array([1]), '[Int]?');

    // Structs and enums.
    const point = { x: 1.5, y: -2, label: 'here' };
    same(b.echoPoint(point), point, 'struct');
    same(b.echoPoint({ x: 3, y: 4 }), { x: 3, y: 4, label: undefined }, 'struct');
    same(b.pointLength({ x: 3, y: 4 }), 5, 'struct');
    same(b.echoPath({ points: [point, point], isClosed: true }), { points: [point, point], isClosed: true }, 'struct in struct');
    for (const value of ['north', 'SOUTH', 'east', 'west']) same(b.echoDirection(value), value, 'enum of strings');
    for (const value of [-1, 0, 10, 11]) {
        same(b.echoLevel(value), value, 'enum of numbers');
        same(b.rawLevel(value), value, 'enum of numbers');
    }
    same(b.echoPlain('two'), 'two', 'enum');
    same(b.echoPlain(null), undefined, 'enum');
    throwing(() => b.echoDirection('up'), /up is no Direction: it is one of north, SOUTH, east, west/);
    const shapes = [{ type: 'circle', center: point, radius: 2 }, { type: 'polygon', value: [point] },
        { type: 'line', value1: point, value2: point }, { type: 'nothing' }];
    for (const shape of shapes) same(b.echoShape(shape), shape, 'enum with values');
    same(b.echoShapes([...shapes, null]), [...shapes, undefined], 'enums with values');
    throwing(() => b.echoShape({ type: 'star' }), /star is no case of Shape/);
    same(b.describe(2, '狗', true, 0.5, ['a', 'b']), '2 狗 true 50 a|b', 'many parameters');
    same(b.take('a', 1), 'a1', 'take');
    same(b.delete(7), 7, 'delete');

    // Classes.
    const before = b.living();
    const counter = new b.Counter(5, 2);
    same(b.living(), before + 1, 'living');
    counter.increment();
    counter.increment();
    same(counter.count, 9, 'count');
    same(counter.history, new Int32Array([5, 7]), 'history');
    same(counter.double, 18, 'double');
    counter.half = 10;
    same([counter.count, counter.half, counter.step], [20, 10, 2], 'properties');
    counter.name = '计数器';
    same(counter.label('→'), '→计数器', 'label');
    const sum = counter.add(new b.Counter(1, 1));
    same([sum.count, sum instanceof b.Counter], [21, true], 'add');
    same(b.Counter.zero().count, 0, 'static');
    same(b.sum([counter, sum]), 41, 'array of objects');
    b.keepCounter(counter);
    counter.free();
    counter.free();
    same(b.keptCount(), 20, 'kept by Swift');
    throwing(() => counter.count, /this Counter was freed, and cannot be used any more/);
    throwing(() => b.sum([counter]), /this Counter was freed/);
    throwing(() => b.sum([{}]), /is not a Counter/);
    throwing(() => { 'use strict'; counter.double = 3; }, /Cannot set|setter|getter-only|read.?only/i);
    b.keepCounter(null);
    same(b.keptCount(), undefined, 'let go');

    // Errors.
    same(b.parse('123'), 123, 'parse');
    const empty = throwing(() => b.parse(''), /SwiftError: empty/);
    same([empty instanceof Error, empty.value], [true, { type: 'empty' }], 'error');
    same(throwing(() => b.parse('1x'), /unexpected/).value, { type: 'unexpected', character: 'x', at: 1 }, 'error');
    b.check(1);
    same(throwing(() => b.check(-3), /negative: -3/).constructor, Error, 'JSException');

    // Closures.
    same(b.apply((number, text) => text.repeat(number)), '三三三', 'closure');
    let calls = 0;
    b.repeatCall(5, () => { calls++; });
    same(calls, 5, 'calls');
    same(b.mapped([1, 2, 3], value => value / 2), new Float64Array([0.5, 1, 1.5]), 'map');
    const add = b.adder(10);
    same([add(1), add(2)], [11, 12], 'adder');
    add.free();
    throwing(() => add(1), /this closure of Swift was freed/);
    same(b.compose(value => value + 1, value => value * 10)(4), 50, 'compose');
    same(b.compose(b.adder(1), b.adder(2))(0), 3, 'Swift closures through JavaScript');
    same([b.greeter()('Ada', null), b.greeter()('Ada', point)], ['Hello, Ada', 'Hello, Ada!'], 'greeter');
    b.store(value => value * 3);
    same(b.callStored(4), 12, 'stored');
    b.store(null);
    same(b.callStored(4), undefined, 'stored');
    same(b.makers().map(make => make().count), [1, 2], 'makers');
    throwing(() => b.apply(7), /7 is not a function/);
    same(b.echoString('still well'), 'still well', 'after an error');
    same(b.reenter(1, 'a', text => b.reenter(2, text, inner => b.echoString(inner) + '!')), 'a12!a1a', 'calls within calls');
    const sneaky = { get x() { return b.echoString('x'.repeat(5000)).length; }, y: 2, label: 'sneaky' };
    same(b.echoPoint(sneaky), { x: 5000, y: 2, label: 'sneaky' }, 'a getter that calls Swift');

    // Imports.
    const notes = [];
    globalThis.test = {
        join: (parts, separator) => parts.join(separator),
        note: text => { notes.push(text); },
        describePoint: (place, shape) => {
            same(place, { x: 1, y: 2, label: 'here' }, 'imported struct');
            same(shape, { type: 'circle', center: { x: 0, y: 0, label: undefined }, radius: 2 }, 'imported enum');
            return 'west';
        },
        big: (value, other) => {
            same([value, other], [-5n, 2n ** 64n - 1n], 'imported integers');
            return other - 1n;
        },
        wide: value => value + 1,
        later: callback => callback(5).length,
        twice: item => new b.Counter(item.count * 2, 1),
        length: object => object.length,
        maybe: value => (value === undefined ? undefined : `<${value}>`),
        maker: () => value => value * value,
    };
    same(b.callHypot(), 5, 'hypot');
    same(b.callJoin(['a', 'ü', '字']), 'a–ü–字', 'join');
    b.callNote();
    same(notes, ['noted 📝'], 'note');
    same(b.callDescribe(), 'west', 'describe');
    same(b.callBig(), 2n ** 64n - 2n, 'big');
    same(b.callWide(), 201, 'wide');
    same(b.callLater(), 5, 'later');
    same(b.callTwice(), 42, 'twice');
    same(b.callParse('[1,2,3]'), '3', 'JSON.parse');
    same(b.callParse('[1,'), 'error', 'JSON.parse');
    same(b.callMaybe(), 'none<3>', 'maybe');
    same(b.callMaker(), 16, 'maker');
    const object = {};
    same(b.echoObject(object) === object, true, 'object');

    // Any values.
    const values = [undefined, null, true, -1.5, 'text', 7n, object];
    for (const value of values) same(b.echoValue(value), value, 'JSValue');
    same(b.echoValues(values), values, '[JSValue]');
    const members = { inner: {}, join(...list) { return [this.text, ...list].join(); } };
    same(b.useMembers(members), 'set,a,2,true,set!', 'members');
    same([members.text, members.number, members.count, members.flag, members.nothing, members.value],
        ['set', 1.5, 4, true, null, -7n], 'members');
    same(b.useFunctions((first, second) => first + Number(second)), 86_400_003, 'functions');
    same(b.useArray([0, 5]), 8, 'array');
    b.print('printed');
    return 'all well';
}
