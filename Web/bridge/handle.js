// Classes of Swift: each object here holds one of Swift by its address.

import { wasm } from './memory.js';
import { stopped } from './stop.js';

const pointer = Symbol('pointer'), names = new Map();

/**
 * Objects that nobody can reach any more.
 * @type {FinalizationRegistry<() => void>}
 */
const released = new FinalizationRegistry(release => release());

/** An object that lives in Swift. */
export class SwiftObject {
    /** Lets go of the object. */
    free() {
        const object = /** @type {any} */ (this);
        if (!object[pointer]) return;
        released.unregister(object);
        wasm[names.get(object.constructor) + '.free'](object[pointer]);
        object[pointer] = 0;
    }
}

/** @param {Function} Type @param {string} name what Swift calls it */
export function declare(Type, name) {
    names.set(Type, name);
}

/**
 * Gives a new object its Swift object.
 * @param {any} object
 * @param {number} address
 */
export function adopt(object, address) {
    const name = names.get(object.constructor);
    object[pointer] = address;
    released.register(object, () => stopped || wasm[name + '.free'](address), object);
}

/**
 * An object for one that comes from Swift.
 * @param {Function} Type
 * @param {number} address
 */
export function wrap(Type, address) {
    const object = Object.create(Type.prototype);
    adopt(object, address);
    return object;
}

/**
 * The address behind an object.
 * @param {any} object
 * @param {Function} [Type] what it has to be
 */
export function handle(object, Type = SwiftObject) {
    if (!(object instanceof Type)) throw new TypeError(`${String(object)} is not a ${Type.name.replace(/_$/, '')}`);
    const address = /** @type {any} */ (object)[pointer];
    if (!address) throw new Error(`this ${object.constructor.name} was freed, and cannot be used any more`);
    return address;
}
