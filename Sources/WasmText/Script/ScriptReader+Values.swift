import WasmBinary

// Arguments and expected results.

extension ScriptReader {
    mutating func value() throws(TextError) -> ScriptValue {
        let token = cursor.token
        guard case .value(let value) = try pattern() else {
            throw cursor.error("unexpected token: this is no value that can be passed", at: token)
        }
        return value
    }

    mutating func pattern() throws(TextError) -> ScriptPattern {
        try cursor.expectOpen("a value, such as (i32.const 1)")
        guard !cursor.take("either") else {
            // Alternatives of alternatives would be alternatives.
            var patterns: [ScriptPattern] = []
            while cursor.token.kind != .close {
                try cursor.expectOpen("a value, such as (i32.const 1)")
                patterns.append(try simplePattern())
            }
            cursor.advance()
            return .either(patterns)
        }
        return try simplePattern()
    }

    /// What comes behind the parenthesis.
    private mutating func simplePattern() throws(TextError) -> ScriptPattern {
        let token = cursor.token
        guard token.kind == .keyword else { throw cursor.unexpected("the type of a value, such as i32.const") }
        let pattern: ScriptPattern
        cursor.advance()
        switch cursor.text(token) {
        case "i32.const":
            pattern = .value(.i32(UInt32(try cursor.integer(bits: 32))))
        case "i64.const":
            pattern = .value(.i64(try cursor.integer(bits: 64)))
        case "f32.const":
            pattern = if let nan = takeNaN() { .f32(nan) } else { .value(.f32(UInt32(try cursor.float(.f32)))) }
        case "f64.const":
            pattern = if let nan = takeNaN() { .f64(nan) } else { .value(.f64(try cursor.float(.f64))) }
        case "v128.const":
            pattern = try vector()
        case "ref.null":
            pattern = .value(.refNull(cursor.token.kind == .close ? nil : try heapType()))
        case "ref.extern" where cursor.token.kind == .number:
            pattern = .value(.refExtern(try number()))
        case "ref.host":
            pattern = .value(.refHost(try number()))
        case let name:
            guard name.hasPrefix("ref."), let type = HeapType(name: String(name.dropFirst(4))) else {
                throw cursor.error("unexpected token \(cursor.shown(token)): no value has this form", at: token)
            }
            pattern = .reference(type)
        }
        try cursor.expectClose()
        return pattern
    }

    private mutating func number() throws(TextError) -> UInt32 {
        UInt32(try cursor.unsigned("the number of a host value"))
    }

    private mutating func heapType() throws(TextError) -> HeapType {
        guard cursor.token.kind == .keyword, let type = HeapType(name: cursor.text(cursor.token)) else {
            throw cursor.unexpected("a heap type, such as func")
        }
        cursor.advance()
        return type
    }

    private mutating func takeNaN() -> NaNPattern? {
        guard cursor.token.kind == .keyword, let pattern = NaNPattern(rawValue: cursor.text(cursor.token)) else {
            return nil
        }
        cursor.advance()
        return pattern
    }

    private mutating func vector() throws(TextError) -> ScriptPattern {
        let start = cursor
        let shape = try cursor.vectorShape()
        guard let format = shape.floatFormat else {
            cursor = start
            let vector = try cursor.vector()
            return .value(.v128(low: vector.low, high: vector.high))
        }
        var lanes: [VectorPattern.Lane] = []
        var vector = VectorBits()
        for lane in 0..<shape.laneCount {
            if let pattern = takeNaN() {
                lanes.append(.nan(pattern))
                continue
            }
            let bits = try cursor.float(format)
            lanes.append(.bits(bits))
            vector.setLane(lane, bits: shape.laneBits, bits)
        }
        let isValue = lanes.allSatisfy { if case .bits = $0 { true } else { false } }
        return isValue
            ? .value(.v128(low: vector.low, high: vector.high))
            : .vector(VectorPattern(shape: shape, lanes: lanes))
    }
}
