// The page of `swiftlet serve` for a program in Go that has none of its own: runs the module on the page, where it finds the DOM, by Go's own
// wasm_exec.js, and shows what it prints.

const element = (/** @type {string} */ id) => /** @type {HTMLElement} */ (document.getElementById(id));
const output = element('output');
const decoders = [1, 2].map(() => new TextDecoder());

/**
 * What Go's script offers: the class `Go`, and a file system of which we take what is written.
 * @type {any}
 */
const scope = globalThis;

/**
 * Shows what one stream says.
 * @param {number} stream
 * @param {Uint8Array} bytes
 */
function show(stream, bytes) {
    const span = document.createElement('span');
    if (stream === 2) span.className = 'errors';
    span.append(decoders[stream === 2 ? 1 : 0].decode(bytes, { stream: true }));
    output.append(span);
    return bytes.length;
}

/** @param {string} text @param {boolean} isError */
function say(text, isError = false) {
    element('state').textContent = text;
    element('state').className = isError ? 'errors' : '';
}

const response = await fetch('/swiftlet/run/request.json');
if (!response.ok || !scope.Go) {
    say('not built yet');
} else {
    const request = await response.json();
    element('name').textContent = document.title = request.arguments[0];
    scope.fs.writeSync = show;
    const go = new scope.Go();
    go.argv = request.arguments;
    let code = 0;
    go.exit = (/** @type {number} */ given) => { code = given; };
    const { instance } = await WebAssembly.instantiateStreaming(fetch(request.module), go.importObject);
    say('running');
    await go.run(instance);
    document.documentElement.dataset.ended = 'exit';
    say(code === 0 ? 'ended' : `ended with exit code ${code}`, code !== 0);
}

export {};
