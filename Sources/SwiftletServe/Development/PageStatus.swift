import SwiftletBuild

/// What the pages must know: which version the server has, and how the last build went.
final class PageStatus: Sendable {
    enum Phase: Equatable, Sendable {
        case building
        case ready
        case failed(BuildFailure)
    }

    private struct State {
        var phase: Phase
        var number = 0
    }

    /// Pages of an earlier run of the server must not take theirs for ours.
    private let run = String(UInt64.random(in: 0 ... .max), radix: 36)
    private let state: Lock<State>

    init(_ phase: Phase) { state = Lock(State(phase: phase)) }

    var phase: Phase { state.withLock { $0.phase } }

    /// Names what the server has; another name, another page.
    var version: String { state.withLock { "\(run)-\($0.number)" } }

    /// Takes note of a new phase and gives the event that tells the pages.
    ///
    /// - Parameter isNew: whether pages must be loaded again.
    func change(to phase: Phase, isNew: Bool = false) -> [UInt8] {
        state.withLock { state in
            state.phase = phase
            if isNew { state.number += 1 }
        }
        return event
    }

    /// The present state as a server-sent event.
    var event: [UInt8] {
        let (phase, number) = state.withLock { ($0.phase, $0.number) }
        var json = "{\"version\":\(JSON.quoted("\(run)-\(number)")),"
        switch phase {
        case .building: json += "\"phase\":\"building\"}"
        case .ready: json += "\"phase\":\"ready\"}"
        case .failed(let failure): json += "\"phase\":\"failed\"," + failure.jsonMembers + "}"
        }
        return Array("retry: 500\nevent: state\ndata: \(json)\n\n".utf8)
    }

    /// Why there is nothing to show yet.
    var explanation: [String] {
        switch phase {
        case .building: ["It is being built. This page reloads when it is done."]
        case .ready: ["It was built, and has gone since. Save a source file to build it again."]
        case .failed(let failure):
            ["The build failed:"] + failure.text.split(separator: "\n").prefix(20).map(String.init)
        }
    }
}
