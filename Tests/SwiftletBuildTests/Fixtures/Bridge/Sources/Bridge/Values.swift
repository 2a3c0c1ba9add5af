import JavaScript

// Each type, there and back.

@JS func echoBool(_ value: Bool) -> Bool { value }
@JS func echoInt8(_ value: Int8) -> Int8 { value }
@JS func echoInt16(_ value: Int16) -> Int16 { value }
@JS func echoInt32(_ value: Int32) -> Int32 { value }
@JS func echoInt64(_ value: Int64) -> Int64 { value }
@JS func echoInt(_ value: Int) -> Int { value }
@JS func echoUInt8(_ value: UInt8) -> UInt8 { value }
@JS func echoUInt16(_ value: UInt16) -> UInt16 { value }
@JS func echoUInt32(_ value: UInt32) -> UInt32 { value }
@JS func echoUInt64(_ value: UInt64) -> UInt64 { value }
@JS func echoUInt(_ value: UInt) -> UInt { value }
@JS func echoFloat(_ value: Float) -> Float { value }
@JS func echoDouble(_ value: Double) -> Double { value }
@JS func echoString(_ value: String) -> String { value }

@JS func echoBytes(_ value: [UInt8]) -> [UInt8] { value }
@JS func echoInt8s(_ value: [Int8]) -> [Int8] { value }
@JS func echoUInt16s(_ value: [UInt16]) -> [UInt16] { value }
@JS func echoInts(_ value: [Int]) -> [Int] { value }
@JS func echoInt64s(_ value: [Int64]) -> [Int64] { value }
@JS func echoFloats(_ value: [Float]) -> [Float] { value }
@JS func echoDoubles(_ value: [Double]) -> [Double] { value }
@JS func echoBools(_ value: [Bool]) -> [Bool] { value }
@JS func echoStrings(_ value: [String]) -> [String] { value }
@JS func echoNested(_ value: [[String]]) -> [[String]] { value }

@JS func echoOptionalInt(_ value: Int?) -> Int? { value }
@JS func echoOptionalString(_ value: String?) -> String? { value }
@JS func echoOptionals(_ value: [Double?]) -> [Double?] { value }
@JS func echoOptionalArray(_ value: [Int]?) -> [Int]? { value }

/// A place on a plane.
@JS struct Point: Equatable {
    /// To the right.
    var x: Double
    var y = 0.5
    var label: String?
    static let origin = Point(x: 0, y: 0, label: nil)
    var length: Double { (x * x + y * y).squareRoot() }
    func moved(by distance: Double) -> Point { Point(x: x + distance, y: y, label: label) }
}

@JS struct Path {
    var points: [Point]; var isClosed: Bool
}

@JS enum Direction: String { case north, south = "SOUTH", east, west }
@JS enum Level: Int { case low = -1, middle, high = 10, highest }
@JS enum Plain { case one, two }
@JS enum Shape {
    case circle(center: Point, radius: Double)
    case polygon([Point])
    case line(Point, Point)
    case nothing
}

@JS func echoPoint(_ value: Point) -> Point { value }
@JS func echoPath(_ value: Path) -> Path { value }
@JS func echoDirection(_ value: Direction) -> Direction { value }
@JS func echoLevel(_ value: Level) -> Level { value }
@JS func echoPlain(_ value: Plain?) -> Plain? { value }
@JS func echoShape(_ value: Shape) -> Shape { value }
@JS func echoShapes(_ value: [Shape?]) -> [Shape?] { value }
@JS func rawLevel(_ value: Level) -> Int { value.rawValue }
@JS func pointLength(_ value: Point) -> Double { value.length }

/// Joins several values of different kinds.
///
/// - Parameters:
///   - count: How many.
///   - of: What.
/// - Returns: All of it.
@JS func describe(count: Int, of name: String, isBig: Bool, ratio: Double, tags: [String] = []) -> String {
    "\(count) \(name) \(isBig) \(Int(ratio * 100)) \(tags.joined(separator: "|"))"
}

// Names that mean something to JavaScript or to the glue.
@JS func take(_ class: String, from function: Int) -> String { `class` + String(function) }
@JS func `delete`(_ wasm: Int) -> Int { wasm }
