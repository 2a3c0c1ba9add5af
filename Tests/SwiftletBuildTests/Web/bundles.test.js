// What bundlers made of a program with a module of ours, on a page: each folder NAME-bundle of $SWIFTLET_BUNDLES has an index.html.
// Run by BundlerTests.swift.

import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { openBrowser } from '../../Browser/browser.js';
import { serve } from '../../Browser/serve.js';
import { until } from '../../Browser/until.js';

const { SWIFTLET_BROWSER, SWIFTLET_BUNDLES } = process.env;
/** @type {import('../../Browser/browser.js').Browser} */
let browser;
let site;

before(async () => {
    browser = await openBrowser(SWIFTLET_BROWSER);
    site = await serve(SWIFTLET_BUNDLES);
});
after(async () => {
    site.close();
    await browser.close();
});

for (const folder of readdirSync(SWIFTLET_BUNDLES).filter(name => name.endsWith('-bundle'))) {
    test(folder, async () => {
        await browser.open(`${site.address}${folder}/`);
        await until(() => browser.evaluate('document.title'), 'the digest in the title');
        assert.equal(await browser.evaluate('document.title'), '849d1b972ec01975a9d1e16f804fec94');
        assert.deepEqual(await browser.errors(), []);
    });
}
