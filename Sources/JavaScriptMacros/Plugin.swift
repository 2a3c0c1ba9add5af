// The compiler's side of `@JS` and `@JSImport`: a program that the compiler starts and asks, by messages of JSON on standard input and
// output, each after its length in eight bytes, the lowest first. The protocol is the compiler's own; swift-syntax, which is the usual way to
// speak it, takes minutes to build.

#if canImport(Darwin)
import Darwin
#elseif canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

@main
enum Plugin {
    static func main() {
        while let message = readMessage() {
            guard let request = JSON(parsing: message) else { exit(1) }
            writeMessage(Array(answer(to: request).utf8))
        }
    }

    private static func answer(to request: JSON) -> String {
        if request["getCapability"] != nil {
            return #"{"getCapabilityResult":{"capability":{"protocolVersion":7,"features":[]}}}"#
        }
        guard let request = request["expandAttachedMacro"], let declaration = request["declSyntax"],
            let source = declaration["source"]?.string
        else {
            return #"{"expandMacroResult":{"expandedSource":null,"diagnostics":[]}}"#
        }
        let expansion = Expansion(
            source: source, attribute: request["attributeSyntax"]?["source"]?.string ?? "", role: request["macroRole"]?.string ?? "",
            isNested: !(request["lexicalContext"]?.array ?? []).isEmpty)
        do throws(SignatureError) {
            let text: String
            switch request["macro"]?["typeName"]?.string {
            case "JSImport": text = try expansion.importing()
            default: text = try expansion.exporting()
            }
            return #"{"expandMacroResult":{"expandedSource":\#(JSON.quoted(text)),"diagnostics":[]}}"#
        } catch {
            return failure(error, in: declaration)
        }
    }

    private static func failure(_ error: SignatureError, in declaration: JSON) -> String {
        let file = declaration["location"]?["fileName"]?.string ?? ""
        var start = 0
        if case .number(let offset)? = declaration["location"]?["offset"] { start = Int(offset) }
        let position = #"{"fileName":\#(JSON.quoted(file)),"offset":\#(start + error.offset)}"#
        let diagnostic =
            #"{"message":\#(JSON.quoted(error.message)),"severity":"error","position":\#(position),"highlights":[],"notes":[],"fixIts":[]}"#
        return #"{"expandMacroResult":{"expandedSource":null,"diagnostics":[\#(diagnostic)]}}"#
    }

    // MARK: - Messages

    private static func readMessage() -> [UInt8]? {
        guard let header = readBytes(8) else { return nil }
        return readBytes(header.reversed().reduce(0) { $0 << 8 | Int($1) })
    }

    private static func readBytes(_ count: Int) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: count)
        var position = 0
        while position < count {
            let result = bytes.withUnsafeMutableBytes { read(0, $0.baseAddress! + position, count - position) }
            if result < 0, errno == EINTR { continue }
            guard result > 0 else { return nil }
            position += result
        }
        return bytes
    }

    private static func writeMessage(_ text: [UInt8]) {
        let bytes = (0..<8).map { UInt8(truncatingIfNeeded: text.count >> ($0 * 8)) } + text
        var position = 0
        while position < bytes.count {
            let result = bytes.withUnsafeBytes { write(1, $0.baseAddress! + position, bytes.count - position) }
            if result < 0, errno == EINTR { continue }
            guard result > 0 else { exit(1) }
            position += result
        }
    }
}
