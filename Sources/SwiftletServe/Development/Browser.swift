import SwiftletBuild

/// The person's own browser.
public enum Browser {
    /// Opens an address in it; false if there is none.
    public static func open(_ address: String) -> Bool {
        #if os(macOS)
            let programs = ["open"]
        #else
            let programs = ["xdg-open", "wslview"]
        #endif
        guard let program = programs.first(where: { Command.find($0) != nil }) else { return false }
        var command = Command(program, [address])
        command.timeLimit = .seconds(10)
        return (try? command.capture())?.status.isSuccess ?? false
    }
}
