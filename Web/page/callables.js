// What a module with `@JS` offers, as a person calls it: functions, classes, and the objects that were made.

import { argumentFrom, classesIn, functionsIn, textOf } from './declarations.js';

/** @typedef {import('./functions-view.js').Callable} Callable */
/** @typedef {import('./declarations.js').Member} Member */

export class Callables {
    /** @type {Map<string, object>} */
    #objects = new Map();
    #exports;
    #declarations;
    #classes;
    #show;

    /**
     * @param {any} exports the module's
     * @param {string} declarations
     * @param {(members: Callable[]) => () => void} show shows the members of a new object; what it gives takes them away
     */
    constructor(exports, declarations, show) {
        this.#exports = exports;
        this.#declarations = declarations;
        this.#classes = classesIn(declarations);
        this.#show = show;
    }

    /** Functions, then what can be done with classes themselves. */
    all() {
        const functions = functionsIn(this.#declarations)
            .map(each => this.#callable(each, each.name, list => this.#exports[each.name](...list)));
        const members = this.#classes.flatMap(({ name, members }) => members
            .filter(each => each.kind === 'constructor' || each.isStatic)
            .map(each => this.#member(each, name, this.#exports[name])));
        return [...functions, ...members];
    }

    /**
     * @param {Member} member
     * @param {string} owner its class, or the name that an object was given
     * @param {any} target
     * @param {() => void} [after] comes after a call
     */
    #member(member, owner, target, after) {
        const name = `${owner}.${member.name}`;
        switch (member.kind) {
            case 'constructor': return this.#callable({ ...member, result: owner }, `new ${owner}`, list => new target(...list));
            case 'get': return this.#callable(member, name, () => target[member.name]);
            case 'set': return this.#callable(member, name, ([value]) => { target[member.name] = value; });
        }
        return this.#callable(member, name, list => {
            const result = target[member.name](...list);
            after?.();
            return result;
        });
    }

    /**
     * @param {import('./declarations.js').Declaration & { kind?: Member['kind'] }} declaration
     * @param {string} name
     * @param {(list: unknown[]) => unknown} work
     * @returns {Callable}
     */
    #callable({ kind, parameters, result, documentation }, name, work) {
        const list = parameters.map(each => `${each.name}: ${each.type}`);
        const signature = kind === 'get' ? `${name}: ${result}` : kind === 'set' ? `${name} = ${list[0]}` : `${name}(${list.join(', ')}): ${result}`;
        return {
            name, signature, documentation, parameters: list,
            call: async values => {
                try {
                    const given = values.map((value, index) => this.#argument(value, parameters[index].type));
                    return { text: this.#text(await work(given)), isBad: false };
                } catch (error) {
                    return { text: error instanceof Error ? error.message : textOf(error), isBad: true };
                }
            },
        };
    }

    /** @param {string} text @param {string} type */
    #argument(text, type) {
        const name = type.replace(/( \| (null|undefined))+$/, '');
        if (!this.#classes.some(each => each.name === name)) return argumentFrom(text, type);
        if (name !== type && text.trim() === '') return undefined;
        const object = this.#objects.get(text.trim());
        if (!object) throw new TypeError(`“${text}” is not an object: ${[...this.#objects.keys()].join(', ') || `new ${name}`}`);
        return object;
    }

    /** @param {unknown} value */
    #text(value) {
        const found = this.#classes.find(({ name }) => value instanceof this.#exports[name]);
        return found ? this.#keep(/** @type {object} */ (value), found) : textOf(value);
    }

    /**
     * Gives an object a name and shows its members.
     * @param {object} object
     * @param {{ name: string, members: Member[] }} type
     */
    #keep(object, { name, members }) {
        const lower = name[0].toLowerCase() + name.slice(1);
        let number = 1;
        while (this.#objects.has(`${lower}${number}`)) number++;
        const own = `${lower}${number}`;
        this.#objects.set(own, object);
        const remove = this.#show(members.filter(each => each.kind !== 'constructor' && !each.isStatic)
            .map(each => this.#member(each, own, object, each.name === 'free' ? () => {
                this.#objects.delete(own);
                remove();
            } : undefined)));
        return own;
    }
}
