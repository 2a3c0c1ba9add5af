// Closures of Swift that may wait: async functions here.

import { readClosure } from './closure.js';
import { answer, writeArguments } from './member.js';
import { finish, from, mark, wasm } from './memory.js';
import { readNumber, writeNumber } from './number.js';
import { readObject } from './object.js';
import { waiting } from './suspend.js';
import { readValue } from './value.js';

/**
 * A closure that takes and gives any values. Its arguments start with the ticket of the call.
 * @param {number} address
 */
export function waitingClosure(address) {
    from(address);
    return answer(readClosure(call => (/** @type {any[]} */ ...list) => call(0, (code, context) => waiting(wasm.__js_call, ticket => {
        const start = mark();
        writeNumber('setInt32', 4, ticket);
        writeArguments(list);
        return [code, context, finish(start)];
    }, readAnswer))));
}

function readAnswer() {
    if (readNumber('getUint8', 1)) throw readObject();
    return readValue();
}
