"""Runs a WASI command under wasmtime (PyPI's `wasmtime`), with the options of its command line that the tests need.

    wasmtime-run [--dir HOST[::GUEST]]... [--env K=V]... MODULE [ARGS...]

Standard streams and the exit code pass through; a trap prints its message on standard error and exits 134, as wasmtime's does.
`--time` prints the processor time of compiling and of running (`TIME ...`, milliseconds) on standard error.
"""
import ctypes
import sys
import time

import wasmtime

arguments = sys.argv[1:]
directories, variables, timing = [], [], False
while arguments and arguments[0].startswith("--"):
    option = arguments.pop(0)
    if option == "--dir":
        host, _, guest = arguments.pop(0).partition("::")
        directories.append((host, guest or host))
    elif option == "--env":
        name, _, value = arguments.pop(0).partition("=")
        variables.append((name, value))
    elif option == "--time":
        timing = True
    else:
        sys.exit(f"wasmtime-run: unknown option {option}")
if not arguments:
    sys.exit(__doc__)

config = wasmtime.Config()
# Go's tests of deep recursion need more than the half megabyte of the default. More than 2 MiB is to be had only by the size of another
# stack, for which Python has no name; a thread of a process has 8 MiB.
try:
    wasmtime._ffi.dll.wasmtime_config_async_stack_size_set(config.ptr(), ctypes.c_uint64(8 << 20))
    config.max_wasm_stack = 6 << 20
except AttributeError:
    config.max_wasm_stack = 2 << 20
engine = wasmtime.Engine(config)
start = time.process_time()
module = wasmtime.Module.from_file(engine, arguments[0])
compiled = time.process_time()
store = wasmtime.Store(engine)
wasi = wasmtime.WasiConfig()
wasi.argv = arguments
wasi.env = variables
wasi.inherit_stdin()
wasi.inherit_stdout()
wasi.inherit_stderr()
for host, guest in directories:
    wasi.preopen_dir(host, guest)
store.set_wasi(wasi)
linker = wasmtime.Linker(engine)
linker.define_wasi()
instance = linker.instantiate(store, module)
code = 0
began = time.thread_time()
try:
    instance.exports(store)["_start"](store)
except wasmtime.ExitTrap as exit:
    code = exit.code
except (wasmtime.Trap, wasmtime.WasmtimeError) as error:
    print(error, file=sys.stderr)
    code = 134
if timing:
    ran = (time.thread_time() - began) * 1e3
    compiling = (compiled - start) * 1e3
    print(f"TIME load 0 compile {compiling:.3f} instantiate 0 run {ran:.3f}"
          f" cpu-compile {compiling:.3f} cpu-run {ran:.3f}", file=sys.stderr)
sys.exit(code)
