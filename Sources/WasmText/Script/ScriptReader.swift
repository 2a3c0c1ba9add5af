import WasmBinary

/// Reads the commands of a script.
struct ScriptReader {
    var cursor: Cursor
    private let lines: LineTable
    /// Commands within threads, threads within threads: scripts have few.
    private static let maximumDepth = 100

    init(_ source: SourceText) throws(TextError) {
        cursor = Cursor(source, try Lexer.tokens(of: source))
        lines = LineTable(source)
    }

    mutating func script() throws(TextError) -> [ScriptCommand] {
        if let module = try inlineModule() { return [module] }
        var commands: [ScriptCommand] = []
        while cursor.token.kind != .end { commands.append(try command(depth: 0)) }
        return commands
    }

    /// A script that has no command, but the fields of a module.
    private mutating func inlineModule() throws(TextError) -> ScriptCommand? {
        let fields: [StaticString] = [
            "type", "rec", "import", "func", "table", "memory", "global", "tag", "export", "start", "elem", "data",
        ]
        guard fields.contains(where: { cursor.isAt(list: $0) }) else { return nil }
        let position = position
        let text = try TextModule(wholeText: &cursor)
        return ScriptCommand(position: position, kind: .module(ScriptModule(position: position, text: text)))
    }

    private var position: TextPosition { lines.position(of: cursor.token.range.lowerBound) }

    private mutating func command(depth: Int) throws(TextError) -> ScriptCommand {
        let position = position
        let opening = cursor.token
        try cursor.expectOpen("a command, such as (module …) or (assert_return …)")
        let token = cursor.token
        guard token.kind == .keyword else { throw cursor.unexpected("the name of a command") }
        cursor.advance()
        let kind: ScriptCommand.Kind
        switch cursor.text(token) {
        case "module":
            kind = try module(position, opening)
        case "register":
            let name = try cursor.name("a name in quotation marks")
            kind = .register(name: name, instance: try optionalName())
            try cursor.expectClose()
        case "invoke":
            kind = .action(try invoke())
        case "get":
            kind = .action(try get())
        case "thread":
            kind = try thread(token, depth: depth)
        case "wait":
            kind = .wait(thread: try name("the name of a thread"))
            try cursor.expectClose()
        default:
            kind = try assertion(token)
            try cursor.expectClose()
        }
        return ScriptCommand(position: position, kind: kind)
    }

    private mutating func thread(_ token: Token, depth: Int) throws(TextError) -> ScriptCommand.Kind {
        guard depth < Self.maximumDepth else {
            throw cursor.error("threads are nested too deeply: at most \(Self.maximumDepth) are possible", at: token)
        }
        let name = try name("the name of the thread")
        var shared: [String] = []
        while cursor.take(list: "shared") {
            guard cursor.take(list: "module") else { throw cursor.unexpected("(module …)") }
            shared.append(try self.name("the name of a module"))
            try cursor.expectClose()
            try cursor.expectClose()
        }
        var commands: [ScriptCommand] = []
        while cursor.token.kind != .close { commands.append(try command(depth: depth + 1)) }
        cursor.advance()
        return .thread(name: name, shared: shared, commands: commands)
    }

    // MARK: Modules

    /// What comes behind `(module`.
    private mutating func module(_ position: TextPosition, _ opening: Token) throws(TextError) -> ScriptCommand.Kind {
        if cursor.take("instance") {
            let name = try optionalName()
            let module = try optionalName()
            try cursor.expectClose()
            return .instance(name: name, module: module)
        }
        let isDefinition = cursor.take("definition")
        let module = try moduleText(position, opening)
        return isDefinition ? .definition(module) : .module(module)
    }

    private mutating func moduleText(_ position: TextPosition, _ opening: Token) throws(TextError) -> ScriptModule {
        var ahead = cursor
        let name = try ahead.identifier()?.text
        return ScriptModule(
            name: name, position: position, text: try TextModule(behindKeyword: &cursor, opening: opening))
    }

    /// A module in parentheses.
    private mutating func moduleArgument() throws(TextError) -> ScriptModule {
        let position = position
        let opening = cursor.token
        guard cursor.take(list: "module") else { throw cursor.unexpected("(module …)") }
        _ = cursor.take("definition")
        return try moduleText(position, opening)
    }

    // MARK: Actions

    private mutating func action() throws(TextError) -> ScriptAction {
        if cursor.take(list: "invoke") { return try invoke() }
        if cursor.take(list: "get") { return try get() }
        throw cursor.unexpected("(invoke …) or (get …)")
    }

    private mutating func invoke() throws(TextError) -> ScriptAction {
        let instance = try optionalName()
        let function = try cursor.name("the name of an exported function, in quotation marks")
        var arguments: [ScriptValue] = []
        while cursor.token.kind != .close { arguments.append(try value()) }
        cursor.advance()
        return .invoke(instance: instance, function: function, arguments: arguments)
    }

    private mutating func get() throws(TextError) -> ScriptAction {
        let instance = try optionalName()
        let global = try cursor.name("the name of an exported global, in quotation marks")
        try cursor.expectClose()
        return .get(instance: instance, global: global)
    }

    // MARK: Assertions

    private mutating func assertion(_ token: Token) throws(TextError) -> ScriptCommand.Kind {
        switch cursor.text(token) {
        case "assert_return":
            let action = try action()
            var patterns: [ScriptPattern] = []
            while cursor.token.kind != .close { patterns.append(try pattern()) }
            return .assertReturn(action, patterns)
        case "assert_trap":
            guard cursor.isAt(list: "module") else { return .assertTrap(try action(), message: try message()) }
            return .assertUninstantiable(try moduleArgument(), message: try message())
        case "assert_exhaustion":
            return .assertExhaustion(try action(), message: try message())
        case "assert_exception":
            return .assertException(try action())
        case "assert_unlinkable":
            return .assertUnlinkable(try moduleArgument(), message: try message())
        case "assert_invalid":
            return .assertInvalid(try moduleArgument(), message: try message())
        case "assert_malformed":
            return .assertMalformed(try moduleArgument(), message: try message())
        case "assert_invalid_custom":
            return .assertInvalidCustom(try moduleArgument(), message: try message())
        case "assert_malformed_custom":
            return .assertMalformedCustom(try moduleArgument(), message: try message())
        default:
            let names = [
                "module", "register", "invoke", "get", "thread", "wait", "assert_return", "assert_trap",
                "assert_exhaustion", "assert_exception", "assert_unlinkable", "assert_invalid", "assert_malformed",
                "assert_invalid_custom", "assert_malformed_custom",
            ]
            let hint = Suggestion.closest(to: cursor.text(token), among: names).map { "; did you mean \($0)?" } ?? ""
            throw cursor.error("unknown command \(cursor.shown(token))\(hint)", at: token)
        }
    }

    private mutating func message() throws(TextError) -> String { try cursor.name("the message that is expected") }

    // MARK: Names

    private mutating func optionalName() throws(TextError) -> String? { try cursor.identifier()?.text }

    private mutating func name(_ what: String) throws(TextError) -> String {
        guard let name = try optionalName() else { throw cursor.unexpected(what) }
        return name
    }
}
