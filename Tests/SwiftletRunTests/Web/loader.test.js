// The loader and the text outputs.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { compile, instantiate, invoke, start, Trap } from '../../../Web/loader.js';
import { lines, text, WASI } from '../../../Web/wasi.js';

const fromHex = hex => new Uint8Array(hex.match(/../g).map(byte => parseInt(byte, 16)));

// (func $divide (export "divide") (param i32 i32) (result i32) (i32.div_s (local.get 0) (local.get 1)))
const divide = fromHex('0061736d0100000001070160027f7f017f03020100070a010664697669646500000a09010700200020016d0b'
    + '0011046e616d65010a0100076469766964656e');
// (func $f (export "_start") (call $f))
const endless = fromHex('0061736d0100000001040160000003020100070a01065f737461727400000a0601040010000b');
// (import "env" "log" (func)) (func (export "_start"))
const needy = fromHex('0061736d01000000010401600000020b0103656e76036c6f67000003020100070a01065f737461727400010a040102000b');

test('calls a function', async () => {
    assert.equal((await invoke(divide, 'divide', [7, 2])).result, 3);
    await assert.rejects(invoke(divide, 'none'), /exports no function “none”; it has divide/);
});

test('a trap tells where', async () => {
    await assert.rejects(invoke(divide, 'divide', [1, 0]), error => {
        assert.ok(error instanceof Trap);
        assert.match(error.message, /divide by zero/);
        assert.equal(error.frames.length, 1);
        assert.equal(error.frames[0].index, 0);
        assert.ok(error.frames[0].offset > 0);
        return true;
    });
});

test('endless recursion is a trap too', async () => {
    await assert.rejects(start(endless), error => error instanceof Trap && error.message === 'call stack exhausted');
});

test('a missing import is named', async () => {
    await assert.rejects(instantiate(needy), /imports the function “log” of “env”, which nothing offers/);
    assert.equal((await start(needy, { imports: { env: { log() {} } } })).exitCode, 0);
});

test('responses of any type compile, failures say why', async () => {
    for (const type of ['application/wasm', 'application/octet-stream']) {
        const module = await compile(new Response(divide, { headers: { 'Content-Type': type } }));
        assert.ok(module instanceof WebAssembly.Module);
    }
    await assert.rejects(compile(new Response('', { status: 404, statusText: 'Not Found' })), /404 Not Found/);
});

test('output as lines and as text', () => {
    const bytes = new TextEncoder().encode('一\n二\nthree');
    for (const [make, expected] of [[lines, ['一', '二', 'three']], [text, ['一\n二\nthree']]]) {
        const received = [];
        const output = make(part => received.push(part));
        for (const byte of bytes) output(Uint8Array.of(byte));
        output.flush();
        assert.deepEqual(make === text ? [received.join('')] : received, expected);
    }
});

test('WASI wants the memory that it works on', () => {
    const wasi = new WASI();
    assert.throws(() => wasi.imports.wasi_snapshot_preview1.args_sizes_get(0, 4), /export its memory/);
});
