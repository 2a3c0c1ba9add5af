// The mathematical functions by the names that they have everywhere. They stand back when a package brings its own.

@_extern(c, "sin") func cSin(_ x: Double) -> Double
@_extern(c, "cos") func cCos(_ x: Double) -> Double
@_extern(c, "tan") func cTan(_ x: Double) -> Double
@_extern(c, "asin") func cAsin(_ x: Double) -> Double
@_extern(c, "acos") func cAcos(_ x: Double) -> Double
@_extern(c, "atan") func cAtan(_ x: Double) -> Double
@_extern(c, "atan2") func cAtan2(_ y: Double, _ x: Double) -> Double
@_extern(c, "sinh") func cSinh(_ x: Double) -> Double
@_extern(c, "cosh") func cCosh(_ x: Double) -> Double
@_extern(c, "tanh") func cTanh(_ x: Double) -> Double
@_extern(c, "exp") func cExp(_ x: Double) -> Double
@_extern(c, "exp2") func cExp2(_ x: Double) -> Double
@_extern(c, "log") func cLog(_ x: Double) -> Double
@_extern(c, "log2") func cLog2(_ x: Double) -> Double
@_extern(c, "log10") func cLog10(_ x: Double) -> Double
@_extern(c, "pow") func cPow(_ x: Double, _ y: Double) -> Double
@_extern(c, "cbrt") func cCbrt(_ x: Double) -> Double
@_extern(c, "hypot") func cHypot(_ x: Double, _ y: Double) -> Double
@_extern(c, "fmod") func cFmod(_ x: Double, _ y: Double) -> Double

@_disfavoredOverload public func sin(_ x: Double) -> Double { cSin(x) }
@_disfavoredOverload public func cos(_ x: Double) -> Double { cCos(x) }
@_disfavoredOverload public func tan(_ x: Double) -> Double { cTan(x) }
@_disfavoredOverload public func asin(_ x: Double) -> Double { cAsin(x) }
@_disfavoredOverload public func acos(_ x: Double) -> Double { cAcos(x) }
@_disfavoredOverload public func atan(_ x: Double) -> Double { cAtan(x) }
@_disfavoredOverload public func atan2(_ y: Double, _ x: Double) -> Double { cAtan2(y, x) }
@_disfavoredOverload public func sinh(_ x: Double) -> Double { cSinh(x) }
@_disfavoredOverload public func cosh(_ x: Double) -> Double { cCosh(x) }
@_disfavoredOverload public func tanh(_ x: Double) -> Double { cTanh(x) }
@_disfavoredOverload public func exp(_ x: Double) -> Double { cExp(x) }
@_disfavoredOverload public func exp2(_ x: Double) -> Double { cExp2(x) }
@_disfavoredOverload public func log(_ x: Double) -> Double { cLog(x) }
@_disfavoredOverload public func log2(_ x: Double) -> Double { cLog2(x) }
@_disfavoredOverload public func log10(_ x: Double) -> Double { cLog10(x) }
@_disfavoredOverload public func pow(_ x: Double, _ y: Double) -> Double { cPow(x, y) }
@_disfavoredOverload public func cbrt(_ x: Double) -> Double { cCbrt(x) }
@_disfavoredOverload public func hypot(_ x: Double, _ y: Double) -> Double { cHypot(x, y) }
@_disfavoredOverload public func fmod(_ x: Double, _ y: Double) -> Double { cFmod(x, y) }
@_disfavoredOverload public func sqrt(_ x: Double) -> Double { x.squareRoot() }
@_disfavoredOverload public func floor(_ x: Double) -> Double { x.rounded(.down) }
@_disfavoredOverload public func ceil(_ x: Double) -> Double { x.rounded(.up) }
@_disfavoredOverload public func round(_ x: Double) -> Double { x.rounded() }
@_disfavoredOverload public func trunc(_ x: Double) -> Double { x.rounded(.towardZero) }
