/// A script of the official test suite's form (`.wast`): modules, calls of them, and what is asserted about both.
public struct Script: Sendable {
    public let commands: [ScriptCommand]

    /// Reads a script. Modules in it are found, but not read: what is wrong in one is the business of the command that it is in.
    ///
    /// A text that has the fields of a module and no command is a script with one module.
    ///
    /// - Throws: ``TextError`` with the first place that does not follow the form of scripts.
    public init(parsing source: [UInt8]) throws(TextError) {
        var reader = try ScriptReader(SourceText(source))
        commands = try reader.script()
    }

    /// The same for a string.
    public init(parsing source: String) throws(TextError) { try self.init(parsing: Array(source.utf8)) }
}

/// One command of a script.
public struct ScriptCommand: Sendable {
    /// Where its parenthesis stands.
    public var position: TextPosition
    public var kind: Kind

    public enum Kind: Sendable {
        /// `(module …)`: define a module and make an instance of it.
        case module(ScriptModule)
        /// `(module definition …)`: only define it.
        case definition(ScriptModule)
        /// `(module instance $I $M)`: make an instance of a module that was defined, by default of the last one.
        case instance(name: String?, module: String?)
        /// `(register "name" $I)`: let modules import from an instance by a name, by default from the last one.
        case register(name: String, instance: String?)
        case action(ScriptAction)
        case assertReturn(ScriptAction, [ScriptPattern])
        case assertTrap(ScriptAction, message: String)
        case assertExhaustion(ScriptAction, message: String)
        case assertException(ScriptAction)
        /// `(assert_trap (module …) "…")`: instantiation traps.
        case assertUninstantiable(ScriptModule, message: String)
        case assertUnlinkable(ScriptModule, message: String)
        case assertInvalid(ScriptModule, message: String)
        case assertMalformed(ScriptModule, message: String)
        /// The same of custom sections and annotations, which engines need not check.
        case assertInvalidCustom(ScriptModule, message: String)
        case assertMalformedCustom(ScriptModule, message: String)
        /// `(thread $T (shared (module $M)) …)`: run commands on another thread, which sees the shared modules.
        case thread(name: String, shared: [String], commands: [ScriptCommand])
        /// `(wait $T)`: until the thread has come to its end.
        case wait(thread: String)
    }
}

/// A module in a script.
public struct ScriptModule: Sendable {
    /// Its identifier, without the dollar sign.
    public var name: String?
    public var position: TextPosition
    let text: TextModule

    /// How it is given.
    public enum Form: Sendable {
        case text
        /// Text in strings, whose places count from the start of the strings' contents.
        case quote
        /// The bytes of the binary format in strings.
        case binary
    }

    public var form: Form {
        switch text.form {
        case .fields: .text
        case .quote: .quote
        case .binary: .binary
        }
    }

    /// The module in the binary format; of a binary one the bytes as given, which need not be a module.
    ///
    /// - Throws: ``TextError`` if its text is malformed.
    public func encode() throws(TextError) -> [UInt8] { try text.encode() }
}

/// What a script does with an instance; without a name, with the last one.
public enum ScriptAction: Sendable {
    case invoke(instance: String?, function: String, arguments: [ScriptValue])
    case get(instance: String?, global: String)
}
