import SwiftletBuild

extension RunRequest.Folder {
    /// A folder as `--dir HOST[::GUEST][:ro|:overlay]` names it; the guest knows it by the same name unless told. The host
    /// `mem` is memory (a folder of that name is `./mem`).
    public init(option: String) throws(RunError) {
        var bytes = Array(option.utf8)
        access = .changes
        for (ending, kind) in [(":ro", Access.readOnly), (":overlay", .overlay)] where option.hasSuffix(ending) {
            bytes.removeLast(ending.utf8.count)
            access = kind
        }
        // Without Foundation there is no search for a substring; two colons are found by hand.
        let colons = bytes.indices.dropLast().first {
            bytes[$0] == UInt8(ascii: ":") && bytes[$0 + 1] == UInt8(ascii: ":")
        }
        host = String(decoding: bytes[..<(colons ?? bytes.count)], as: UTF8.self)
        guest = colons.map { String(decoding: bytes[($0 + 2)...], as: UTF8.self) } ?? host
        guard !host.isEmpty, !guest.isEmpty else {
            throw RunError(
                "--dir \(option): say --dir HOST or --dir HOST::GUEST, such as --dir notes::/notes, with :ro or :overlay behind it if wanted"
            )
        }
        if host == "mem" {
            guard access == .changes, colons != nil else {
                throw RunError("--dir \(option): for a folder in memory say --dir mem::GUEST, such as --dir mem::/tmp")
            }
            access = .memory
            return
        }
        guard Files.exists(host) else {
            throw RunError("--dir \(option): there is no folder \(host). Make it first, or give another.")
        }
        guard Files.isFolder(host) else {
            throw RunError("--dir \(option): \(host) is not a folder. Give the folder that it lies in.")
        }
    }
}

extension RunRequest {
    /// A variable as `--env NAME[=VALUE]` names it; without a value, the one that it has here.
    public static func variable(option: String) throws(RunError) -> (name: String, value: String) {
        let parts = option.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard let name = parts.first, !name.isEmpty else {
            throw RunError("--env \(option): say --env NAME=VALUE, or --env NAME to pass on the value that it has here")
        }
        if parts.count == 2 { return (name, parts[1]) }
        guard let value = Environment[name] else {
            throw RunError("--env \(name): the variable is not set here. Give it a value: --env \(name)=…")
        }
        return (name, value)
    }
}
