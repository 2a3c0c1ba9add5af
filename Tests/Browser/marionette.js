// Firefox's remote control. Messages are JSON with their length in bytes and a colon before them, over TCP on this machine:
// [0, number, command, parameters] goes there, [1, number, error, result] comes back.

import { connect } from 'node:net';

export class Marionette {
    #pending = new Map();
    #last = 0;
    #received = Buffer.alloc(0);

    /** @param {import('node:net').Socket} socket */
    constructor(socket) {
        this.socket = socket;
        socket.on('data', bytes => this.#receive(bytes)).on('error', () => {});
        socket.on('close', () => {
            for (const { reject } of this.#pending.values()) reject(new Error('Firefox has gone'));
        });
    }

    /** A connection, once Firefox has said who it is. @param {number} port @returns {Promise<Marionette>} */
    static connect(port) {
        return new Promise((resolve, reject) => {
            const socket = connect(port, '127.0.0.1').on('error', reject);
            const marionette = new Marionette(socket);
            marionette.hello = () => resolve(marionette);
        });
    }

    #receive(bytes) {
        this.#received = Buffer.concat([this.#received, bytes]);
        while (true) {
            const colon = this.#received.indexOf(':');
            if (colon < 0) return;
            const end = colon + 1 + Number(this.#received.subarray(0, colon));
            if (this.#received.length < end) return;
            const message = JSON.parse(this.#received.subarray(colon + 1, end).toString());
            this.#received = this.#received.subarray(end);
            if (!Array.isArray(message)) {
                this.hello?.();
                continue;
            }
            const [, number, error, result] = message;
            const { command, resolve, reject } = this.#pending.get(number);
            this.#pending.delete(number);
            if (error) reject(new Error(`${command}: ${error.error}: ${error.message}`)); else resolve(result);
        }
    }

    /** @param {string} command @param {object} [parameters] @returns {Promise<any>} the result, or the value in it */
    send(command, parameters = {}) {
        const number = ++this.#last;
        const text = JSON.stringify([0, number, command, parameters]);
        this.socket.write(`${Buffer.byteLength(text)}:${text}`);
        return new Promise((resolve, reject) => this.#pending.set(number, { command, resolve, reject }))
            .then(result => (result && 'value' in result ? result.value : result));
    }
}
