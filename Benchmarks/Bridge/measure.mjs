// What crossing costs, in nanoseconds: the best of several rounds of each kind.

const count = 100_000, rounds = 15;

/**
 * @param {any} bridge the module's functions, `default` called already
 * @returns {Record<string, number>}
 */
export function measureAll(bridge) {
    const target = { x: 0, f(text) { return text.length; } };
    globalThis.target = target;
    /** @type {Record<string, number>} */
    const results = {};
    /** @param {string} name @param {() => void} body */
    const measure = (name, body) => {
        let best = Infinity;
        for (let round = 0; round < rounds; round++) {
            const start = performance.now();
            body();
            best = Math.min(best, performance.now() - start);
        }
        results[name] = best / count * 1e6;
    };
    measure('add(Int, Int)', () => { for (let i = 0; i < count; i++) bridge.add(i, 1); });
    for (const [name, text] of [['10 letters', '0123456789'], ['100 letters', 'x'.repeat(100)], ['1000 letters', 'x'.repeat(1000)], ['10 ideographs', '想要计算的结果要计算']]) {
        measure(`echo of ${name}`, () => { for (let i = 0; i < count; i++) bridge.echo(text); });
    }
    measure('property get and set', () => bridge.members(target, count));
    measure('call with a string', () => bridge.calls(target, count));
    measure('@JSImport with a string', () => bridge.imports(count));
    measure('an object, used and dropped', () => bridge.objects(count));
    return results;
}
