import WasmText

extension Script {
    /// The commands, those of threads included.
    package var allCommands: [ScriptCommand] {
        func all(_ commands: [ScriptCommand]) -> [ScriptCommand] {
            commands.flatMap { command -> [ScriptCommand] in
                guard case .thread(_, _, let inner) = command.kind else { return [command] }
                return [command] + all(inner)
            }
        }
        return all(commands)
    }
}

extension ScriptCommand {
    /// The module that the command takes for valid.
    package var validModule: ScriptModule? {
        switch kind {
        case .module(let module), .definition(let module), .assertUnlinkable(let module, _),
            .assertUninstantiable(let module, _):
            module
        default: nil
        }
    }
}
