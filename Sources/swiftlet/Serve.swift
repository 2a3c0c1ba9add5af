import ArgumentParser
import SwiftletBuild
import SwiftletRun
import SwiftletServe

struct Serve: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract:
            "Serve a package, a program in Go, a module or a folder to a browser, and reload the page when files change.",
        discussion: """
            A package is built (with checks and names, unless --release) and built again after every save. It is \
            served with its own index.html from Public/, Web/ or the package's folder, which finds the module at \
            /dist/NAME.wasm; without one, a plain page runs the module and shows what it prints. Errors of the compiler \
            appear here and on the page, traps of the module here with file and line. A .wat is translated at every save, with its \
            errors in the same places.

              swiftlet serve Hello --open
              swiftlet serve gohello
              swiftlet serve hello.wasm
              swiftlet serve sums.wat
              swiftlet serve site --port 9000

            A folder with go.mod is built by the Go on this machine. Its pages find the module as main.wasm or NAME.wasm, and \
            Go's own wasm_exec.js, wherever they look for them.

            Control-C ends it.
            """)

    @Option(help: ArgumentHelp("The port, 1 to 65535 (default: 8012, or the next that is free).", valueName: "number"))
    var port: UInt16?

    @Option(
        help: ArgumentHelp("The address to serve on; 0.0.0.0 lets the whole network in.", valueName: "address"))
    var host = "127.0.0.1"

    @Flag(help: "Open the page in the browser.")
    var open = false

    @Flag(help: "Isolate the page (COOP and COEP), which gives it shared memory.")
    var crossOriginIsolated = false

    @Flag(help: "Build as `swiftlet build` does: small, without names.")
    var release = false

    @Option(help: ArgumentHelp("The executable product, if the package has several.", valueName: "name"))
    var product: String?

    @Argument(help: "A package, a folder with go.mod, a .wasm or .wat file, or a folder of files.")
    var path = "."

    func run() throws {
        var options = ServeOptions()
        options.path = path
        options.port = port
        options.host = host
        options.isCrossOriginIsolated = crossOriginIsolated
        options.configuration = release ? .release : .debug
        options.product = product

        // Held back in every thread, so that this one can wait for them.
        let signals = SignalHold()
        defer { signals.release() }
        let progress = ProgressLine(quietElsewhere: true)
        let server = try DevServer(
            options,
            log: { text in
                progress.clear()
                Serve.say(text)
            }, progress: { progress.show($0) })
        let (address, opens) = (server.address, open)
        try server.start {
            if opens, !Browser.open(address) { Serve.say("No browser could be opened. Open \(address) yourself.") }
        }
        Serve.say("Serving \(server.subject) at \(server.address) (control-C ends it)")
        if server.isPublic { Serve.say("Everybody on the network can see it.") }
        if let advice = server.compressionAdvice { Serve.say(advice) }
        signals.wait()
        progress.clear()
        server.stop()
        Serve.say("Ended.")
    }

    private static func say(_ line: String) {
        _ = Platform.writeAll(Array((line + "\n").utf8), to: 1)
    }
}
