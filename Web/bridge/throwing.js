// Members whose exceptions are errors of Swift.

import { attempt } from './error.js';
import { literal, readArguments } from './member.js';
import { object } from './object.js';
import { writeValue } from './value.js';

/** @param {() => unknown} work */
function answerOrError(work) {
    return attempt(() => {
        const value = work();
        return () => writeValue(value);
    });
}

/** @param {number} place @param {number} name @param {number} length */
export function tryGet(place, name, length) {
    return answerOrError(() => object(place)[literal(name, length)]);
}

/** @param {number} place @param {number} name @param {number} length @param {number} address @param {number} count */
export function tryMember(place, name, length, address, count) {
    return answerOrError(() => object(place)[literal(name, length)](...readArguments(address, count)));
}

/** @param {number} place @param {number} address @param {number} count */
export function tryCall(place, address, count) {
    return answerOrError(() => object(place)(...readArguments(address, count)));
}

/** @param {number} place @param {number} address @param {number} count */
export function tryNew(place, address, count) {
    return answerOrError(() => new (object(place))(...readArguments(address, count)));
}
