"""What counts as a difference between two engines, and what cannot be compared."""
import re

# Where the engines' own limits decide and not the standard: the trial ends there without a verdict.
_OWN_LIMITS = ["call stack exhausted", "deadline exceeded", "heap exhausted", "out of fuel", "limit exceeded", "out of memory",
               "GC heap", "too large", "exceeds", "too many", "allocat"]
# wasmtime has one code for these.
_SAME_TRAPS = [(re.compile(r"trap: null .*reference"), "trap: null reference"),
               (re.compile(r"trap: (undefined element|out of bounds table access)"), "trap: out of bounds table access"),
               # An atomic access that is both traps; the standard does not say as which.
               (re.compile(r"trap: unaligned atomic"), "trap: out of bounds memory access")]


def _kind(outcome):
    for pattern, name in _SAME_TRAPS:
        if pattern.match(outcome):
            return name
    return outcome


def _limited(outcome):
    return not outcome.startswith("returned") and any(words in outcome for words in _OWN_LIMITS)


def verdicts(ours, theirs):
    """A sentence about the difference, or None; `theirs` is None for a module that wasm-tools finds valid, else its message."""
    if (ours["verdict"] == "valid") == (theirs is None):
        return None
    if theirs is None:
        return "refused here, valid to wasm-tools: " + ours["message"]
    return "valid here, refused by wasm-tools: " + theirs


def trials(ours, theirs):
    """(a sentence about the first difference or None, calls compared, calls that a limit ended)."""
    compared = limited = 0
    for mine, other in zip(ours, theirs):
        place = f"export {mine['export']}"
        pairs = [(mine["instantiation"], other["instantiation"], "instantiation")]
        pairs += [(a["outcome"], b["outcome"], f"{place}, arguments {' '.join(a['arguments'])}")
                  for a, b in zip(mine["calls"], other["calls"])]
        pairs.append((mine["state"], other["state"], f"{place}, the state afterwards"))
        for a, b, what in pairs:
            if _limited(a) or _limited(b):
                limited += 1
                break
            if _kind(a) != _kind(b):
                return f"{what}: here {a!r}, in wasmtime {b!r}", compared, limited
            compared += 1
    return None, compared, limited
