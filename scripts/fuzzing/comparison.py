"""What counts as a difference between two engines, and what cannot be compared."""
import re

# Where the engines' own limits decide and not the standard: the trial ends there without a verdict.
_OWN_LIMITS = ["call stack exhausted", "deadline exceeded", "heap exhausted", "out of fuel", "limit exceeded", "out of memory",
               "GC heap", "too large", "exceeds", "too many", "allocat"]
# wasmtime has one code for these.
_SAME_TRAPS = [(re.compile(r"trap: null .*reference"), "trap: null reference"),
               (re.compile(r"trap: (undefined element|out of bounds table access)"), "trap: out of bounds table access"),
               # With a backtrace there.
               (re.compile(r"error: .*host error", re.DOTALL), "error: host error"),
               # An atomic access that is both traps; the standard does not say as which.
               (re.compile(r"trap: unaligned atomic"), "trap: out of bounds memory access")]


# Texts that one side reads against the standard, by the other's complaint.
_LAX_THERE = [
    # `(drop (i32.const 1 i32.const 2))`: inside a folded instruction everything has parentheses (§6.5.12).
    "expected an instruction in parentheses",
    # `global.get +0`: indices have no sign (§6.3.1).
    "unknown operator +",
    # `(result) (param)`: parameters come first (§6.4.9).
    "declarations come before instructions",
    # `(import "name" (func))`: a proposal, which `parse` cannot be told to leave out.
    "expected the name of what is imported, in quotation marks",
]
# The other way round: `(data (loop …))` is well-formed and invalid, but the bytes that wasm-tools makes of it have no end of the loop.
_STRICT_THERE = "control frames remain at end of expression"


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


def texts(ours, theirs):
    """The same about who reads a text; `theirs` is None for one that wasm-tools reads, else its message."""
    if (ours["text"] == "read") == (theirs is None):
        return None
    if theirs is None:
        if any(words in ours["message"] for words in _LAX_THERE):
            return None
        return "text refused here, read by wasm-tools: " + ours["message"]
    if _STRICT_THERE in theirs and ours["verdict"] == "refused":
        return None
    return "text read here, refused by wasm-tools: " + theirs


def has_implicit_types(text):
    """Whether a function without a type index may mean another type to wasm-tools, which passes over those in a group or `sub`; by §6.4
    it is the first that is final and alone in its group, however it is written."""
    return re.search(rb"\(\s*(rec|sub)\b", text) is not None


def without_other_spellings(text):
    """A printed module without what the binary format can say in two ways: the usual size of pages, the first table, a group of
    one type."""
    text = re.sub(r"^ +", "", text, flags=re.MULTILINE).replace(" (pagesize 0x10000)", "")
    text = re.sub(r"(\(elem \(;\d+;\)) \(table 0\)", r"\1", text)
    return re.sub(r"^\(rec\n(\(type .*\n)\)\n", r"\1", text, flags=re.MULTILINE)


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
        else:
            if other["host"]:
                return f"{place}, the host's functions: {other['host']}", compared, limited
    return None, compared, limited
