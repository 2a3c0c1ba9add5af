import JavaScript

// Each type in every direction: to Swift and back, through a function that Swift imports, through a function that JavaScript gives, and through a
// closure of Swift's.

/// A tree; what it holds is of its own kind.
@JS indirect enum Tree {
    case leaf(Int)
    case node(left: Tree, right: Tree)
    case forest([Tree])
}

@JS struct Folder {
    var name: String
    var folders: [Folder]
}

@JSImport("test.bounce") func bounceBool(_ value: Bool) -> Bool
@JS func importBool(_ value: Bool) -> Bool { bounceBool(value) }
@JS func handBool(_ value: Bool, _ function: (Bool) -> Bool) -> Bool { function(value) }
@JS func closureBool() -> (Bool) -> Bool { { $0 } }
@JSImport("test.bounce") func bounceInt8(_ value: Int8) -> Int8
@JS func importInt8(_ value: Int8) -> Int8 { bounceInt8(value) }
@JS func handInt8(_ value: Int8, _ function: (Int8) -> Int8) -> Int8 { function(value) }
@JS func closureInt8() -> (Int8) -> Int8 { { $0 } }
@JSImport("test.bounce") func bounceInt16(_ value: Int16) -> Int16
@JS func importInt16(_ value: Int16) -> Int16 { bounceInt16(value) }
@JS func handInt16(_ value: Int16, _ function: (Int16) -> Int16) -> Int16 { function(value) }
@JS func closureInt16() -> (Int16) -> Int16 { { $0 } }
@JSImport("test.bounce") func bounceInt32(_ value: Int32) -> Int32
@JS func importInt32(_ value: Int32) -> Int32 { bounceInt32(value) }
@JS func handInt32(_ value: Int32, _ function: (Int32) -> Int32) -> Int32 { function(value) }
@JS func closureInt32() -> (Int32) -> Int32 { { $0 } }
@JSImport("test.bounce") func bounceInt64(_ value: Int64) -> Int64
@JS func importInt64(_ value: Int64) -> Int64 { bounceInt64(value) }
@JS func handInt64(_ value: Int64, _ function: (Int64) -> Int64) -> Int64 { function(value) }
@JS func closureInt64() -> (Int64) -> Int64 { { $0 } }
@JSImport("test.bounce") func bounceInt(_ value: Int) -> Int
@JS func importInt(_ value: Int) -> Int { bounceInt(value) }
@JS func handInt(_ value: Int, _ function: (Int) -> Int) -> Int { function(value) }
@JS func closureInt() -> (Int) -> Int { { $0 } }
@JSImport("test.bounce") func bounceUInt8(_ value: UInt8) -> UInt8
@JS func importUInt8(_ value: UInt8) -> UInt8 { bounceUInt8(value) }
@JS func handUInt8(_ value: UInt8, _ function: (UInt8) -> UInt8) -> UInt8 { function(value) }
@JS func closureUInt8() -> (UInt8) -> UInt8 { { $0 } }
@JSImport("test.bounce") func bounceUInt16(_ value: UInt16) -> UInt16
@JS func importUInt16(_ value: UInt16) -> UInt16 { bounceUInt16(value) }
@JS func handUInt16(_ value: UInt16, _ function: (UInt16) -> UInt16) -> UInt16 { function(value) }
@JS func closureUInt16() -> (UInt16) -> UInt16 { { $0 } }
@JSImport("test.bounce") func bounceUInt32(_ value: UInt32) -> UInt32
@JS func importUInt32(_ value: UInt32) -> UInt32 { bounceUInt32(value) }
@JS func handUInt32(_ value: UInt32, _ function: (UInt32) -> UInt32) -> UInt32 { function(value) }
@JS func closureUInt32() -> (UInt32) -> UInt32 { { $0 } }
@JSImport("test.bounce") func bounceUInt64(_ value: UInt64) -> UInt64
@JS func importUInt64(_ value: UInt64) -> UInt64 { bounceUInt64(value) }
@JS func handUInt64(_ value: UInt64, _ function: (UInt64) -> UInt64) -> UInt64 { function(value) }
@JS func closureUInt64() -> (UInt64) -> UInt64 { { $0 } }
@JSImport("test.bounce") func bounceUInt(_ value: UInt) -> UInt
@JS func importUInt(_ value: UInt) -> UInt { bounceUInt(value) }
@JS func handUInt(_ value: UInt, _ function: (UInt) -> UInt) -> UInt { function(value) }
@JS func closureUInt() -> (UInt) -> UInt { { $0 } }
@JSImport("test.bounce") func bounceFloat(_ value: Float) -> Float
@JS func importFloat(_ value: Float) -> Float { bounceFloat(value) }
@JS func handFloat(_ value: Float, _ function: (Float) -> Float) -> Float { function(value) }
@JS func closureFloat() -> (Float) -> Float { { $0 } }
@JSImport("test.bounce") func bounceDouble(_ value: Double) -> Double
@JS func importDouble(_ value: Double) -> Double { bounceDouble(value) }
@JS func handDouble(_ value: Double, _ function: (Double) -> Double) -> Double { function(value) }
@JS func closureDouble() -> (Double) -> Double { { $0 } }
@JSImport("test.bounce") func bounceString(_ value: String) -> String
@JS func importString(_ value: String) -> String { bounceString(value) }
@JS func handString(_ value: String, _ function: (String) -> String) -> String { function(value) }
@JS func closureString() -> (String) -> String { { $0 } }
@JSImport("test.bounce") func bounceBytes(_ value: [UInt8]) -> [UInt8]
@JS func importBytes(_ value: [UInt8]) -> [UInt8] { bounceBytes(value) }
@JS func handBytes(_ value: [UInt8], _ function: ([UInt8]) -> [UInt8]) -> [UInt8] { function(value) }
@JS func closureBytes() -> ([UInt8]) -> [UInt8] { { $0 } }
@JSImport("test.bounce") func bounceInt8s(_ value: [Int8]) -> [Int8]
@JS func importInt8s(_ value: [Int8]) -> [Int8] { bounceInt8s(value) }
@JS func handInt8s(_ value: [Int8], _ function: ([Int8]) -> [Int8]) -> [Int8] { function(value) }
@JS func closureInt8s() -> ([Int8]) -> [Int8] { { $0 } }
@JS func echoInt16s(_ value: [Int16]) -> [Int16] { value }
@JSImport("test.bounce") func bounceInt16s(_ value: [Int16]) -> [Int16]
@JS func importInt16s(_ value: [Int16]) -> [Int16] { bounceInt16s(value) }
@JS func handInt16s(_ value: [Int16], _ function: ([Int16]) -> [Int16]) -> [Int16] { function(value) }
@JS func closureInt16s() -> ([Int16]) -> [Int16] { { $0 } }
@JSImport("test.bounce") func bounceUInt16s(_ value: [UInt16]) -> [UInt16]
@JS func importUInt16s(_ value: [UInt16]) -> [UInt16] { bounceUInt16s(value) }
@JS func handUInt16s(_ value: [UInt16], _ function: ([UInt16]) -> [UInt16]) -> [UInt16] { function(value) }
@JS func closureUInt16s() -> ([UInt16]) -> [UInt16] { { $0 } }
@JS func echoInt32s(_ value: [Int32]) -> [Int32] { value }
@JSImport("test.bounce") func bounceInt32s(_ value: [Int32]) -> [Int32]
@JS func importInt32s(_ value: [Int32]) -> [Int32] { bounceInt32s(value) }
@JS func handInt32s(_ value: [Int32], _ function: ([Int32]) -> [Int32]) -> [Int32] { function(value) }
@JS func closureInt32s() -> ([Int32]) -> [Int32] { { $0 } }
@JS func echoUInt32s(_ value: [UInt32]) -> [UInt32] { value }
@JSImport("test.bounce") func bounceUInt32s(_ value: [UInt32]) -> [UInt32]
@JS func importUInt32s(_ value: [UInt32]) -> [UInt32] { bounceUInt32s(value) }
@JS func handUInt32s(_ value: [UInt32], _ function: ([UInt32]) -> [UInt32]) -> [UInt32] { function(value) }
@JS func closureUInt32s() -> ([UInt32]) -> [UInt32] { { $0 } }
@JSImport("test.bounce") func bounceInts(_ value: [Int]) -> [Int]
@JS func importInts(_ value: [Int]) -> [Int] { bounceInts(value) }
@JS func handInts(_ value: [Int], _ function: ([Int]) -> [Int]) -> [Int] { function(value) }
@JS func closureInts() -> ([Int]) -> [Int] { { $0 } }
@JS func echoUInts(_ value: [UInt]) -> [UInt] { value }
@JSImport("test.bounce") func bounceUInts(_ value: [UInt]) -> [UInt]
@JS func importUInts(_ value: [UInt]) -> [UInt] { bounceUInts(value) }
@JS func handUInts(_ value: [UInt], _ function: ([UInt]) -> [UInt]) -> [UInt] { function(value) }
@JS func closureUInts() -> ([UInt]) -> [UInt] { { $0 } }
@JSImport("test.bounce") func bounceInt64s(_ value: [Int64]) -> [Int64]
@JS func importInt64s(_ value: [Int64]) -> [Int64] { bounceInt64s(value) }
@JS func handInt64s(_ value: [Int64], _ function: ([Int64]) -> [Int64]) -> [Int64] { function(value) }
@JS func closureInt64s() -> ([Int64]) -> [Int64] { { $0 } }
@JS func echoUInt64s(_ value: [UInt64]) -> [UInt64] { value }
@JSImport("test.bounce") func bounceUInt64s(_ value: [UInt64]) -> [UInt64]
@JS func importUInt64s(_ value: [UInt64]) -> [UInt64] { bounceUInt64s(value) }
@JS func handUInt64s(_ value: [UInt64], _ function: ([UInt64]) -> [UInt64]) -> [UInt64] { function(value) }
@JS func closureUInt64s() -> ([UInt64]) -> [UInt64] { { $0 } }
@JSImport("test.bounce") func bounceFloats(_ value: [Float]) -> [Float]
@JS func importFloats(_ value: [Float]) -> [Float] { bounceFloats(value) }
@JS func handFloats(_ value: [Float], _ function: ([Float]) -> [Float]) -> [Float] { function(value) }
@JS func closureFloats() -> ([Float]) -> [Float] { { $0 } }
@JSImport("test.bounce") func bounceDoubles(_ value: [Double]) -> [Double]
@JS func importDoubles(_ value: [Double]) -> [Double] { bounceDoubles(value) }
@JS func handDoubles(_ value: [Double], _ function: ([Double]) -> [Double]) -> [Double] { function(value) }
@JS func closureDoubles() -> ([Double]) -> [Double] { { $0 } }
@JSImport("test.bounce") func bounceBools(_ value: [Bool]) -> [Bool]
@JS func importBools(_ value: [Bool]) -> [Bool] { bounceBools(value) }
@JS func handBools(_ value: [Bool], _ function: ([Bool]) -> [Bool]) -> [Bool] { function(value) }
@JS func closureBools() -> ([Bool]) -> [Bool] { { $0 } }
@JSImport("test.bounce") func bounceStrings(_ value: [String]) -> [String]
@JS func importStrings(_ value: [String]) -> [String] { bounceStrings(value) }
@JS func handStrings(_ value: [String], _ function: ([String]) -> [String]) -> [String] { function(value) }
@JS func closureStrings() -> ([String]) -> [String] { { $0 } }
@JSImport("test.bounce") func bounceNested(_ value: [[String]]) -> [[String]]
@JS func importNested(_ value: [[String]]) -> [[String]] { bounceNested(value) }
@JS func handNested(_ value: [[String]], _ function: ([[String]]) -> [[String]]) -> [[String]] { function(value) }
@JS func closureNested() -> ([[String]]) -> [[String]] { { $0 } }
@JSImport("test.bounce") func bounceOptionalInt(_ value: Int?) -> Int?
@JS func importOptionalInt(_ value: Int?) -> Int? { bounceOptionalInt(value) }
@JS func handOptionalInt(_ value: Int?, _ function: (Int?) -> Int?) -> Int? { function(value) }
@JS func closureOptionalInt() -> (Int?) -> Int? { { $0 } }
@JSImport("test.bounce") func bounceOptionalString(_ value: String?) -> String?
@JS func importOptionalString(_ value: String?) -> String? { bounceOptionalString(value) }
@JS func handOptionalString(_ value: String?, _ function: (String?) -> String?) -> String? { function(value) }
@JS func closureOptionalString() -> (String?) -> String? { { $0 } }
@JSImport("test.bounce") func bounceOptionals(_ value: [Double?]) -> [Double?]
@JS func importOptionals(_ value: [Double?]) -> [Double?] { bounceOptionals(value) }
@JS func handOptionals(_ value: [Double?], _ function: ([Double?]) -> [Double?]) -> [Double?] { function(value) }
@JS func closureOptionals() -> ([Double?]) -> [Double?] { { $0 } }
@JSImport("test.bounce") func bounceOptionalArray(_ value: [Int]?) -> [Int]?
@JS func importOptionalArray(_ value: [Int]?) -> [Int]? { bounceOptionalArray(value) }
@JS func handOptionalArray(_ value: [Int]?, _ function: ([Int]?) -> [Int]?) -> [Int]? { function(value) }
@JS func closureOptionalArray() -> ([Int]?) -> [Int]? { { $0 } }
@JS func echoTwice(_ value: Int??) -> Int?? { value }
@JSImport("test.bounce") func bounceTwice(_ value: Int??) -> Int??
@JS func importTwice(_ value: Int??) -> Int?? { bounceTwice(value) }
@JS func handTwice(_ value: Int??, _ function: (Int??) -> Int??) -> Int?? { function(value) }
@JS func closureTwice() -> (Int??) -> Int?? { { $0 } }
@JS func echoPaths(_ value: [Path]?) -> [Path]? { value }
@JSImport("test.bounce") func bouncePaths(_ value: [Path]?) -> [Path]?
@JS func importPaths(_ value: [Path]?) -> [Path]? { bouncePaths(value) }
@JS func handPaths(_ value: [Path]?, _ function: ([Path]?) -> [Path]?) -> [Path]? { function(value) }
@JS func closurePaths() -> ([Path]?) -> [Path]? { { $0 } }
@JSImport("test.bounce") func bouncePoint(_ value: Point) -> Point
@JS func importPoint(_ value: Point) -> Point { bouncePoint(value) }
@JS func handPoint(_ value: Point, _ function: (Point) -> Point) -> Point { function(value) }
@JS func closurePoint() -> (Point) -> Point { { $0 } }
@JSImport("test.bounce") func bouncePath(_ value: Path) -> Path
@JS func importPath(_ value: Path) -> Path { bouncePath(value) }
@JS func handPath(_ value: Path, _ function: (Path) -> Path) -> Path { function(value) }
@JS func closurePath() -> (Path) -> Path { { $0 } }
@JSImport("test.bounce") func bounceDirection(_ value: Direction) -> Direction
@JS func importDirection(_ value: Direction) -> Direction { bounceDirection(value) }
@JS func handDirection(_ value: Direction, _ function: (Direction) -> Direction) -> Direction { function(value) }
@JS func closureDirection() -> (Direction) -> Direction { { $0 } }
@JSImport("test.bounce") func bounceLevel(_ value: Level) -> Level
@JS func importLevel(_ value: Level) -> Level { bounceLevel(value) }
@JS func handLevel(_ value: Level, _ function: (Level) -> Level) -> Level { function(value) }
@JS func closureLevel() -> (Level) -> Level { { $0 } }
@JSImport("test.bounce") func bouncePlain(_ value: Plain) -> Plain
@JS func importPlain(_ value: Plain) -> Plain { bouncePlain(value) }
@JS func handPlain(_ value: Plain, _ function: (Plain) -> Plain) -> Plain { function(value) }
@JS func closurePlain() -> (Plain) -> Plain { { $0 } }
@JSImport("test.bounce") func bounceShape(_ value: Shape) -> Shape
@JS func importShape(_ value: Shape) -> Shape { bounceShape(value) }
@JS func handShape(_ value: Shape, _ function: (Shape) -> Shape) -> Shape { function(value) }
@JS func closureShape() -> (Shape) -> Shape { { $0 } }
@JSImport("test.bounce") func bounceShapes(_ value: [Shape?]) -> [Shape?]
@JS func importShapes(_ value: [Shape?]) -> [Shape?] { bounceShapes(value) }
@JS func handShapes(_ value: [Shape?], _ function: ([Shape?]) -> [Shape?]) -> [Shape?] { function(value) }
@JS func closureShapes() -> ([Shape?]) -> [Shape?] { { $0 } }
@JS func echoTree(_ value: Tree) -> Tree { value }
@JSImport("test.bounce") func bounceTree(_ value: Tree) -> Tree
@JS func importTree(_ value: Tree) -> Tree { bounceTree(value) }
@JS func handTree(_ value: Tree, _ function: (Tree) -> Tree) -> Tree { function(value) }
@JS func closureTree() -> (Tree) -> Tree { { $0 } }
@JS func echoFolder(_ value: Folder) -> Folder { value }
@JSImport("test.bounce") func bounceFolder(_ value: Folder) -> Folder
@JS func importFolder(_ value: Folder) -> Folder { bounceFolder(value) }
@JS func handFolder(_ value: Folder, _ function: (Folder) -> Folder) -> Folder { function(value) }
@JS func closureFolder() -> (Folder) -> Folder { { $0 } }
@JS func echoCounter(_ value: Counter) -> Counter { value }
@JSImport("test.bounce") func bounceCounter(_ value: Counter) -> Counter
@JS func importCounter(_ value: Counter) -> Counter { bounceCounter(value) }
@JS func handCounter(_ value: Counter, _ function: (Counter) -> Counter) -> Counter { function(value) }
@JS func closureCounter() -> (Counter) -> Counter { { $0 } }
@JSImport("test.bounce") func bounceObject(_ value: JSObject) -> JSObject
@JS func importObject(_ value: JSObject) -> JSObject { bounceObject(value) }
@JS func handObject(_ value: JSObject, _ function: (JSObject) -> JSObject) -> JSObject { function(value) }
@JS func closureObject() -> (JSObject) -> JSObject { { $0 } }
@JSImport("test.bounce") func bounceValue(_ value: JSValue) -> JSValue
@JS func importValue(_ value: JSValue) -> JSValue { bounceValue(value) }
@JS func handValue(_ value: JSValue, _ function: (JSValue) -> JSValue) -> JSValue { function(value) }
@JS func closureValue() -> (JSValue) -> JSValue { { $0 } }
@JSImport("test.bounce") func bounceValues(_ value: [JSValue]) -> [JSValue]
@JS func importValues(_ value: [JSValue]) -> [JSValue] { bounceValues(value) }
@JS func handValues(_ value: [JSValue], _ function: ([JSValue]) -> [JSValue]) -> [JSValue] { function(value) }
@JS func closureValues() -> ([JSValue]) -> [JSValue] { { $0 } }
