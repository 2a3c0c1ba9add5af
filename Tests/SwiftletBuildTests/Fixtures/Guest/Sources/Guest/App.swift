/// Uses all that a program has without importing anything.
@main
struct App {
    static func main() {
        print(1, "a", separator: ", ")
        print(1, 2.5, true, "four" as Substring, "五" as Character, UInt8(6), separator: "|", terminator: "!\n")
        print()
        print([1, 2, 3])
        print(["x"])
        let some: Int? = 3
        let none: String? = nil
        print(some)
        print("\([1.5]) \(none) \(some)")
        print("left", terminator: " ")
        print("right")
        print(Double("3.25") ?? 0, Double("1e400") ?? 0, Double("x") ?? -1, Float("0.1") ?? 0)
        print(sin(1.0), pow(2.0, 10.0), sqrt(2.0), round(-2.5))
        print("hello".contains("ell"), "a-b-c".replacing("-", with: "+"))
        print(Int128(1) << 100, UInt64.max.multipliedFullWidth(by: 3).high)
        print(CommandLine.arguments.dropFirst().joined(separator: ","))
        print(Environment["COLOUR"] ?? "no colour", Environment["NOTHING"] ?? "nothing")
        print("name?", terminator: " ")
        print("hello,", readLine() ?? "nobody")
        while let line = readLine(strippingNewline: false) { print("[\(line)]") }
        files()
        StandardError.write("to standard error\n")
        print("no newline at the end", terminator: "")
        exit(7)
    }

    static func files() {
        do throws(FileError) {
            try File("notes.txt", for: .writing).write("one\n")
            try File("./notes.txt", for: .appending).write("two\n")
            print(try File.text(of: "notes.txt"), terminator: "")
            _ = try File("missing.txt")
        } catch {
            print(error, error.code)
        }
        do throws(FileError) {
            _ = try File("../outside.txt")
        } catch {
            print("outside is refused")
        }
    }
}
