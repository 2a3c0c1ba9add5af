// What takes some time: events, timers, promises.

import { rejecting, same, throwing } from './check.mjs';

/**
 * What takes some time.
 * @param {any} b @param {string} [address] of the words “loaded text”
 */
export async function later(b, address = 'data:text/plain,loaded%20text') {
    const target = new EventTarget();
    b.listen(target, 1);
    target.dispatchEvent(new Event('ping'));
    await new Promise(resolve => setTimeout(resolve, 20));
    same(b.hearing(), ['ping', 'promised', 'timer'], 'events');
    if (!('Suspending' in WebAssembly)) {
        throwing(() => b.noWait(2), /JSPI/);
        same(b.waitAnyway === undefined, false, 'functions that wait');
        throwing(() => b.waitAnyway(Promise.resolve(1)), /JSPI/);
        return 'all well without JSPI';
    }
    globalThis.test.sleep = (milliseconds, value) => new Promise((resolve, reject) => {
        setTimeout(() => { value.startsWith('bad') ? reject(new Error(value)) : resolve(value); }, milliseconds);
    });
    const calls = [1, 7, 3, 5, 2].map(time => b.waitFor(`t${time}`, time));
    same(await b.noWait(4), 8, 'nothing to wait for');
    same(b.echoString('between'), 'between', 'a call between');
    await b.quiet();
    same(await Promise.all(calls), [1, 7, 3, 5, 2].map(time => `t${time}0t${time}1t${time}2`), 'calls at the same time');
    const error = await b.waitFor('bad', 1).then(() => undefined, reason => reason);
    same([error instanceof Error, error?.message], [true, 'bad0'], 'a rejected promise');
    same(await b.loadText(address), 'loaded text', 'fetch');
    await promises(b);
    return 'all well';
}

/** Rejections, methods, imports and closures that wait. @param {any} b */
async function promises(b) {
    const test = globalThis.test;
    for (const [reason, text] of [['text', 'text'], [undefined, 'undefined'], [null, 'null'], [5, '5'], [Symbol('s'), 'Symbol(s)'],
        [Object.create(null), 'an object without text'], [new Error('an error'), 'an error'], [{ message: 'plain' }, '[object Object]']]) {
        same(await b.outcome(Promise.reject(reason)), `error ${text}`, 'what a promise is rejected with');
    }
    same(await b.outcome(Promise.resolve('fine')), 'value fine', 'a promise');
    same(await b.outcome({ then: (/** @type {any} */ resolve) => resolve('a thenable') }), 'value a thenable', 'a thenable');
    await rejecting(b.unparsed(Promise.resolve('7x')), /SwiftError: unexpected/);
    same(await b.unparsed(Promise.resolve('78')), 78, 'after an error');
    throwing(() => b.waitAnyway(Promise.resolve(1)), /only functions marked @JSAsync, and what they call, can wait/);

    // Imports.
    test.soon = async (text, number) => [text, String(number)];
    test.soonDone = async () => {};
    test.soonDirection = () => 'west';
    same(await b.callSoon('t'), 't+2', 'an import that is waited for');
    same(await b.callSoonDirection(), 'west', 'an import that gives no promise');
    const before = b.cleanedUp();
    test.soonDirection = async () => 'up';
    await rejecting(b.callSoonDirection(), /up is no Direction/);
    test.soonDirection = () => { throw new Error('at once'); };
    await rejecting(b.callSoonDirection(), /at once/);
    test.soonDirection = () => Promise.reject(new Error('later'));
    await rejecting(b.callSoonDirection(), /later/);
    same(b.cleanedUp() - before, 3, 'defers');

    // Methods. An object is there as long as its call.
    const loader = new b.Loader('l');
    same(await b.Loader.first([Promise.resolve(5)]), 5, 'a static method');
    const living = b.living(), loading = loader.load(wait(3, 'x'), 2);
    loader.free();
    same(b.living(), living, 'alive while it waits');
    same(await loading, ['l0x', 'l1x'], 'a method');
    same(b.living(), living - 1, 'gone afterwards');
    throwing(() => loader.load(wait(1, 'x'), 1), /this Loader was freed/);

    // Closures.
    const later = b.later();
    same(await Promise.all([later(wait(4, 1), wait(1, 2)), later(wait(1, 3), wait(4, 4)), later(5, 6)]), [3, 7, 11], 'closures that wait');
    await rejecting(later(-1), /below zero/);
    await rejecting(later(Promise.reject(new Error('rejected'))), /rejected/);
    later.free();
    throwing(() => later(1, 2), /this closure of Swift was freed/);

    // Cancelled calls get an error; those that nobody ends stay where they are.
    const controller = new AbortController();
    const cancelled = b.outcome(new Promise((_, reject) => {
        controller.signal.addEventListener('abort', () => reject(controller.signal.reason));
    }));
    for (let count = 0; count < 10; count++) b.outcome(new Promise(() => {}));
    controller.abort(new Error('cancelled'));
    same(await cancelled, 'error cancelled', 'a call that was cancelled');

    // A great many at the same time, ended in another order.
    // Bun's engine takes time that grows with the square of their number.
    const calls = Array.from({ length: globalThis.Bun ? 200 : 2000 }, (_, index) => b.waitFor(`${index}`, (index * 7) % 5));
    same((await Promise.all(calls)).map(text => text.length > 0), calls.map(() => true), 'calls at the same time');
    same((await Promise.all(calls))[123], '123012311232', 'one of them');
    const errors = Array.from({ length: 200 }, (_, index) => b.outcome(index % 2 ? wait(1, `v${index}`) : Promise.reject(new Error(`e${index}`))));
    same((await Promise.all(errors)).slice(0, 2), ['error e0', 'value v1'], 'errors among them');
}

/** @param {number} milliseconds @param {unknown} value */
function wait(milliseconds, value) {
    return new Promise(resolve => setTimeout(() => resolve(value), milliseconds));
}
