"""Keeps the modules that made a difference."""
import json
import pathlib


class Findings:
    def __init__(self, folder, suffix, mode):
        self.folder, self.suffix, self.mode, self.count = pathlib.Path(folder), suffix, mode, 0

    def add(self, seed, number, module, made, features, sentence):
        self.folder.mkdir(parents=True, exist_ok=True)
        self.count += 1
        path = self.folder / f"{seed}-{number}{self.suffix}"
        path.write_bytes(module)
        again = f"scripts/fuzz{self.mode} --seed {seed} --first {number} --count 1"
        path.with_suffix(".json").write_text(json.dumps(
            {"difference": sentence, "features": features, "made": made, "again": again}, indent=2) + "\n")
        print(f"DIFFERENCE {path} ({made}; features {features}): {sentence}\n    again: {again}", flush=True)
