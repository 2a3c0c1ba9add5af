"""Does in wasmtime what FuzzHost did: reads lines `PATH<TAB>TRIALS` and answers with the same trials, filled with wasmtime's results.

The binding's own calls know no vectors and none of the references of version 3.0, so this goes by the C functions below it.
"""
import ctypes
import json
import sys
import zlib
from ctypes import byref

import wasmtime
from wasmtime import _bindings as c

# wasmtime's codes in the words of FuzzHost. Several of ours may be one of its.
TRAPS = {
    0: "call stack exhausted", 1: "out of bounds memory access", 2: "unaligned atomic", 3: "out of bounds table access",
    4: "uninitialized element", 5: "indirect call type mismatch", 6: "integer overflow", 7: "integer divide by zero",
    8: "invalid conversion to integer", 9: "unreachable",
}
NAMES = {
    "OUT_OF_FUEL": "out of fuel", "ATOMIC_WAIT_NON_SHARED_MEMORY": "expected shared memory", "NULL_REFERENCE": "null reference",
    "ARRAY_OUT_OF_BOUNDS": "out of bounds array access", "ALLOCATION_TOO_LARGE": "heap exhausted", "CAST_FAILURE": "cast failure",
}
KINDS = {0: "i32", 1: "i64", 2: "f32", 3: "f64", 4: "v128", 5: "funcref", 6: "externref", 7: "anyref", 8: "exnref"}
NUMBERS = {name: number for number, name in KINDS.items()}
NO_FINALIZER = ctypes.CFUNCTYPE(None, ctypes.c_void_p)(0)
HOST_ERROR = b"host error"


def make_engine():
    config = wasmtime.Config()
    for name in ("threads", "tail_call", "reference_types", "simd", "bulk_memory", "multi_value", "multi_memory", "memory64",
                 "relaxed_simd", "relaxed_simd_deterministic", "exceptions", "function_references", "gc", "wide_arithmetic",
                 "custom_page_sizes"):
        setattr(config, "wasm_" + name, True)
    config.shared_memory = True
    config.consume_fuel = True
    config.max_wasm_stack = 1 << 20
    config.cranelift_opt_level = "none"
    config.memory_reservation = 1 << 20
    return wasmtime.Engine(config)


def read(value):
    """As FuzzHost writes a value."""
    kind, of = KINDS[value.kind], value.of
    if kind == "v128":
        raw = bytes(of.v128)
        return f"v128:{int.from_bytes(raw[8:], 'little'):x}:{int.from_bytes(raw[:8], 'little'):x}"
    if kind in ("i32", "f32"):
        return f"{kind}:{ctypes.c_uint32(of.i32).value:x}"
    if kind in ("i64", "f64"):
        return f"{kind}:{ctypes.c_uint64(of.i64).value:x}"
    store = getattr(of, kind).store_id
    return f"{kind}:{'some' if store else 'null'}"


def write(text):
    kind, *bits = text.split(":")
    value = c.wasmtime_val(kind=NUMBERS[kind])
    if kind == "v128":
        raw = int(bits[0], 16) << 64 | int(bits[1], 16)
        value.of.v128 = (ctypes.c_uint8 * 16)(*raw.to_bytes(16, "little"))
    elif kind in ("i32", "f32"):
        value.of.i32 = ctypes.c_int32(int(bits[0], 16)).value
    elif kind in ("i64", "f64"):
        value.of.i64 = ctypes.c_int64(int(bits[0], 16)).value
    return value


def failure(store, error, trap):
    """What ended a call, in FuzzHost's words; None if nothing did."""
    context = store._context()
    if c.wasmtime_context_has_exception(context):
        thrown = c.wasmtime_exnref()
        c.wasmtime_context_take_exception(context, byref(thrown))
        if error:
            wasmtime.WasmtimeError._from_ptr(error)
        if trap:
            wasmtime.Trap._from_ptr(trap)
        return "exception"
    if error:
        return "error: " + str(wasmtime.WasmtimeError._from_ptr(error))
    if trap:
        trap = wasmtime.Trap._from_ptr(trap)
        code = trap.trap_code
        if code is None:
            return "error: " + trap.message
        return "trap: " + (TRAPS.get(code.value) or NAMES.get(code.name) or code.name)
    return None


def pointer(kind):
    return ctypes.POINTER(kind)()


def state(store, items):
    context, parts = store._context(), []
    for index, item in enumerate(items):
        if item.kind == 1:
            value = c.wasmtime_val()
            c.wasmtime_global_get(context, byref(item.of.global_), byref(value))
            parts.append(f"{index}:global:{read(value)}")
        elif item.kind == 2:
            parts.append(f"{index}:table:{c.wasmtime_table_size(context, byref(item.of.table))}")
        elif item.kind == 3:
            count = c.wasmtime_memory_data_size(context, byref(item.of.memory))
            data = ctypes.string_at(c.wasmtime_memory_data(context, byref(item.of.memory)), count)
            parts.append(f"{index}:memory:{count}:{zlib.crc32(data):x}")
    return " ".join(parts)


def exports(store, instance, count):
    items = []
    for index in range(count):
        item, name, length = c.wasmtime_extern(), ctypes.POINTER(ctypes.c_char)(), ctypes.c_size_t()
        if c.wasmtime_instance_export_nth(store._context(), byref(instance), index, byref(name), byref(length), byref(item)):
            items.append(item)
    return items


class Imports:
    """What FuzzHost offered for a module's imports, with its functions' answers played back."""

    def __init__(self, store, types, trial):
        self.store, self.calls, self.difference, self.callbacks = store, iter(trial["hostCalls"]), None, []
        self.externs = (c.wasmtime_extern * max(types.size, 1))()
        context = store._context()
        for number in range(types.size):
            item, kind = self.externs[number], c.wasm_importtype_type(types.data[number])
            value = trial["imports"][number]
            item.kind = c.wasm_externtype_kind(kind)
            if item.kind == 0:
                callback = c.wasmtime_func_callback_t(self.function(number))
                self.callbacks.append(callback)
                c.wasmtime_func_new(context, c.wasm_externtype_as_functype(kind), callback, None, NO_FINALIZER, byref(item.of.func))
            elif item.kind == 1:
                error = c.wasmtime_global_new(context, c.wasm_externtype_as_globaltype(kind), byref(write(value)), byref(item.of.global_))
                self.check(error)
            elif item.kind == 2:
                error = c.wasmtime_table_new(context, c.wasm_externtype_as_tabletype(kind), byref(write(value)), byref(item.of.table))
                self.check(error)
            elif item.kind == 3:
                self.check(c.wasmtime_memory_new(context, c.wasm_externtype_as_memorytype(kind), byref(item.of.memory)))
            else:
                item.kind = 5
                self.check(c.wasmtime_tag_new(context, c.wasm_externtype_as_tagtype(kind), byref(item.of.tag)))

    @staticmethod
    def check(error):
        if error:
            raise ValueError(str(wasmtime.WasmtimeError._from_ptr(error)))

    def function(self, number):
        def answer(_, __, arguments, count, results, ___):
            given = [read(arguments[index]) for index in range(count)]
            known = next(self.calls, None)
            if known is None or known["import"] != number or known["arguments"] != given:
                self.difference = self.difference or f"import {number} was called with {given}, here with {known}"
            if known is None or known["fails"] or self.difference:
                trap = c.wasmtime_trap_new(HOST_ERROR, len(HOST_ERROR))
                return ctypes.cast(trap, ctypes.c_void_p).value
            for index, text in enumerate(known["results"]):
                results[index] = write(text)
            return 0
        return answer


def run(engine, module, count, types, trial):
    store = wasmtime.Store(engine)
    store.set_fuel(20_000_000)
    imports = Imports(store, types, trial)
    instance, trap = c.wasmtime_instance(), pointer(c.wasm_trap_t)
    error = c.wasmtime_instance_new(store._context(), module, imports.externs, types.size, byref(instance), byref(trap))
    failed = failure(store, error, trap)
    result = {"export": trial["export"], "instantiation": failed or "done", "calls": [], "state": "", "host": imports.difference}
    if failed:
        return result
    items = exports(store, instance, count)
    for call in trial["calls"]:
        given = call["arguments"]
        arguments = (c.wasmtime_val * max(len(given), 1))(*map(write, given))
        function = items[trial["export"]].of.func
        signature = c.wasmtime_func_type(store._context(), byref(function))
        results = c.wasm_functype_results(signature).contents.size
        c.wasm_functype_delete(signature)
        values, trap = (c.wasmtime_val * max(results, 1))(), pointer(c.wasm_trap_t)
        error = c.wasmtime_func_call(store._context(), byref(function), arguments, len(given), values, results, byref(trap))
        failed = failure(store, error, trap)
        outcome = failed or "returned " + " ".join(read(value) for value in values[:results])
        result["calls"].append({"arguments": given, "outcome": outcome})
    result["state"] = state(store, items + list(imports.externs)[:types.size])
    result["host"] = imports.difference
    if imports.difference is None and (left := next(imports.calls, None)) is not None:
        result["host"] = f"not called: {left}"
    return result


def examine(engine, path, trials):
    data = open(path, "rb").read()
    module = pointer(c.wasmtime_module_t)
    error = c.wasmtime_module_new(engine.ptr(), (ctypes.c_uint8 * len(data)).from_buffer_copy(data), len(data), byref(module))
    if error:
        return {"refused": str(wasmtime.WasmtimeError._from_ptr(error))}
    kinds = c.wasm_exporttype_vec_t()
    c.wasmtime_module_exports(module, byref(kinds))
    count = kinds.size
    c.wasm_exporttype_vec_delete(byref(kinds))
    types = c.wasm_importtype_vec_t()
    c.wasmtime_module_imports(module, byref(types))
    try:
        return {"trials": [run(engine, module, count, types, trial) for trial in trials]}
    finally:
        c.wasm_importtype_vec_delete(byref(types))
        c.wasmtime_module_delete(module)


if __name__ == "__main__":
    engine = make_engine()
    for line in sys.stdin:
        path, trials = line.rstrip("\n").split("\t", 1)
        print(json.dumps(examine(engine, path, json.loads(trials))), flush=True)
