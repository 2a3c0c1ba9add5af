// Runs a program in Go by Go's own wasm_exec.js, on the page, where it finds the DOM.

/**
 * What Go's script offers: the class `Go`, and a file system of which we take what is written.
 * @type {any}
 */
const scope = globalThis;

/**
 * Runs the program to its end.
 * @param {{ script: string, module: string, arguments: string[] }} request
 * @param {(stream: number, bytes: Uint8Array) => void} show gets what it prints
 * @returns {Promise<string>} how it ended, as report.js writes it
 */
export async function runGo(request, show) {
    await load(request.script);
    scope.fs.writeSync = (/** @type {number} */ stream, /** @type {Uint8Array} */ bytes) => {
        show(stream, bytes);
        return bytes.length;
    };
    const go = new scope.Go();
    go.argv = request.arguments;
    let code = 0;
    go.exit = (/** @type {number} */ given) => { code = given; };
    const { instance } = await WebAssembly.instantiateStreaming(fetch(request.module), go.importObject);
    await go.run(instance);
    return `exit ${code}\n`;
}

/**
 * Go's script is no module: it sets the class on the global object.
 * @param {string} address
 */
function load(address) {
    return new Promise((resolve, reject) => {
        const script = document.createElement('script');
        script.src = address;
        script.onload = resolve;
        script.onerror = () => reject(new Error(`${address} could not be loaded`));
        document.head.append(script);
    });
}
