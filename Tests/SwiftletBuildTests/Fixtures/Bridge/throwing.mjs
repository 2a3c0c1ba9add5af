// Errors through closures and members, in both directions.

import { same, throwing } from './check.mjs';

/** @param {any} b the module's functions */
export function errors(b) {
    // JavaScript throws, Swift catches.
    const before = b.cleanedUp();
    const odd = value => {
        if (value % 2 === 0) throw new RangeError(`even ${value}`);
        return value * 10;
    };
    same(b.tried([1, 2, 3], odd), ['10', 'caught even 2', '30'], 'a function that throws');
    for (const [thrown, text] of [['text', 'text'], [undefined, 'undefined'], [null, 'null'], [5, '5'], [7n, '7'], [Symbol('s'), 'Symbol(s)'],
        [Object.create(null), 'an object without text'], [{ toString: () => 'own text' }, 'own text'], [new Error(''), '']]) {
        same(b.tried([1], () => { throw thrown; }), [`caught ${text}`], 'what is thrown');
    }
    throwing(() => b.tried([1], b.freed ?? 7), /7 is not a function/);
    // What is thrown comes out as it is.
    const mine = new RangeError('mine');
    same(throwing(() => b.passOn(() => { throw mine; }), /mine/) === mine, true, 'the same error');
    throwing(() => b.passOn(() => { throw undefined; }), /undefined/);
    b.passOn(() => {});
    same(b.cleanedUp() - before, 3 + 9 + 3, 'defers');

    // Swift throws, JavaScript catches.
    const parse = b.parser();
    same(parse('12'), 12, 'a closure');
    const error = throwing(() => parse('1x'), /SwiftError: unexpected/);
    same([error instanceof b.SwiftError, error.value], [true, { type: 'unexpected', character: 'x', at: 1 }], 'its error');
    const check = b.checker();
    check(1);
    throwing(() => check(-2), /Error: negative: -2/);
    parse.free();
    throwing(() => parse('12'), /this closure of Swift was freed/);

    // Errors of Swift's own types, made in JavaScript or passed through it.
    same(b.caught(text => text.length, 'four'), '4', 'no error');
    same(b.caught(() => { throw new b.SwiftError({ type: 'unexpected', character: 'z', at: 3 }); }, ''), 'z at 3', 'made here');
    same(b.caught(b.parser(), '77q'), 'q at 2', 'there and back');
    same(b.caught(b.parser(), ''), 'empty', 'there and back');

    // Many parameters.
    same(b.many((...list) => JSON.stringify(list, (_, item) => (typeof item === 'bigint' ? `${item}n` : item))),
        '[1,"two",true,4.5,{"0":5},{"x":6,"y":0.5},"7n",8]', 'eight parameters');
    throwing(() => b.many(() => { throw new Error('eight'); }), /eight/);
    same(b.joiner()(1, 'two', false, 0.5, [1, 2], { x: 3, y: 0 }, -4n, 255), '1twofalse523-4255', 'eight parameters');

    // In structs, enums and closures.
    same(b.measured({ name: 'ab', measure: text => text.length }, 'cd'), 4, 'a struct with closures');
    throwing(() => b.measured({ name: '', measure() { throw new Error('no measure'); } }, ''), /no measure/);
    const made = b.handlers();
    same([made.name, made.measure('四'), made.next().measure('x'), made.next().next], ['swift', 3, 1, undefined], 'closures in a struct');
    same(b.measured(made, 'x'), 7, 'a struct there and back');
    const curried = b.curried(first => second => {
        if (second === 0) throw new Error('nothing to divide by');
        return first / second;
    });
    same(curried(12)(4), 3, 'closures of closures');
    throwing(() => curried(1)(0), /nothing to divide by/);
    same([b.perform({ type: 'run', value: () => 'ran' }), b.perform({ type: 'wait' })], ['ran', 'waits'], 'a closure in an enum');
    throwing(() => b.perform({ type: 'run', value: () => { throw new Error('ran badly'); } }), /ran badly/);

    // Members.
    const object = {
        fine: (...list) => list.join('-'),
        bad(number) { throw new Error(`bad ${number}`); },
        get property() { throw 'no property'; },
        Bad: class { constructor() { throw new Error('no object'); } },
    };
    same(b.tryMembers(object).map(text => (text.includes('is not a function') ? 'no function' : text)),
        ['1-a', 'caught bad 1', 'no function', 'caught no property', '2-b', 'caught no object'], 'members that throw');
    const double = b.throwingClosure();
    same(double(4), 8, 'JSClosure');
    throwing(() => double('x'), /Error: no number/);

    // Classes.
    const loader = new b.Loader('42');
    same([loader.checked, b.Loader.made > 0], [42, true], 'a getter that may throw');
    b.Loader.made = 7;
    same(b.Loader.made, 7, 'a static property');
    const other = loader.renamed(name => name + 'x');
    same(other.name, '42x', 'a method with a closure');
    throwing(() => other.checked, /SwiftError: unexpected/);
    throwing(() => loader.renamed(() => { throw new Error('no name'); }), /no name/);
    loader.free();
    other.free();
    throwing(() => loader.checked, /this Loader was freed/);
    throwing(() => loader.renamed(name => name), /this Loader was freed/);
    const counter = new b.Counter(1, 1);
    counter.free();
    throwing(() => { counter.count = 3; }, /this Counter was freed/);
    throwing(() => b.echoCounter(counter), /this Counter was freed/);
    return 'all well';
}
