import ArgumentParser
import SwiftletRun

struct Doctor: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show which tools are here, what each is for, and how to get what is missing.",
        discussion: """
            Exits with 1 if something is missing without which nothing can be built; the rest is optional.
            """)

    func run() throws {
        let diagnosis = Diagnosis()
        print(diagnosis.text(style: .standardOutput))
        if !diagnosis.canBuild { throw ExitCode.failure }
    }
}
