// The page in a real browser, by real clicks, keys and drops. Run by PageTests.swift, which makes the pages.
//
//     SWIFTLET_BROWSER   the browser
//     SWIFTLET_PAGES     a folder with site/ and single/, both of echo.wasm, functions/ of a module with JavaScript of its
//                        own, and notes.txt to drop
//     SWIFTLET_PICTURES  a folder for screenshots; none are taken without it

import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';

import { openBrowser } from '../../../Browser/browser.js';
import { serve } from '../../../Browser/serve.js';
import { until } from '../../../Browser/until.js';

const { SWIFTLET_BROWSER, SWIFTLET_PAGES, SWIFTLET_PICTURES } = process.env;
/** The browser that the helpers below look at. @type {import('../../../Browser/browser.js').Browser} */
let browser;
let plain, isolated;

/** Another browser for one test. */
async function withBrowser(options, body) {
    const usual = browser;
    browser = await openBrowser(SWIFTLET_BROWSER, options);
    try {
        await body();
    } finally {
        await browser.close();
        browser = usual;
    }
}

before(async () => {
    browser = await openBrowser(SWIFTLET_BROWSER);
    plain = await serve(`${SWIFTLET_PAGES}/site`);
    isolated = await serve(`${SWIFTLET_PAGES}/site`,
        { 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp' });
});
after(async () => {
    await browser.close();
    plain.close();
    isolated.close();
});

const textOf = id => browser.evaluate(`document.getElementById('${id}').innerText`);
const hasStatus = (pattern, limit) => until(async () => pattern.test(await textOf('status')), `status ${pattern}`, limit)
    .catch(async error => { throw new Error(`${error.message}; it is: ${await textOf('status')}\n${await textOf('output')}`); });
const shows = text => until(async () => (await textOf('output')).includes(text), `output ${text}`);

async function picture(name, size) {
    if (SWIFTLET_PICTURES) writeFileSync(`${SWIFTLET_PICTURES}/${name}.png`, await browser.picture(size));
}

/** What “Save output” saves. */
async function saved() {
    await browser.evaluate(`globalThis.saved = new Promise(resolve => {
        const create = URL.createObjectURL;
        URL.createObjectURL = blob => { URL.createObjectURL = create; resolve(blob.text()); return create.call(URL, blob); };
    }), 0`);
    await browser.click('#save');
    return browser.evaluate('globalThis.saved');
}

async function talk() {
    await hasStatus(/^Ready$/);
    await browser.click('#run');
    await hasStatus(/Waits for input/);
    assert.equal(await browser.evaluate('document.activeElement.id'), 'line');
    for (const line of ['first ✓', '你好']) {
        await browser.type(line);
        await browser.press('Enter');
        await until(async () => (await textOf('output')).split(line).length === 3, `echo of ${line}`);
    }
    await hasStatus(/Waits for input/);
    await browser.press('d', { ctrl: true });
    await hasStatus(/^Ended after/);
    assert.equal(await saved(), 'first ✓\n你好\n');
    assert.deepEqual(await browser.errors(), []);
}

test('typed input without any header', async () => {
    await browser.open(plain.address);
    assert.equal(await browser.evaluate('crossOriginIsolated'), false);
    assert.match(await browser.evaluate(`document.getElementById('ability').textContent`), /JSPI/);
    await talk();
    await picture('page-light', { width: 1200, height: 760 });
    await picture('page-phone', { width: 390, height: 844, dark: true });
});

test('typed input on an isolated page', async () => {
    await browser.open(isolated.address);
    assert.equal(await browser.evaluate('crossOriginIsolated'), true);
    await talk();
});

test('typed input on a page opened as a file', async () => {
    await browser.open(pathToFileURL(`${SWIFTLET_PAGES}/single/index.html`).href);
    await talk();
});

test('a page that is not single, opened as a file, says what to do', async () => {
    await browser.open(pathToFileURL(`${SWIFTLET_PAGES}/site/index.html`).href);
    await shows('swiftlet page --single');
});

test('without a way to wait, input is given ahead, and the page says so', () => withBrowser({ suspends: false }, async () => {
    await browser.open(plain.address);
    await hasStatus(/^Ready$/);
    assert.match(await browser.evaluate(`document.getElementById('ability').textContent`), /cannot wait/);
    assert.ok(await browser.evaluate(`document.getElementById('input-typed').disabled`));
    await browser.click('#given');
    await browser.type('all\nof it');
    await browser.click('#run');
    await hasStatus(/^Ended after/);
    assert.equal(await saved(), 'all\nof it');
}));

test('functions are listed and called; an endless one is stopped', async () => {
    await browser.open(plain.address);
    await hasStatus(/^Ready$/);
    assert.deepEqual(await browser.evaluate(`[...document.querySelectorAll('#function-list code')].map(code => code.textContent)`),
        ['spin()', 'add(i64, i64) → i64', 'divide(i32, i32) → i32', 'count() → i32']);
    const row = number => `#function-list li:nth-child(${number})`;
    const result = number => until(() => browser.evaluate(
        `(text => text !== '…' && text)(document.querySelector('${row(number)} output').textContent)`), `result of ${number}`);
    const call = async (number, ...values) => {
        for (const [index, value] of values.entries()) {
            await browser.click(`${row(number)} input:nth-of-type(${index + 1})`);
            await browser.evaluate(`document.activeElement.select()`);
            await browser.type(value);
        }
        await browser.click(`${row(number)} button`);
        return result(number);
    };
    assert.equal(await call(2, '9223372036854775807', '1'), '-9223372036854775808');
    assert.equal(await call(2, 'x', '1'), '“x” is not a whole number');
    assert.match(await call(3, '1', '0'), /divide by zero/);
    // The instance lives on between calls.
    assert.equal(await call(4), '1');
    await browser.click(`${row(4)} button`);
    await until(() => browser.evaluate(`document.querySelector('${row(4)} output').textContent === '2'`), 'a second count');
    await browser.click(`${row(1)} button`);
    await hasStatus(/^Running/);
    await browser.click('#output');
    await browser.press('c', { ctrl: true });
    assert.equal(await result(1), 'Stopped.');
    await browser.click('#run');
    await hasStatus(/Waits for input/);
    await browser.click('#stop');
    await hasStatus(/^Stopped/);
    assert.deepEqual(await browser.errors(), []);
});

test('a module with its own JavaScript shows its functions', async context => {
    const site = await serve(`${SWIFTLET_PAGES}/functions`);
    context.after(() => site.close());
    await browser.open(site.address);
    await shows('started with');
    assert.match(await textOf('function-list'), /shout\(text: string, times: number\): string[^]*Says it loudly\./);
    await browser.click('#function-list input:nth-of-type(1)');
    await browser.type('hé');
    await browser.click('#function-list input:nth-of-type(2)');
    await browser.type('2');
    await browser.click('#function-list button');
    await until(() => browser.evaluate(`document.querySelector('#function-list output').textContent === '"HÉHÉ"'`),
        'the result');
    assert.deepEqual(await browser.errors(), []);
});

test('a file is dropped, and kept over a reload when asked', async () => {
    await browser.open(plain.address);
    await hasStatus(/^Ready$/);
    await browser.drop(`${SWIFTLET_PAGES}/notes.txt`, '#output');
    await until(async () => (await textOf('file-list')).includes('notes.txt'), 'the dropped file');
    await browser.click('#keep');
    await until(async () => await textOf('files-message') === 'Kept.', 'kept');
    await browser.reload();
    await until(async () => (await textOf('file-list').catch(() => '')).includes('notes.txt'), 'the kept file');
    await browser.click('#keep');
    await until(async () => await textOf('files-message') === 'Not kept any more.', 'not kept');
    await browser.click('#file-list li button:last-child');
    assert.match(await textOf('file-list'), /No files/);
});

test('Chinese by the browser’s languages', () => withBrowser({ languages: 'zh-CN,en' }, async () => {
    await browser.open(plain.address);
    await hasStatus(/^就绪$/);
    assert.equal(await browser.evaluate('document.documentElement.lang'), 'zh-Hans');
    assert.equal(await textOf('run'), '运行');
    await picture('page-chinese', { width: 1200, height: 760, dark: true });
}));
