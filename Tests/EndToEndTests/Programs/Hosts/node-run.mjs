// Runs a WASI command under Node's own WASI, with the options of wasmtime's command line that the tests need:
//   node node-run.mjs [--dir HOST[::GUEST]]... [--env K=V]... MODULE [ARGS...]
import { readFile } from 'node:fs/promises';
import { WASI } from 'node:wasi';

const args = process.argv.slice(2);
const preopens = {};
const env = {};
while (args[0]?.startsWith('--')) {
    const option = args.shift();
    const value = args.shift();
    if (option === '--dir') {
        const [host, guest] = value.split('::');
        preopens[guest ?? host] = host;
    } else if (option === '--env') {
        const [name, ...rest] = value.split('=');
        env[name] = rest.join('=');
    } else {
        throw new Error(`unknown option ${option}`);
    }
}
const wasi = new WASI({ version: 'preview1', args, env, preopens, returnOnExit: true });
const module = await WebAssembly.compile(await readFile(args[0]));
try {
    const instance = await WebAssembly.instantiate(module, wasi.getImportObject());
    process.exitCode = wasi.start(instance);
} catch (error) {
    if (!(error instanceof WebAssembly.RuntimeError)) throw error;
    console.error(String(error));
    process.exitCode = 134;
}
