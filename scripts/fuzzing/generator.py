"""Makes the modules of a run: module N of a seed is always the same."""
import random
import subprocess

import profiles


class Generator:
    suffix = ".wasm"

    def __init__(self, wasm_tools, seed):
        self.wasm_tools, self.seed = wasm_tools, seed

    def module(self, number):
        """(bytes, how it was made), or (None, why not). The way it was made says enough to make it again."""
        choice = random.Random(f"{self.seed}/{number}")
        name, options = profiles.PROFILES[number % len(profiles.PROFILES)]
        if number // len(profiles.PROFILES) % 2:
            name, options = name + " with imports", {**options, "max-imports": "6"}
        entropy = choice.randbytes(choice.choice([200, 800, 2000, 4000, 8000]))
        module = self._run(["smith"] + profiles.arguments(options), entropy)
        if module is None:
            return None, "smith made nothing of its input"
        way = choice.choice(["as made", "as made", "mutated", "damaged"])
        if way == "mutated":
            for _ in range(choice.randint(1, 3)):
                module = self._run(["mutate", "--seed", str(choice.getrandbits(60)), "--fuel", "500", "-"], module) or module
        elif way == "damaged":
            module = damaged(module, choice)
        return module, f"{name}, {way}"

    def _run(self, words, data):
        done = subprocess.run([self.wasm_tools] + words, input=data, capture_output=True, timeout=60)
        if done.stderr.startswith((b"error: unexpected argument", b"error: invalid value")):
            raise ValueError(f"wasm-tools {words[0]}: {done.stderr.decode()}")
        return done.stdout if done.returncode == 0 else None


def damaged(module, choice):
    """Some bytes are others, or the end is missing, or a piece is there twice."""
    data = bytearray(module)
    kind = choice.choice(["bytes", "bits", "cut", "twice"])
    if kind == "cut":
        del data[choice.randrange(len(data)):]
    elif kind == "twice":
        start = choice.randrange(len(data))
        piece = data[start:start + choice.randint(1, 40)]
        data[start:start] = piece
    else:
        for _ in range(choice.randint(1, 4)):
            # Behind the header, where damage is more than another version.
            place = choice.randrange(min(8, len(data) - 1), len(data))
            data[place] = choice.choice([0, 1, 0x7F, 0x80, 0xFF, choice.randrange(256)]) if kind == "bytes" \
                else data[place] ^ 1 << choice.randrange(8)
    return bytes(data)
