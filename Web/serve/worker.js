// What `swiftlet serve` has every worker of a page import, so that its errors reach the terminal too. The line before
// the worker's own script (Sources/SwiftletServe/Site/WorkerScript.swift) keeps what comes before this is there.

import { watchErrors } from './errors.js';

const early = /** @type {{ swiftletEarlyErrors?: { error?: unknown, reason?: unknown }[] }} */ (globalThis);
watchErrors(early.swiftletEarlyErrors);
early.swiftletEarlyErrors = undefined;
