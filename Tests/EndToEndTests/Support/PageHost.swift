import Foundation
import TestTools
import Testing

/// The pages of `swiftlet page` in one browser, which starts with the first program and ends with this process: starting one costs
/// seconds, a page much less.
final class PageHost: @unchecked Sendable {
    static let chromium = PageHost(.chromium)
    static let firefox = PageHost(.firefox)

    /// Everything below belongs to who holds it: a browser runs one program at a time.
    private let lock = NSLock()
    private let browser: TestBrowser
    private var process: Process?
    private let requests = Pipe()
    private let answers = Pipe()
    private var received = Data()

    private init(_ browser: TestBrowser) { self.browser = browser }

    private struct Request: Encodable {
        struct Folder: Encodable { var host, guest: String }
        var site: String
        var input: String
        var folders: [Folder]
    }

    private struct Answer: Decodable {
        var code: Int32?
        var output, errors: Data?
        var failure: String?
    }

    /// Runs the page in a folder that `swiftlet page` wrote.
    /// - Parameter folder: the host's folder that the guest sees as `/data`, if it sees one.
    func run(site: URL, input: String, folder: URL?) throws -> Finished {
        let folders = folder.map { [Request.Folder(host: $0.path, guest: "/data")] } ?? []
        let request = try JSONEncoder().encode(Request(site: site.path, input: input, folders: folders))
        let line = try lock.withLock {
            try start()
            try requests.fileHandleForWriting.write(contentsOf: request + Data("\n".utf8))
            return try #require(nextLine(), "the driver of \(browser) has ended")
        }
        let answer = try JSONDecoder().decode(Answer.self, from: line)
        if let failure = answer.failure { throw Program.Failure(description: "\(browser): \(failure)") }
        return Finished(
            output: String(decoding: answer.output ?? Data(), as: UTF8.self),
            errors: String(decoding: answer.errors ?? Data(), as: UTF8.self), code: answer.code ?? -1)
    }

    private func start() throws {
        guard process == nil else { return }
        let process = Process()
        process.executableURL = Tools.find("node")
        process.arguments = [
            Tools.programs.appending(path: "Hosts/page-host.mjs").path, try #require(browser.program),
        ]
        process.standardInput = requests
        process.standardOutput = answers
        try process.run()
        self.process = process
    }

    private func nextLine() -> Data? {
        while true {
            if let end = received.firstIndex(of: 10) {
                let line = received[..<end]
                received = Data(received[(end + 1)...])
                return Data(line)
            }
            let more = answers.fileHandleForReading.availableData
            if more.isEmpty { return nil }
            received += more
        }
    }
}
