"""Which features a module may use: as options of `wasm-tools smith`, and as the sets by which both validators judge it."""

# What both sides know by one name. wasm-tools counts threads to version 3.0, and here they are a proposal.
FEATURE_SETS = {
    "all": "-all,wasm3,threads,wide-arithmetic,custom-page-sizes",
    "wasm3": "-all,wasm3,-threads",
    "wasm2": "-all,wasm2",
}

_SWITCHES = ["simd", "relaxed-simd", "gc", "exceptions", "tail-call", "reference-types", "memory64", "threads", "wide-arithmetic",
             "custom-page-sizes", "extended-const", "bulk-memory", "multi-value", "saturating-float-to-int", "sign-extension-ops"]
# What a feature cannot be without.
_NEEDS = {"relaxed-simd": ["simd"], "gc": ["reference-types", "bulk-memory"], "reference-types": ["bulk-memory"],
          "exceptions": ["reference-types", "bulk-memory"]}

_ALWAYS = {
    "max-imports": "0", "fuel": "400", "export-everything": "true", "canonicalize-nans": "true",
    # Proposals that nobody has finished.
    "custom-descriptors-enabled": "false", "compact-imports-enabled": "false", "shared-everything-threads-enabled": "false",
    # Memories and tables of which a state can be taken quickly.
    "memory-max-size-required": "true", "table-max-size-required": "true",
    "max-memory32-bytes": "1048576", "max-memory64-bytes": "1048576", "max-table-elements": "1000",
    "min-funcs": "2", "min-types": "3",
}


def switched(features):
    """Options that switch on these features, what they need, and no others."""
    wanted = set(features)
    for feature in features:
        wanted.update(_NEEDS.get(feature, []))
    options = dict(_ALWAYS)
    for switch in _SWITCHES:
        options[switch + "-enabled"] = "true" if switch in wanted else "false"
    return options


# Each feature alone on top of the first version; then all at once, several times, for what only their mixture shows.
PROFILES = [("first version", switched([]))]
PROFILES += [(switch, switched([switch])) for switch in _SWITCHES]
PROFILES += [("multi-memory", {**switched(["bulk-memory"]), "max-memories": "4", "min-memories": "2"}),
             ("several tables", {**switched(["reference-types"]), "max-tables": "4", "min-tables": "2"})]
_EVERYTHING = {**switched(_SWITCHES), "max-memories": "3", "max-tables": "3", "max-instructions": "200"}
PROFILES += [("everything", _EVERYTHING)] * 4
PROFILES += [("everything but floats", {**_EVERYTHING, "allow-floats": "false"}),
             ("without traps", {**_EVERYTHING, "disallow-traps": "true"}),
             ("any bytes as bodies", {**_EVERYTHING, "allow-invalid-funcs": "true"})]


def arguments(options):
    words = [] if options.get("allow-invalid-funcs") else ["--ensure-termination"]
    for name, value in options.items():
        words += ["--" + name, value]
    return words
