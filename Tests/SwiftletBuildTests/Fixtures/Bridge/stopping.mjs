// What stops a module: each case has an instance of its own.

import { rejecting, same, throwing } from './check.mjs';

/** @param {() => Promise<any>} make a module, `default` called already */
export async function stopping(make) {
    const test = globalThis.test = globalThis.test ?? {};
    const cases = /** @type {[(b: any) => unknown, RegExp][]} */ ([
        [b => b.callFail(), /Error: test\.fail threw TypeError: mine, and the module has stopped/],
        [b => b.callWrong(), /test\.wrong threw TypeError: up is no Direction/],
        [b => b.handInt(1, () => { throw new TypeError('callback'); }), /a function threw TypeError: callback/],
        [b => b.callMember({ explode() { throw new TypeError('exploded'); } }), /explode threw TypeError: exploded/],
        [b => b.callNothing({}), /nothing threw TypeError/],
        [b => b.readMember({ get explosive() { throw null; } }), /explosive threw null/],
        [b => b.caught(() => { throw new Error('not of Swift'); }, ''), /a function threw Error: not of Swift/],
    ]);
    test.fail = () => { throw new TypeError('mine'); };
    test.wrong = () => 'up';
    for (const [body, message] of cases) {
        const b = await make();
        const counter = new b.Counter(1, 1), closure = b.adder(1);
        throwing(() => body(b), message);
        for (const use of [() => b.echoInt(1), () => b.echoString('x'), () => counter.count, () => closure(1), () => counter.free(), () => new b.Counter(1, 1)]) {
            throwing(use, message);
        }
    }

    // An outer call of Swift gets no second chance.
    const b = await make();
    test.nested = () => {
        try {
            b.callFail();
        } catch {
            throw new Error('another error');
        }
        return 1;
    };
    throwing(() => b.callNested(), /test\.fail threw TypeError: mine/);
    throwing(() => b.echoInt(1), /test\.fail threw TypeError: mine/);
    // A trap is no error of JavaScript, either.
    const c = await make();
    test.nested = () => c.crash([1], 5);
    // A debug build prints the reason.
    const { log } = console;
    console.log = () => {};
    throwing(() => c.callNested(), /RuntimeError/);
    console.log = log;
    throwing(() => c.echoInt(1), /RuntimeError.*has stopped/);
    return 'all well';
}

/** A stack that is too small. @param {() => Promise<any>} make */
export async function overflowing(make) {
    const b = await make();
    same(await b.dig(100, Promise.resolve(1)), 200, 'deep enough');
    await rejecting(b.dig(1500, Promise.resolve(1)), /used more than its stack of 128 KiB, and the module has stopped/);
    throwing(() => b.echoInt(1), /used more than its stack/);
    const c = await make();
    const other = c.outcome(new Promise(resolve => setTimeout(() => resolve('text'), 5)));
    await rejecting(c.dig(100_000, Promise.resolve(1)), /used more than its stack|RangeError|RuntimeError/);
    throwing(() => c.echoInt(1), /used more than its stack/);
    await rejecting(other, /used more than its stack/);
    return 'all well';
}
