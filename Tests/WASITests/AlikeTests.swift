import Testing

@testable import WASI

/// The same random calls on each file system give the same answers.
@Suite struct AlikeTests {
    static let paths = [
        "a", "b", "c", "a/b", "a/c", "b/a", "a/b/c", "l", "l/a", "m", "m/b", "a/../b", "a/..", "..", "../a", ".", "a/",
        "b/", "l/", "a/.", "a//b", "./a", "a/b/../../c", "b/../l", "l/..", "c/a", "a/l", "a/l/b", "m/", "/a", "a/./l",
        "l/./", "m/..",
    ]
    static let targets = ["a", "b", "..", "../b", "a/b", "l", "m", "./c", "c/", "../..", "b/.", "a/l"]

    @Test(arguments: 1...12) func randomCallsAnswerAlike(_ seed: UInt64) throws {
        let trees = try TreeKind.allCases.map { try $0.make() }
        let random = SeededRandom(seed: seed)
        func pick(_ count: Int) -> Int {
            var value: UInt32 = 0
            withUnsafeMutableBytes(of: &value) { random.fill($0) }
            return Int(value) % count
        }
        for index in 0..<2000 {
            let call = Call(
                kind: pick(11), path: Self.paths[pick(Self.paths.count)], other: Self.paths[pick(Self.paths.count)],
                target: Self.targets[pick(Self.targets.count)], follow: pick(2) == 0,
                options: OpenOptions(rawValue: UInt16(pick(64))))
            let answers = trees.map(call.answer)
            guard Set(answers).count == 1 else {
                let each = zip(TreeKind.allCases, answers).map { "\($0): \($1)" }
                Issue.record("call \(index) of seed \(seed), \(call): \(each)")
                return
            }
        }
    }
}

extension AlikeTests {
    /// The same, when a new overlay is laid over the old tree every hundred calls: what is read, changed and deleted lies in all of
    /// the layers.
    @Test(arguments: 1...8) func randomCallsAnswerAlikeThroughLayers(_ seed: UInt64) throws {
        let plain = try TreeKind.hostKernel.make()
        var layered: [Tree] = try [TreeKind.memory, .hostWalk, .mounted].map { try $0.make() }
        let random = SeededRandom(seed: seed &* 77)
        func pick(_ count: Int) -> Int {
            var value: UInt32 = 0
            withUnsafeMutableBytes(of: &value) { random.fill($0) }
            return Int(value) % count
        }
        for index in 0..<1200 {
            if index % 100 == 99 {
                layered = try layered.map { Tree(try OverlayFileSystem($0.fileSystem), folder: $0.folder) }
            }
            let call = Call(
                kind: pick(11), path: Self.paths[pick(Self.paths.count)], other: Self.paths[pick(Self.paths.count)],
                target: Self.targets[pick(Self.targets.count)], follow: pick(2) == 0,
                options: OpenOptions(rawValue: UInt16(pick(64))), countsLinks: false)
            let expected = call.answer(plain)
            let answers = layered.map(call.answer)
            guard answers.allSatisfy({ $0 == expected }) else {
                Issue.record("call \(index) of seed \(seed), \(call): \(expected), but \(answers)")
                return
            }
        }
    }
}

struct Call {
    var kind: Int
    var path: String
    var other: String
    var target: String
    var follow: Bool
    var options: OpenOptions
    /// Copying up parts hard links, as it does in the system's own overlays.
    var countsLinks = true

    /// What the call gives, as far as file systems must agree about it.
    func answer(_ tree: Tree) -> String {
        do {
            switch kind {
            case 0: try tree.makeFolder(path)
            case 1: try tree.removeFolder(path)
            case 2: try tree.remove(path)
            case 3: try tree.rename(path, other)
            case 4: try tree.link(path, other, follow: follow)
            case 5: try tree.symlink(target, path)
            case 6: return try tree.readlink(path)
            case 7: return describe(try tree.status(path, follow: follow))
            case 8:
                try tree.root.setTimes(
                    of: GuestPath(path), follow: follow, access: .set(nanoseconds: 1000),
                    modification: .set(nanoseconds: 2000))
            default:
                switch try tree.root.open(GuestPath(path), follow: follow, options: options) {
                case .folder(let folder):
                    var names: [String] = []
                    try folder.list(from: 0) {
                        names.append("\(String(decoding: $0.name, as: UTF8.self)) \($0.type)")
                        return true
                    }
                    return names.sorted().joined(separator: ", ")
                case .file(let file):
                    if options.contains(.write) {
                        try Array("xyz".utf8).withUnsafeBytes { _ = try file.write($0, at: 1) }
                    }
                    return describe(try file.status())
                }
            }
            return "done"
        } catch {
            return "\(error)"
        }
    }

    private func describe(_ status: FileStatus) -> String {
        // A folder's size and number of names are the file system's own affair.
        if status.type == .directory { return "folder" }
        let text = "\(status.type) \(status.size)"
        return countsLinks ? "\(text) \(status.linkCount)" : text
    }
}
