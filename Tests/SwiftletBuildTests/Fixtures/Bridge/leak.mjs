// Nothing may stay behind.

import { same } from './check.mjs';

/**
 * Makes and drops a great many of each kind in each direction. The memory of the module and its tables must not grow.
 * @param {any} b @param {number} count @param {() => Promise<void>} collect waits for the garbage collector
 * @param {() => number} memory the size of the module's memory @param {() => number} held how many objects Swift holds
 * @param {() => number} idle how many stacks no call uses
 */
export async function leak(b, count, collect, memory, held, idle) {
    const test = globalThis.test = globalThis.test ?? {};
    const thrown = new Error('thrown'), object = {}, canWait = 'Suspending' in WebAssembly;
    /** @type {Record<string, (index: number) => unknown>} */
    const kinds = {
        'strings to Swift and back': () => b.echoString('a string that is not short'),
        'strings through imports': () => b.importString('a string that is not short'),
        'objects to Swift and back': () => b.echoObject(object),
        'objects through imports': () => b.importObject({}),
        'values': index => b.echoValues([index, {}, 'text']),
        'functions to Swift': () => b.pass(value => value),
        'functions that throw': () => b.tried([1], () => { throw thrown; }),
        'closures of Swift, freed': index => b.adder(index).free(),
        'closures there and back': () => b.compose(value => value, value => value).free(),
        'objects of a class, freed': index => new b.Counter(index, 1).free(),
        'errors of Swift': () => { try { b.parse('x'); } catch {} },
        'exceptions of Swift': () => { try { b.check(-1); } catch {} },
        'members that throw': () => b.tryMembers({ fine: () => 'x', Bad: class {} }),
        'structs with closures': () => { b.measured({ name: 'x', measure: text => text.length }, 'y'); },
    };
    /** What only the garbage collector releases. @type {Record<string, (index: number) => unknown>} */
    const collected = {
        'closures of Swift': index => b.adder(index),
        'objects of a class': index => new b.Counter(index, 1),
        // The import's argument has nobody who frees it.
        'objects of a class through imports': index => {
            const counter = new b.Counter(index, 1), other = b.importCounter(counter);
            counter.free();
            other.free();
        },
        'structs of Swift with closures': () => b.handlers(),
        'closures of any arguments': () => b.throwingClosure(),
    };
    test.bounce = value => value;
    test.soon = async text => [text];
    test.soonDone = async () => {};
    const round = async number => {
        same(b.makeObjects(number), (number * (number - 1) / 2) | 0, 'objects in Swift');
        same(b.callMany(number, text => text + '!'), number * 18, 'strings');
        for (const body of Object.values(kinds)) {
            for (let done = 0; done < number; done += 1000) {
                for (let index = 0; index < 1000; index++) body(index);
                // Values that Swift let go of are cleared at the end of the turn.
                await null;
            }
        }
        for (let done = 0; done < number; done += 1000) {
            for (const body of Object.values(collected)) for (let index = 0; index < 1000; index++) body(index);
            await collect();
        }
        if (canWait) {
            const loader = new b.Loader('x'), later = b.later();
            for (let done = 0; done < number; done += 1000) {
                const calls = [];
                for (let index = 0; index < (globalThis.Bun ? 5 : 20); index++) {
                    calls.push(b.noWait(1), b.outcome(Promise.resolve('x')), b.outcome(Promise.reject(thrown)), b.callSoon('x'),
                        loader.load(Promise.resolve('x'), 1), later(1, Promise.resolve(2)), later(-1).catch(() => {}));
                }
                await Promise.all(calls);
            }
            later.free();
            loader.free();
        }
        await collect();
        await collect();
    };
    await round(2000);
    const before = [held(), b.living()];
    const size = memory();
    await round(count);
    same([held(), b.living()], before, 'what is held');
    if (memory() > size + 2 ** 20) throw new Error(`the memory grew from ${size} to ${memory()} bytes`);
    if (idle() > 16) throw new Error(`${idle()} stacks are kept`);
    return 'all well';
}
