// The parts of the page that need no page: the screen, styles, files, types of exports, what people write.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { columnsOf } from '../../../Web/page/columns.js';
import { Callables } from '../../../Web/page/callables.js';
import { argumentFrom, classesIn, functionsIn, textOf } from '../../../Web/page/declarations.js';
import { adding, entriesOf, folderOf, packed, removing, unpacked } from '../../../Web/page/files.js';
import { functionExports, valueFrom } from '../../../Web/page/module-info.js';
import { Screen } from '../../../Web/page/screen.js';
import { joinArguments, parseEnvironment, preopens, splitArguments } from '../../../Web/page/settings.js';
import { css } from '../../../Web/page/style.js';
import { isChinese, languages, sizeText } from '../../../Web/page/words.js';

const shown = (text, options) => {
    const screen = new Screen(options);
    screen.write(text);
    return screen.lines.map(line => line.text);
};
const looks = text => {
    const screen = new Screen();
    screen.write(text);
    return screen.lines[0].runs.map(({ text, style }) => [text, css(style)]);
};

test('lines, returns, tabs, backspaces', () => {
    assert.deepEqual(shown('a\nb\r\nc'), ['a', 'b', 'c']);
    assert.deepEqual(shown('progress 10%\rprogress 99%'), ['progress 99%']);
    assert.deepEqual(shown('ab\b\bX\tY'), ['Xb      Y']);
});

test('wide and combining characters keep their columns', () => {
    assert.deepEqual(['a', '你', 'é', '\u0301', '😀', 'ｱ'].map(columnsOf), [1, 2, 1, 0, 2, 1]);
    assert.deepEqual(shown('你好\rX'), ['X 好']);
    assert.deepEqual(shown('你好\x1b[4GX'), ['你 X']);
    assert.deepEqual(shown('e\u0301x'), ['e\u0301x']);
});

test('cursor and erasing', () => {
    assert.deepEqual(shown('abcdef\x1b[3D\x1b[K'), ['abc']);
    assert.deepEqual(shown('abcdef\x1b[3G\x1b[1K'), ['   def']);
    assert.deepEqual(shown('one\ntwo\n\x1b[2A\x1b[2Kthree'), ['three', 'two', '']);
    assert.deepEqual(shown('old\x1b[2J\x1b[Hnew\x1b[3;5Hx'), ['new', '', '    x']);
    assert.deepEqual(shown('a\x1b[sbc\x1b[uX'), ['aXc']);
    assert.deepEqual(shown('1\n2\n3\n4\x1b[HX', { rows: 2 }), ['1', '2', 'X', '4']);
});

test('sequences that show nothing, also in pieces and without an end', () => {
    assert.deepEqual(shown('\x1b]0;title\x07a\x1b]8;;x\x1b\\b\x1b[?25lc\x1b(Bd\x1b[>1u'), ['abcd']);
    const screen = new Screen();
    for (const part of ['a\x1b', '[3', '1', 'mb', '\x1b[', '0m']) screen.write(part);
    assert.equal(screen.lines[0].text, 'ab');
    assert.equal(css(screen.lines[0].styles[1]), 'color:var(--ansi-1)');
    const endless = new Screen();
    endless.write(`\x1b]${'x'.repeat(1e5)}`);
    assert.ok(endless.pending.length < 300);
    endless.write('\x07ok');
    assert.equal(endless.lines[0].text, 'ok');
});

test('styles', () => {
    assert.deepEqual(looks('\x1b[1;31ma\x1b[22mb\x1b[mc'),
        [['a', 'color:var(--ansi-1);font-weight:bold'], ['b', 'color:var(--ansi-1)'], ['c', '']]);
    assert.deepEqual(looks('\x1b[38;5;208ma\x1b[48;2;1;2;255mb'),
        [['a', 'color:rgb(255,135,0)'], ['b', 'color:rgb(255,135,0);background:#0102ff']]);
    assert.deepEqual(looks('\x1b[7;92ma'), [['a', 'color:var(--terminal-background);background:var(--ansi-10)']]);
    assert.deepEqual(looks('\x1b[38;9;9;9ma\x1b[38m\x1b[38;2mb').map(([text]) => text).join(''), 'ab');
});

test('a long output keeps its last lines', () => {
    const screen = new Screen({ mostLines: 100 });
    for (let index = 0; index < 1000; index++) screen.write(`line ${index}\n`);
    assert.equal(screen.lines.length, 100);
    assert.equal(screen.dropped, 901);
    assert.equal(screen.lines[98].text, 'line 999');
    assert.equal(shown('x\n'.repeat(50_000)).length, 5_000);
});

test('hostile sequences cost little', () => {
    const screen = new Screen();
    screen.write('\x1b[999999999C.\x1b[999999999;999999999H.\x1b[999999999B\x1b[999999999X\x1b[999999999A.'.repeat(50));
    assert.ok(screen.lines.length < 100);
});

test('files: lists, folders, bytes', () => {
    const list = adding(adding([], { path: 'a/b.txt', kind: 'file', bytes: new TextEncoder().encode('héllo') }),
        { path: 'link', kind: 'link', target: 'a/b.txt' });
    assert.deepEqual(list.map(entry => [entry.path, entry.kind]), [['a', 'folder'], ['a/b.txt', 'file'], ['link', 'link']]);
    assert.deepEqual(entriesOf(folderOf(list)), list);
    assert.deepEqual(unpacked(packed(list)), list);
    assert.deepEqual(unpacked(packed([])), []);
    assert.throws(() => unpacked(packed(list).subarray(0, -1)), /end inside a\/b.txt/);
    assert.deepEqual(removing(list, 'a').map(entry => entry.path), ['link']);
    assert.deepEqual(adding(list, { path: 'a', kind: 'file', bytes: new Uint8Array(1) }).map(entry => entry.path), ['a', 'link']);
});

const fromHex = hex => new Uint8Array(hex.match(/../g).map(byte => parseInt(byte, 16)));

test('types of exports', () => {
    // (import "env" "log" (func)) (func (export "_start")), and a function of two values
    assert.deepEqual(functionExports(fromHex(
        '0061736d01000000010401600000020b0103656e76036c6f67000003020100070a01065f737461727400010a040102000b')),
    [{ name: '_start', parameters: [], results: [] }]);
    assert.deepEqual(functionExports(fromHex('0061736d0100000001070160027f7f017f03020100070a010664697669646500000a09010700200020016d0b')),
        [{ name: 'divide', parameters: ['i32', 'i32'], results: ['i32'] }]);
    assert.throws(() => functionExports(fromHex('0061736d010000000107')), RangeError);
});

test('values as people write them', () => {
    assert.equal(valueFrom('-1', 'i32'), -1);
    assert.equal(valueFrom('0xffffffff', 'i32'), -1);
    assert.equal(valueFrom(' 18446744073709551615 ', 'i64'), -1n);
    assert.equal(valueFrom('-inf', 'f64'), -Infinity);
    assert.equal(valueFrom('1e3', 'f32'), 1000);
    for (const [text, type] of [['', 'i32'], ['1.5', 'i32'], ['4294967296', 'i32'], ['x', 'f64'], ['', 'f64'], ['0', 'funcref']]) {
        assert.throws(() => valueFrom(text, type), TypeError, `${text} as ${type}`);
    }
});

test('declarations of functions, and values by their types', () => {
    const text = `// Written by swiftlet.
/**
 * Joins.
 *
 * @param parts What
 */
export function join(parts: string[], by: { left: string; right: (value1: number, value2: string) => void }): Map<a, b>;
export type X = 1;
export function none(): void;
export default function init(input?: string): Promise<void>;
`;
    assert.deepEqual(functionsIn(text), [
        {
            name: 'join', result: 'Map<a, b>', documentation: 'Joins.\n@param parts What',
            parameters: [
                { name: 'parts', type: 'string[]' },
                { name: 'by', type: '{ left: string; right: (value1: number, value2: string) => void }' },
            ],
        },
        { name: 'none', result: 'void', documentation: '', parameters: [] },
    ]);
    assert.equal(argumentFrom(' a ', 'string'), ' a ');
    assert.equal(argumentFrom('-inf', 'number'), -Infinity);
    assert.equal(argumentFrom('12', 'bigint'), 12n);
    assert.deepEqual(argumentFrom('[1, 300]', 'Uint8Array'), new Uint8Array([1, 44]));
    assert.deepEqual(argumentFrom('[1]', 'BigInt64Array'), new BigInt64Array([1n]));
    assert.deepEqual(argumentFrom('{"x":[true,null]}', 'Point'), { x: [true, null] });
    assert.throws(() => argumentFrom('', 'number'), TypeError);
    assert.throws(() => argumentFrom('{', 'Point'), SyntaxError);
    assert.equal(textOf({ a: 1n, b: new Uint8Array([1, 2]) }), '{"a":"1n","b":[1,2]}');
    assert.deepEqual([undefined, 5n, 'x'].map(textOf), ['✓', '5n', '"x"']);
});

const counterDeclarations = `// Written by swiftlet.

export class Counter {
    /** Starts. */
    constructor(start: number);
    get count(): number;
    set count(value: number);
    readonly double: number;
    static get made(): number;
    /** Adds. */
    add(other: Counter | null | undefined): Counter;
    static zero(): Counter;
    wait(by: number): Promise<number>;
    /** Lets go. */
    free(): void;
}

export class Other {
    private constructor();
    free(): void;
}

export function sum(first: Counter, second: Counter): number;

export class SwiftError extends Error {
    value: any;
}
`;

test('declarations of classes', () => {
    const [counter, other, ...more] = classesIn(counterDeclarations);
    assert.deepEqual([counter.name, other.name, more], ['Counter', 'Other', []]);
    assert.deepEqual(counter.members.map(({ kind, name, isStatic, result }) => [kind, name, isStatic, result]), [
        ['constructor', 'constructor', false, 'void'], ['get', 'count', false, 'number'], ['set', 'count', false, 'void'],
        ['get', 'double', false, 'number'], ['get', 'made', true, 'number'], ['method', 'add', false, 'Counter'], ['method', 'zero', true, 'Counter'],
        ['method', 'wait', false, 'Promise<number>'], ['method', 'free', false, 'void'],
    ]);
    assert.deepEqual([counter.members[0].documentation, counter.members[0].parameters], ['Starts.', [{ name: 'start', type: 'number' }]]);
    assert.deepEqual(other.members.map(({ name }) => name), ['free']);
});

test('objects of classes: made, used, freed', async () => {
    class Counter {
        isFree = false;
        /** @param {number} count */
        constructor(count) { this.count = count; }
        get double() { return this.count * 2; }
        /** @param {Counter} [other] */
        add(other) { return new Counter(this.count + (other?.count ?? 100)); }
        static zero() { return new Counter(0); }
        /** @param {number} by */
        async wait(by) { return this.count + by; }
        free() { this.isFree = true; }
    }
    /** @type {import('../../../Web/page/functions-view.js').Callable[]} */
    let shown = [];
    const callables = new Callables(
        { Counter, Other: class {}, sum: (/** @type {Counter} */ a, /** @type {Counter} */ b) => a.count + b.count }, counterDeclarations,
        members => {
            shown.push(...members);
            return () => { shown = shown.filter(each => !members.includes(each)); };
        });
    const all = callables.all();
    assert.deepEqual(all.map(({ signature }) => signature),
        ['sum(first: Counter, second: Counter): number', 'new Counter(start: number): Counter', 'Counter.made: number', 'Counter.zero(): Counter']);
    /** @param {string} signature @param {...string} values */
    const call = async (signature, ...values) => {
        const found = [...all, ...shown].find(each => each.signature.startsWith(signature));
        assert.ok(found, signature);
        return await found.call(values);
    };
    assert.deepEqual(await call('new Counter', '5'), { text: 'counter1', isBad: false });
    assert.deepEqual(shown.map(({ signature }) => signature), [
        'counter1.count: number', 'counter1.count = value: number', 'counter1.double: number',
        'counter1.add(other: Counter | null | undefined): Counter', 'counter1.wait(by: number): Promise<number>', 'counter1.free(): void',
    ]);
    assert.deepEqual(await call('counter1.count = ', '7'), { text: '✓', isBad: false });
    assert.equal((await call('counter1.double')).text, '14');
    assert.equal((await call('counter1.wait', '1')).text, '8');
    assert.equal((await call('counter1.add', '')).text, 'counter2');
    assert.equal((await call('counter2.count')).text, '107');
    assert.equal((await call('sum', 'counter1', ' counter2 ')).text, '114');
    assert.deepEqual(await call('sum', 'counter1', 'nobody'), { text: '“nobody” is not an object: counter1, counter2', isBad: true });
    assert.deepEqual(await call('counter1.free'), { text: '✓', isBad: false });
    assert.ok(shown.every(({ signature }) => signature.startsWith('counter2.')));
    assert.equal((await call('sum', 'counter1', 'counter2')).isBad, true);
    assert.equal((await call('Counter.zero')).text, 'counter1');
});

test('arguments and variables', () => {
    const words = ['a b', '', `it's`, '-x=1', '你好', '\\'];
    assert.deepEqual(splitArguments(joinArguments(words)), words);
    assert.deepEqual(splitArguments(`  one "two \\" 2" 'th''ree' fo\\ ur `), ['one', 'two " 2', 'three', 'fo ur']);
    assert.deepEqual(parseEnvironment('A=1\nnothing\nB=x=y\nC='), { A: '1', B: 'x=y', C: '' });
    assert.deepEqual(preopens([]), ['/']);
    assert.deepEqual(preopens([{ guest: '/data', entries: [] }]), ['/data']);
    assert.deepEqual(preopens([{ guest: '.', entries: [] }]), ['.']);
});

test('both languages say everything, with the same values', () => {
    assert.deepEqual(Object.keys(languages.chinese), Object.keys(languages.english));
    for (const [key, text] of Object.entries(languages.english)) {
        assert.deepEqual(languages.chinese[key].match(/\{\d\}/g)?.sort(), text.match(/\{\d\}/g)?.sort(), key);
    }
    assert.ok(isChinese(['fr', 'zh-TW', 'en']));
    assert.ok(!isChinese(['en-US', 'zh']));
    assert.ok(!isChinese([]));
    assert.equal(sizeText(12_345), '12.3 KB');
});
