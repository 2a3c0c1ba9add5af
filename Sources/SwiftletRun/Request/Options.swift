import SwiftletBuild

extension RunRequest.Folder {
    /// A folder as `--dir HOST[::GUEST]` names it; the guest knows it by the same name unless told.
    public init(option: String) throws(RunError) {
        // Without Foundation there is no search for a substring; two colons are found by hand.
        let bytes = Array(option.utf8)
        let colons = bytes.indices.dropLast().first {
            bytes[$0] == UInt8(ascii: ":") && bytes[$0 + 1] == UInt8(ascii: ":")
        }
        host = String(decoding: bytes[..<(colons ?? bytes.count)], as: UTF8.self)
        guest = colons.map { String(decoding: bytes[($0 + 2)...], as: UTF8.self) } ?? host
        guard !host.isEmpty, !guest.isEmpty else {
            throw RunError("--dir \(option): say --dir HOST or --dir HOST::GUEST, such as --dir notes::/notes")
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
