// Arrays and optionals in `print` and in string interpolation: Embedded Swift cannot look into them at run time, so
// the element's type must be known here.

@usableFromInline
func describe<Element: CustomStringConvertible>(_ array: [Element]) -> String {
    var text = "["
    var isFirst = true
    for element in array {
        if isFirst { isFirst = false } else { text += ", " }
        text += element.description
    }
    return text + "]"
}

/// Strings inside an array stand in quotation marks, as everywhere in Swift.
@usableFromInline
func describe(_ array: [String]) -> String {
    "[" + array.map { "\"\($0)\"" }.joined(separator: ", ") + "]"
}

@usableFromInline
func describe<Wrapped: CustomStringConvertible>(_ optional: Wrapped?) -> String {
    if let value = optional { "Optional(" + value.description + ")" } else { "nil" }
}

@usableFromInline
func describe(_ optional: String?) -> String {
    if let value = optional { "Optional(\"\(value)\")" } else { "nil" }
}

public func print<Element: CustomStringConvertible>(_ array: [Element], terminator: StaticString = "\n") {
    print(describe(array), terminator: terminator)
}

public func print(_ array: [String], terminator: StaticString = "\n") {
    print(describe(array), terminator: terminator)
}

@_disfavoredOverload
public func print<Wrapped: CustomStringConvertible>(_ optional: Wrapped?, terminator: StaticString = "\n") {
    print(describe(optional), terminator: terminator)
}

@_disfavoredOverload
public func print(_ optional: String?, terminator: StaticString = "\n") {
    print(describe(optional), terminator: terminator)
}

extension DefaultStringInterpolation {
    public mutating func appendInterpolation<Element: CustomStringConvertible>(_ array: [Element]) {
        appendLiteral(describe(array))
    }

    public mutating func appendInterpolation(_ array: [String]) {
        appendLiteral(describe(array))
    }

    public mutating func appendInterpolation<Wrapped: CustomStringConvertible>(_ optional: Wrapped?) {
        appendLiteral(describe(optional))
    }

    public mutating func appendInterpolation(_ optional: String?) {
        appendLiteral(describe(optional))
    }
}
