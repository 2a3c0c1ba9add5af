"""Makes the texts of a run: modules of the official suite and of smith, with tokens or characters that are others."""
import os
import pathlib
import random
import re
import subprocess

import profiles

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|;;[^\n]*|\(;.*?;\)|\(@|[()]|[^\s()";]+|[;"]', re.DOTALL)
# What is near a border of the text format, or looks like something else.
_SPICE = """( ) ;;x (;x;) (@a) (@name "x") (@custom "x" (after func) "y") $x $"x" $"" $ "" "\\00" "\\u{d7ff}" "\\ff" 0 -0 +0 1 -1 +1 00 0x0 0x
1_0 1__0 _1 1_ 0x_1 255 256 -128 -129 65535 65536 4294967295 4294967296 -2147483648 -2147483649 0xffffffff 0x100000000
9223372036854775808 18446744073709551615 18446744073709551616 -9223372036854775809 1. .5 1.5 1e 1e5 1e400 -1e-400 0x1p 0x1.8p3 0x1p128
3.4028236e38 inf -inf +nan nan nan:canonical nan:0x0 nan:0x1 nan:0x400000 nan:0x800000 offset=0 offset=4294967296 offset=-1 align=0 align=1
align=3 align=8 offset= align=1_6 i32 i64 f32 f64 v128 i8 i16 funcref externref anyref eqref i31ref structref arrayref nullref nullfuncref
nullexternref exnref nullexnref ref null func extern any eq i31 struct array none nofunc noextern exn noexn param result local type rec sub
final field mut item elem declare data offset memory table global tag import export start module pagesize shared block loop if then else end
br br_if br_table return call call_indirect return_call call_ref select drop try_table catch catch_ref catch_all catch_all_ref throw throw_ref
nop unreachable local.get local.set local.tee global.get global.set i32.const i64.const f32.const f64.const v128.const i8x16 i16x8 i32x4 i64x2
f32x4 f64x2 i8x16.shuffle i8x16.extract_lane_s i32.load i64.store8 v128.load8_lane memory.size memory.grow memory.init memory.copy memory.fill
data.drop table.get table.set table.size table.grow table.fill table.init table.copy elem.drop ref.null ref.func ref.is_null ref.as_non_null
ref.eq ref.i31 ref.test ref.cast br_on_null br_on_cast br_on_cast_fail struct.new struct.get struct.get_s array.new array.new_fixed
array.new_data array.get array.copy array.fill any.convert_extern i64.add128 i32.atomic.rmw.add memory.atomic.wait32 atomic.fence""".split()


def tokens(text):
    return _TOKEN.findall(text)


class TextGenerator:
    suffix = ".wat"

    def __init__(self, wasm_tools, seed):
        self.wasm_tools, self.seed, self.modules = wasm_tools, seed, list(_modules_of_suite())

    def module(self, number):
        """(bytes, how it was made), or (None, why not)."""
        choice = random.Random(f"{self.seed}/text/{number}")
        if self.modules and number % 3:
            name, text = choice.choice(self.modules)
        else:
            name, text = self._printed(choice, number)
            if text is None:
                return None, name
        way = choice.choice(["as made", "tokens", "tokens", "tokens", "characters"])
        if way == "tokens":
            words = tokens(text)
            for _ in range(choice.choice([1, 1, 1, 2, 3])):
                self._mutate(words, choice)
            text = " ".join(words).replace(") (", ")\n(")
        data = text.encode()
        if way == "characters":
            data = bytearray(data)
            for _ in range(choice.choice([1, 1, 2, 4])):
                place = choice.randrange(len(data))
                byte = choice.choice(b"()\";$@ \n\t\\_.-+:=0123456789abcdefxnpu\x00\x7f\x80\xc3\xe2\xff\r")
                data[place:place + choice.choice([0, 1, 1])] = bytes([byte])
            data = bytes(data)
        return data, f"{name}, {way}"

    def _printed(self, choice, number):
        name, options = profiles.PROFILES[number % len(profiles.PROFILES)]
        made = self._run(["smith"] + profiles.arguments({**options, "max-imports": "5"}), choice.randbytes(choice.choice([200, 800, 2000])))
        if made is None:
            return "smith made nothing of its input", None
        text = self._run(["print"] + choice.choice([[], ["--fold-instructions"], ["--name-unnamed"]]), made)
        return (name, text.decode()) if text is not None else ("wasm-tools print refused it", None)

    def _run(self, words, data):
        done = subprocess.run([self.wasm_tools] + words, input=data, capture_output=True, timeout=60)
        if done.stderr.startswith((b"error: unexpected argument", b"error: invalid value")):
            raise ValueError(f"wasm-tools {words[0]}: {done.stderr.decode()}")
        return done.stdout if done.returncode == 0 else None

    def _mutate(self, words, choice):
        place = choice.randrange(len(words))
        kind = choice.choice(["delete", "twice", "swap", "replace", "replace", "insert", "other", "delete form", "twice form", "move form"])
        if kind.endswith("form"):
            start, end = form(words, choice)
            piece = words[start:end]
            if kind != "twice form":
                del words[start:end]
            if kind != "delete form":
                to = choice.randrange(len(words) + 1)
                words[to:to] = piece
            if not words:
                words.append("(module)")
        elif kind == "delete" and len(words) > 1:
            del words[place]
        elif kind == "twice":
            words.insert(place, words[place])
        elif kind == "swap":
            other = choice.randrange(len(words))
            words[place], words[other] = words[other], words[place]
        elif kind == "replace":
            words[place] = choice.choice(_SPICE)
        elif kind == "insert":
            words.insert(place, choice.choice(_SPICE))
        else:
            words[place] = choice.choice(words)


def form(words, choice):
    """Where a form in parentheses begins and ends; a single token where there is none."""
    opens = [index for index, word in enumerate(words) if word == "(" and index]
    if not opens:
        return 0, 1
    start, depth = choice.choice(opens), 0
    for index in range(start, len(words)):
        depth += {"(": 1, "(@": 1, ")": -1}.get(words[index], 0)
        if depth == 0:
            return start, index + 1
    return start, len(words)


def _modules_of_suite():
    """(script, text) of the modules that the official suite's scripts have as text."""
    root = pathlib.Path(os.environ.get("SWIFTLET_TESTSUITE") or pathlib.Path(__file__).parents[3] / "shared" / "testsuite")
    for path in sorted((root / "core").rglob("*.wast")) + sorted((root / "custom").rglob("*.wast")):
        text = path.read_text(errors="surrogateescape")
        depth = start = 0
        for match in _TOKEN.finditer(text):
            word = match.group()
            if word in ("(", "(@"):
                if depth == 0:
                    start = match.start()
                depth += 1
            elif word == ")":
                depth -= 1
                if depth == 0:
                    piece = text[start:match.end()]
                    # Larger ones take long and are like the small ones.
                    if re.match(r"\(module\b(?!\s+(\$\S+\s+)?(binary|quote|definition|instance)\b)", piece) and len(piece) < 20_000:
                        yield path.stem, piece
