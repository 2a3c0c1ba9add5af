// What node.js uses of Node, for the type checker: its own declarations are a package.

declare module 'node:fs' {
    export function readFileSync(path: string): Uint8Array;
    export function writeSync(descriptor: number, text: string): number;
}

declare module 'node:wasi' {
    export class WASI {
        constructor(options: { version: string, args: string[], env: Record<string, string>, preopens: Record<string, string> });
        wasiImport: Record<string, Function>;
        initialize(instance: { exports: { memory: WebAssembly.Memory } }): void;
    }
}

declare const process: { argv: string[] };
