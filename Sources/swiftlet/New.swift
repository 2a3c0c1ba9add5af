import ArgumentParser
import SwiftletBuild

struct New: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Make a package that builds at once.",
        discussion: """
            The package goes into a new folder of this one.

              swiftlet new Hello                       a program: it starts, prints, ends
              swiftlet new Sums --template reactor     functions that a host calls by name
            """)

    @Option(help: ArgumentHelp("What to start from: command or reactor.", valueName: "template"))
    var template = PackageTemplate.command

    @Argument(help: "The package's name, and its folder's.")
    var name: String

    func run() throws {
        _ = try template.create(name: name, in: Files.currentFolder())
        print("Made the package \(name). Now:")
        switch template {
        case .command:
            print("  swiftlet run \(name)")
        case .reactor:
            print("  swiftlet run --invoke add \(name) 2 3")
        }
    }
}

extension PackageTemplate: ExpressibleByArgument {}
