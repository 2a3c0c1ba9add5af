// The bridge on pages of a real browser ($SWIFTLET_BROWSER), by real loads, clicks and keys. Run by EngineTests.swift, which builds
// the packages.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { openBrowser } from '../../Browser/browser.js';
import { serve } from '../../Browser/serve.js';
import { until } from '../../Browser/until.js';

/** @type {import('../../Browser/browser.js').Browser} */
let browser;
let site;

before(async () => {
    browser = await openBrowser(process.env.SWIFTLET_BROWSER);
    site = await serve(fileURLToPath(new URL('../../..', import.meta.url)));
});
after(async () => {
    site.close();
    await browser.close();
});

test('every type in every direction, closures, events, fetch, waiting', async () => {
    await browser.open(`${site.address}Tests/SwiftletBuildTests/Fixtures/Bridge/page.html`);
    const title = await until(() => browser.evaluate(`document.body.textContent && document.title`), 'the end of the test');
    assert.equal(title, 'all well, all well');
    assert.deepEqual(await browser.errors(), []);
});

test('the MD5 example follows what is typed', async () => {
    await browser.open(`${site.address}Examples/MD5Page/`);
    const shows = digest => until(() => browser.evaluate(`document.getElementById('result').value === '${digest}'`), digest);
    await shows('849d1b972ec01975a9d1e16f804fec94');
    await browser.click('#text');
    await browser.evaluate(`document.activeElement.select()`);
    await browser.type('abc');
    await shows('900150983cd24fb0d6963f7d28e17f72');
    assert.deepEqual(await browser.errors(), []);
});

test('the counter counts clicks', async () => {
    await browser.open(`${site.address}Examples/Counter/`);
    const shows = text => until(() => browser.evaluate(`document.querySelector('button')?.textContent === '${text}'`), text);
    await shows('Clicked 0 times');
    await browser.click('button');
    await browser.click('button');
    await shows('Clicked 2 times');
    assert.deepEqual(await browser.errors(), []);
});
