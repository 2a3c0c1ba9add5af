"""Runs a WASI command of the benchmarks under wasm3 (PyPI's `pywasm3`).

    wasm3-run [--time] MODULE [ARGS...]

The binding has no WASI of its own: here are the functions that a program needs that computes and prints. The others that
such a program imports without using answer "not supported". `--time` prints the processor time of running
(`TIME ...`, milliseconds) on standard error.
"""
import os
import struct
import sys
import time

import wasm3

SUCCESS, BAD_DESCRIPTOR, NOT_SUPPORTED, ILLEGAL_SEEK = 0, 8, 52, 70


class Exit(Exception):
    """proc_exit was called; its code is in `exit_code`."""


arguments = sys.argv[1:]
timing = arguments[:1] == ["--time"]
if timing:
    arguments.pop(0)
if not arguments:
    sys.exit(__doc__)

environment = wasm3.Environment()
runtime = environment.new_runtime(1 << 20)
with open(arguments[0], "rb") as file:
    module = environment.parse_module(file.read())
runtime.load(module)

strings = [argument.encode() + b"\0" for argument in arguments]
exit_code = 0


def read_u32(address):
    return struct.unpack("<I", bytes(runtime.get_memory(0)[address:address + 4]))[0]


def write(address, data):
    runtime.get_memory(0)[address:address + len(data)] = data


def write_u32(address, *values):
    write(address, struct.pack(f"<{len(values)}I", *values))


def args_get(pointers, buffer):
    for index, string in enumerate(strings):
        write_u32(pointers + 4 * index, buffer)
        write(buffer, string)
        buffer += len(string)
    return SUCCESS


def args_sizes_get(count, size):
    write_u32(count, len(strings))
    write_u32(size, sum(map(len, strings)))
    return SUCCESS


def environ_sizes_get(count, size):
    write_u32(count, 0)
    write_u32(size, 0)
    return SUCCESS


def fd_write(descriptor, vectors, count, written):
    total = 0
    for index in range(count):
        address, length = read_u32(vectors + 8 * index), read_u32(vectors + 8 * index + 4)
        data = bytes(runtime.get_memory(0)[address:address + length])
        while data:
            data = data[os.write(descriptor, data):]
        total += length
    write_u32(written, total)
    return SUCCESS


def fd_fdstat_get(descriptor, result):
    if descriptor > 2:
        return BAD_DESCRIPTOR
    write(result, struct.pack("<BxHxxxxQQ", 2, 0, 2**64 - 1, 0))  # a character device with every right
    return SUCCESS


def clock_time_get(clock, precision, result):
    write(result, struct.pack("<Q", time.time_ns() if clock == 0 else time.monotonic_ns()))
    return SUCCESS


def random_get(address, length):
    write(address, os.urandom(length))
    return SUCCESS


def proc_exit(code):
    global exit_code
    exit_code = code
    raise Exit


functions = {
    "args_get": ("i(ii)", args_get),
    "args_sizes_get": ("i(ii)", args_sizes_get),
    "environ_get": ("i(ii)", lambda *_: SUCCESS),
    "environ_sizes_get": ("i(ii)", environ_sizes_get),
    "clock_res_get": ("i(ii)", lambda *_: NOT_SUPPORTED),
    "clock_time_get": ("i(iIi)", clock_time_get),
    "fd_close": ("i(i)", lambda *_: SUCCESS),
    "fd_fdstat_get": ("i(ii)", fd_fdstat_get),
    "fd_fdstat_set_flags": ("i(ii)", lambda *_: SUCCESS),
    "fd_filestat_get": ("i(ii)", lambda *_: BAD_DESCRIPTOR),
    "fd_prestat_get": ("i(ii)", lambda *_: BAD_DESCRIPTOR),
    "fd_prestat_dir_name": ("i(iii)", lambda *_: BAD_DESCRIPTOR),
    "fd_read": ("i(iiii)", lambda *_: BAD_DESCRIPTOR),
    "fd_seek": ("i(iIii)", lambda *_: ILLEGAL_SEEK),
    "fd_write": ("i(iiii)", fd_write),
    "path_open": ("i(iiiiiIIii)", lambda *_: NOT_SUPPORTED),
    "poll_oneoff": ("i(iiii)", lambda *_: NOT_SUPPORTED),
    "proc_exit": ("v(i)", proc_exit),
    "random_get": ("i(ii)", random_get),
    "sched_yield": ("i()", lambda: SUCCESS),
}
for name, (signature, body) in functions.items():
    try:
        module.link_function("wasi_snapshot_preview1", name, signature, body)
    except RuntimeError:
        pass  # wasm3 refuses to link what the module does not import.

start = runtime.find_function("_start")
began = time.process_time()
try:
    start()
except Exit:
    pass
except RuntimeError as error:
    # The binding turns an exception of a host function into an error of its own without a text.
    if exit_code == 0 and str(error) and "Exit" not in str(error):
        print(f"wasm3: {error}", file=sys.stderr)
        exit_code = 1
if timing:
    ran = (time.process_time() - began) * 1e3
    print(f"TIME load 0 compile 0 instantiate 0 run {ran:.3f} cpu-compile 0 cpu-run {ran:.3f}", file=sys.stderr)
os._exit(exit_code)
