// A headless browser for tests, one interface for two kinds: `await openBrowser(program)`.

import { basename } from 'node:path';
import { openChromium } from './chromium.js';
import { openFirefox } from './firefox.js';

/**
 * @typedef {object} BrowserOptions
 * @property {boolean} [suspends] false for a browser without JSPI, as older ones are
 * @property {string} [languages] what the reader prefers, as `zh-CN,en`
 *
 * @typedef {object} PictureSize in CSS pixels
 * @property {number} width
 * @property {number} height
 * @property {boolean} [dark] whether the reader prefers dark colours
 *
 * @typedef {object} Browser
 * @property {string} name with its version
 * @property {(address: string) => Promise<void>} open opens a page and waits until it has loaded
 * @property {() => Promise<void>} reload
 * @property {(expression: string) => Promise<any>} evaluate the value of an expression in the page, awaited, as JSON has it
 * @property {(selector: string) => Promise<void>} click a click in the middle of an element, by the mouse
 * @property {(text: string) => Promise<void>} type text typed into what has the focus
 * @property {(key: string, held?: { ctrl?: boolean }) => Promise<void>} press a key pressed and released
 * @property {(path: string, selector: string) => Promise<void>} drop a file dragged from outside and dropped on an element
 * @property {() => Promise<string[]>} errors what the page threw and did not catch since it was opened
 * @property {(size: PictureSize) => Promise<Buffer>} picture a screenshot, as PNG
 * @property {() => Promise<void>} close
 */

/**
 * @param {string} program
 * @param {BrowserOptions} [options]
 * @returns {Promise<Browser>}
 */
export const openBrowser = (program, options = {}) =>
    (basename(program).startsWith('firefox') ? openFirefox : openChromium)(program, options);
