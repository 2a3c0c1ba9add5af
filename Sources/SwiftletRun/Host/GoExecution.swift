import GoJS
import SwiftletBuild
import WASI
import WebAssembly

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// Runs a module as Go's `go_js_wasm_exec` and `go_wasip1_wasm_exec` do, which `go run` and `go test` call: with the files, the environment and
/// the working folder of this process.
public struct GoExecution {
    private let run: ModuleRun
    private let path: String
    private let arguments: [String]
    private let network: [NetworkAccess.Place]

    public init(path: String, arguments: [String], network: [NetworkAccess.Place] = []) throws {
        self.path = path
        self.arguments = arguments
        self.network = network
        run = try ModuleRun(path: path)
    }

    /// Runs the module to its end.
    public func callAsFunction() throws -> Outcome {
        var environment = Environment.all.compactMap { entry -> (name: String, value: String)? in
            guard let equals = entry.firstIndex(of: "=") else { return nil }
            return (String(entry[..<equals]), String(entry[entry.index(after: equals)...]))
        }
        let here = Files.currentFolder()
        // Go's library takes the working folder from it, and the two differ when a shell was left out.
        environment.removeAll { $0.name == "PWD" }
        environment.append(("PWD", here))
        if !environment.contains(where: { $0.name == "TMPDIR" }) { environment.append(("TMPDIR", "/tmp")) }
        return try run.run(
            on: .host,
            request: RunRequest(
                path: path, arguments: [path] + arguments, environment: environment,
                folders: [RunRequest.Folder(host: "/", guest: "/")], sandbox: Sandbox(network: network)))
    }
}
