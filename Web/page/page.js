// The page that runs any WASI module: brings its parts together.

import { byID, download } from './element.js';
import { callablesOf } from './glue.js';
import { acceptDrops, FilesView } from './files-view.js';
import { FunctionsView } from './functions-view.js';
import { functionExports } from './module-info.js';
import { Program } from './program.js';
import { givenFiles, joinArguments, parseEnvironment, prefixOf, preopens, settings, splitArguments } from './settings.js';
import { load } from './streaming.js';
import { Terminal } from './terminal.js';
import { bestWay } from './waiting.js';
import { sizeText, speak, timeText, word } from './words.js';

/** How much output is remembered for saving, in bytes. */
const mostSaved = 64 << 20;

const given = settings();
const way = bestWay();
const buttons = { run: byID('run', 'button'), stop: byID('stop', 'button'), save: byID('save', 'button') };

/** @type {{ name: string, module: WebAssembly.Module, isProgram: boolean } | undefined} */
let open;
/**
 * The program that runs or that was prepared for calls.
 * @type {Program | undefined}
 */
let program;
/**
 * Tells {@link run} and calls that the program was stopped.
 * @type {(() => void) | undefined}
 */
let interrupted;
/**
 * Standard output of the last run.
 * @type {Uint8Array[]}
 */
let output = [];
let outputSize = 0;
/**
 * Its standard error.
 * @type {Uint8Array[]}
 */
let errors = [];
let isPrepared = false;

speak();
const files = new FilesView(prefixOf(preopens(given.folders)[0]));
const terminal = new Terminal({
    send: text => program?.type(text),
    end: () => program?.endInput(),
    interrupt: stop,
});
const functions = new FunctionsView();

/** @param {string} text */
function status(text, isBad = false) {
    const element = byID('status', 'p');
    element.textContent = text;
    element.className = isBad ? 'bad' : '';
}

/** @param {boolean} isRunning */
function showRunning(isRunning) {
    buttons.run.disabled = isRunning || !open;
    buttons.stop.disabled = !isRunning;
    buttons.save.disabled = outputSize === 0;
    terminal.isOpen = isRunning && takesTypedInput();
}

const takesTypedInput = () => way !== 'none' && byID('input-typed', 'input').checked;

/** A worker for the module, with what the page gives programs. */
function makeProgram() {
    program?.stop();
    output = [];
    errors = [];
    outputSize = 0;
    terminal.start();
    return new Program({
        output(stream, bytes) {
            terminal.print(stream, bytes);
            if (outputSize <= mostSaved) (stream === 1 ? output : errors).push(bytes);
            outputSize += bytes.length;
        },
        wantsInput(isWanted) {
            terminal.isWanted = isWanted;
            status(word(isWanted ? 'waitsForInput' : 'running'));
        },
    });
}

/** @param {boolean} isProgram */
function startOptions(isProgram) {
    const isTyped = takesTypedInput();
    const { name, module } = /** @type {NonNullable<typeof open>} */ (open);
    const { columns, rows } = terminal.size;
    /** @type {Record<string, string>} */
    const terminalVariables = isTyped ? { TERM: 'xterm-256color', COLUMNS: String(columns), LINES: String(rows) } : {};
    return {
        module, way, isProgram,
        arguments: [name, ...splitArguments(byID('arguments', 'input').value)],
        environment: {
            ...terminalVariables,
            ...parseEnvironment(byID('environment', 'textarea').value),
        },
        preopens: preopens(given.folders),
        entries: files.entries,
        input: isTyped ? null : new TextEncoder().encode(byID('given', 'textarea').value),
    };
}

/**
 * The end of what was asked, or nothing if it was stopped.
 * @param {Promise<import('./worker.js').Done>} asked
 * @returns {Promise<import('./worker.js').Done | undefined>}
 */
async function finished(asked) {
    showRunning(true);
    status(word('running'));
    const stopped = new Promise(resolve => { interrupted = () => resolve(undefined); });
    const done = await Promise.race([asked, stopped]);
    interrupted = undefined;
    if (done && !done.failure) files.entries = done.entries;
    showRunning(false);
    return done;
}

async function run() {
    if (!open) return;
    isPrepared = false;
    program = makeProgram();
    const started = performance.now();
    const done = await finished(program.start(startOptions(true)));
    tell(done, performance.now() - started);
    announce(done);
    program?.stop();
    program = undefined;
}

/**
 * Tells other scripts how a program ended, such as those of a page that shows this one, or of a test.
 * @param {import('./worker.js').Done | undefined} done
 */
function announce(done) {
    const whole = (/** @type {any[]} */ parts) => new Blob(parts);
    document.dispatchEvent(
        new CustomEvent('programend', { detail: { ...done, output: whole(output), errors: whole(errors) } }));
}

/**
 * Tells the person how a program ended.
 * @param {import('./worker.js').Done | undefined} done
 * @param {number} time in milliseconds
 */
function tell(done, time) {
    if (!done) {
        terminal.note(word('stopped'));
        return status(word('stopped'));
    }
    if (outputSize > mostSaved) terminal.note(word('outputCut', sizeText(mostSaved)));
    if (done.hasLackedInput) terminal.note(word('lackedInput'), true);
    if (done.exitCode !== undefined) {
        return status(done.exitCode === 0 ? word('endedWell', timeText(time)) : word('ended', done.exitCode, timeText(time)),
            done.exitCode !== 0);
    }
    const text = done.trap !== undefined ? word('trapped', done.trap) : word('failed', done.failure ?? '');
    const frames = (done.frames ?? []).slice(0, 20).map(frame => word('inFunctions', frame));
    terminal.note([text, ...frames].join('\n'), true);
    status(text, true);
}

function stop() {
    if (!interrupted) return;
    program?.stop();
    program = undefined;
    isPrepared = false;
    interrupted();
}

/**
 * Calls an export, in an instance that later calls use too.
 * @param {import('./module-info.js').FunctionExport} type
 * @param {string[]} values
 */
async function callFunction({ name, parameters }, values) {
    if (interrupted) return { text: word('running'), isBad: true };
    if (!isPrepared || !program) {
        program = makeProgram();
        const done = await finished(program.start(startOptions(false)));
        if (!done || done.exitCode !== 0) {
            tell(done, 0);
            return { text: done?.trap ?? done?.failure ?? word('stopped'), isBad: true };
        }
        isPrepared = true;
    }
    const done = await finished(program.call({ call: name, values, types: parameters }));
    if (!done) return { text: word('stopped'), isBad: true };
    status(word('ready'));
    if (done.results) return { text: done.results.join(', ') || '✓', isBad: false };
    // What a trap or an exit leaves behind is no state to go on with.
    isPrepared = false;
    return { text: done.trap ?? done.failure ?? word('ended', done.exitCode ?? 0, ''), isBad: true };
}

/**
 * Opens a module.
 * @param {string} name
 * @param {Uint8Array} bytes
 */
async function openModule(name, bytes) {
    stop();
    byID('name', 'h1').textContent = document.title = name;
    try {
        const module = await WebAssembly.compile(/** @type {BufferSource} */ (bytes));
        const isProgram = WebAssembly.Module.exports(module).some(({ name }) => name === '_start');
        open = { name, module, isProgram };
    } catch (error) {
        open = undefined;
        terminal.note(word('notWasm', name, /** @type {Error} */ (error).message), true);
        status(word('failed', name), true);
        return showRunning(false);
    }
    if (given.glue && name === given.module.name) return openGlue(bytes, given.glue);
    functions.show(functionsOf(bytes));
    const foreign = [...new Set(WebAssembly.Module.imports(open.module).map(({ module }) => module))]
        .filter(module => module !== 'wasi_snapshot_preview1');
    if (foreign.length > 0) terminal.note(word('missingImports', foreign.join(', ')), true);
    else if (!open.isProgram) terminal.note(word('noFunction'));
    status(word('ready'));
    isPrepared = false;
    showRunning(false);
    buttons.run.disabled = !open.isProgram;
}

/**
 * A module with `@JS`, with its own JavaScript: it runs in the page itself, because it may use the page.
 * @param {Uint8Array} bytes
 * @param {NonNullable<typeof given.glue>} glue
 */
async function openGlue(bytes, glue) {
    open = undefined;
    try {
        functions.show(await callablesOf(
            bytes, glue, (stream, line) => terminal.print(stream, line), members => functions.add(members)));
        terminal.note(word('glue'));
        status(word('ready'));
    } catch (error) {
        terminal.note(word('failed', /** @type {Error} */ (error).message), true);
        status(word('failed', ''), true);
    }
    showRunning(false);
}

/**
 * @param {Uint8Array} bytes
 * @returns {import('./functions-view.js').Callable[]}
 */
function functionsOf(bytes) {
    try {
        // What a host calls by itself is not for people.
        return functionExports(bytes).filter(({ name }) => name !== '_start' && name !== '_initialize').map(type => {
            const results = type.results.length > 0 ? ` → ${type.results.join(', ')}` : '';
            return {
                name: type.name,
                signature: `${type.name}(${type.parameters.join(', ')})${results}`,
                parameters: type.parameters,
                call: values => callFunction(type, values),
            };
        });
    } catch (error) {
        if (error instanceof RangeError) return [];
        throw error;
    }
}

/** Loads the module that the page was made for. */
async function loadGiven() {
    const { name, address, size, gzipSize } = given.module;
    byID('name', 'h1').textContent = document.title = name;
    byID('sizes', 'p').textContent = gzipSize ? word('size', sizeText(size), sizeText(gzipSize)) : sizeText(size);
    if (!address) return;
    const progress = byID('progress', 'progress');
    progress.hidden = false;
    progress.max = size;
    status(word('loading'));
    try {
        const bytes = await load(address, loaded => {
            progress.value = loaded;
            status(`${word('loading')} ${sizeText(loaded)} / ${sizeText(size)}`);
        });
        await files.open(name, await givenFiles(given.folders));
        await openModule(name, bytes);
    } catch (error) {
        const text = location.protocol === 'file:' ? word('fileLoadFailed')
            : word('loadFailed', /** @type {Error} */ (error).message);
        terminal.note(text, true);
        status(word('chooseModule'), true);
    }
    progress.hidden = true;
    if (open?.isProgram && given.startsAtOnce) run();
}

/**
 * A module that the person chose.
 * @param {File} file
 */
async function openFile(file) {
    byID('sizes', 'p').textContent = sizeText(file.size);
    terminal.clear();
    await files.open(file.name, []);
    await openModule(file.name, new Uint8Array(await file.arrayBuffer()));
}

buttons.run.addEventListener('click', run);
buttons.stop.addEventListener('click', stop);
buttons.save.addEventListener('click', () => download('output.txt', output));
byID('clear', 'button').addEventListener('click', () => terminal.clear());
byID('open', 'button').addEventListener('click', () => byID('module-chooser', 'input').click());
byID('module-chooser', 'input').addEventListener('change', ({ target }) => {
    const [file] = /** @type {HTMLInputElement} */ (target).files ?? [];
    if (file) openFile(file);
});
acceptDrops(dropped => {
    const [{ file } = { file: undefined }] = dropped;
    if (!open && file?.name.endsWith('.wasm')) openFile(file);
    else files.addFiles(dropped);
});
const showGiven = () => { byID('given', 'textarea').hidden = byID('input-typed', 'input').checked; };
byID('input-typed', 'input').addEventListener('change', showGiven);
byID('input-given', 'input').addEventListener('change', showGiven);
byID('arguments', 'input').value = joinArguments(given.arguments);
byID('environment', 'textarea').value =
    Object.entries(given.environment).map(([name, value]) => `${name}=${value}`).join('\n');
byID('ability', 'p').textContent = word(way);
if (way === 'none') {
    byID('input-typed', 'input').disabled = true;
    byID('input-given', 'input').checked = true;
}
showGiven();
loadGiven();
