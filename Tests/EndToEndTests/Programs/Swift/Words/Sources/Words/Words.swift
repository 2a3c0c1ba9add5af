/// Counts the words of files and of standard input, and writes what it found into another file.
@main
struct Words {
    static func main() {
        let arguments = CommandLine.arguments.dropFirst()
        guard let folder = arguments.first else {
            StandardError.write("usage: Words FOLDER FILE...\n")
            exit(64)
        }
        var index = Index()
        while let line = readLine() { index.add(line) }
        for name in arguments.dropFirst() {
            do throws(FileError) {
                index.add(try File.text(of: "\(folder)/\(name)"))
            } catch {
                StandardError.write("\(name): \(error)\n")
                index.missing.append(name)
            }
        }
        let report = index.report()
        print(report, terminator: "")
        do throws(FileError) {
            try File("\(folder)/report.txt", for: .writing).write(report)
        } catch {
            print("no report: \(error)")
        }
        shapes()
        print(Environment["LANGUAGE"] ?? "no language")
        exit(Int32(index.missing.count))
    }

    /// Classes, generics, enumerations with values, closures, arithmetic that overflows on purpose.
    static func shapes() {
        let shapes: [Shape] = [Square(side: 3), Circle(radius: 2), Square(side: 0.5)]
        print(shapes.map { $0.area }.reduce(0, +), shapes.map { $0.name }.joined(separator: " "))
        var random = Generator(state: 42)
        var numbers = (0..<1000).map { _ in Int(random.next() % 10_000) }
        numbers.sort(by: >)
        print(numbers[0], numbers[999], numbers.filter { $0 % 7 == 0 }.count, Int8.max &+ 1, 7.quotientAndRemainder(dividingBy: -2).remainder)
        print(Array("e\u{301}a🇨🇳👨‍👩‍👧".unicodeScalars).count, "e\u{301}a🇨🇳👨‍👩‍👧".count, "Straße".uppercased(), "ÀÉ".lowercased())
        var stack = Stack<Token>()
        for token: Token in [.number(6), .number(7), .operation("*"), .number(2), .operation("-")] {
            if case .operation(let name) = token, case .number(let b)? = stack.pop(), case .number(let a)? = stack.pop() {
                stack.push(.number(name == "*" ? a * b : a - b))
            } else {
                stack.push(token)
            }
        }
        if case .number(let result)? = stack.pop() { print("= \(result)") }
    }
}

struct Index {
    private var counts: [String: Int] = [:]
    var missing: [String] = []

    mutating func add(_ text: String) {
        for word in text.split(whereSeparator: { !$0.isLetter }) { counts[word.lowercased(), default: 0] += 1 }
    }

    func report() -> String {
        counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { "\($0.value) \($0.key)\n" }.joined()
    }
}

class Shape {
    var area: Double { 0 }
    var name: String { "shape" }
}

final class Square: Shape {
    let side: Double
    init(side: Double) { self.side = side }
    override var area: Double { side * side }
    override var name: String { "square" }
}

final class Circle: Shape {
    let radius: Double
    init(radius: Double) { self.radius = radius }
    override var area: Double { radius * radius * .pi }
    override var name: String { "circle" }
}

enum Token {
    case number(Double)
    case operation(String)
}

struct Stack<Element> {
    private var elements: [Element] = []
    mutating func push(_ element: Element) { elements.append(element) }
    mutating func pop() -> Element? { elements.popLast() }
}

struct Generator {
    var state: UInt64
    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state >> 33
    }
}
