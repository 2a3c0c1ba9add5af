/// Puts a line into the scripts of workers that has their errors told to the terminal, as the pages' own are.
enum WorkerScript {
    /// Keeps errors until `Web/serve/worker.js` has come and listens itself. An import as an expression works in
    /// scripts and in modules alike, and which of them it is the request does not say. The first line stays the first.
    static let line = """
        {const early=globalThis.swiftletEarlyErrors=[],keep=event=>{globalThis.swiftletEarlyErrors&&early.push(event)};\
        addEventListener("error",keep);addEventListener("unhandledrejection",keep);\
        import("/swiftlet/serve/worker.js").catch(()=>{})};
        """

    /// Whether a request is for a worker's script (Fetch Metadata, `Sec-Fetch-Dest`).
    static func isWanted(by request: Request) -> Bool {
        let destination = request.fields["sec-fetch-dest"]
        return destination == "worker" || destination == "sharedworker"
    }

    /// The script with the line before it, after a `'use strict'` that would lose its meaning elsewhere.
    static func inject(into script: [UInt8]) -> [UInt8] {
        let start = endOfStrictness(script)
        return script[..<start] + Array(line.utf8) + script[start...]
    }

    /// Where a script's `'use strict'` ends; zero if it does not begin with one.
    private static func endOfStrictness(_ script: [UInt8]) -> Int {
        let text = script[...]
        var index = 0
        while index < text.count {
            if text[index] <= 0x20 {
                index += 1
            } else if text[index...].starts(with: Array("//".utf8)) {
                while index < text.count, text[index] != 10 { index += 1 }
            } else if text[index...].starts(with: Array("/*".utf8)) {
                index += 2
                while index < text.count, !text[index...].starts(with: Array("*/".utf8)) { index += 1 }
                index += 2
            } else {
                break
            }
        }
        guard index < text.count else { return 0 }
        for directive in ["'use strict';", "\"use strict\";"] where text[index...].starts(with: Array(directive.utf8)) {
            return index + directive.utf8.count
        }
        return 0
    }
}
