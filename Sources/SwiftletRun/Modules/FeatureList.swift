import WebAssembly

/// The features that modules may use, as a person writes them: `wasm3`, or `wasm2,threads`, or `all,-simd`.
public struct FeatureList: Sendable {
    public let features: Features

    /// What modules may use when nobody says otherwise.
    public static let usual = Engine.defaultFeatures

    /// - Throws: ``RunError`` which lists the names that there are.
    public init(_ text: String) throws(RunError) {
        var features: Features = []
        for (number, word) in text.split(separator: ",").enumerated() {
            let isOff = word.hasPrefix("-")
            let name = isOff ? String(word.dropFirst()) : String(word)
            // A list that only takes away takes away from the usual.
            if number == 0, isOff { features = FeatureList.usual }
            guard let named = FeatureList.sets.first(where: { $0.name == name })?.features else {
                throw RunError(
                    "there is no feature “\(name)”. There are \(FeatureList.sets.map(\.name).joined(separator: ", "));"
                        + " with - before it, a feature is off.")
            }
            if isOff { features.subtract(named) } else { features.formUnion(named) }
        }
        self.features = features
    }

    /// The versions of the standard, then each feature by the standard's name.
    private static let sets: [(name: String, features: Features)] = {
        let versions: [(String, Features)] = [("wasm2", .wasm2), ("wasm3", .wasm3), ("all", .all)]
        let single = (0..<Features.RawValue.bitWidth).map { Features(rawValue: 1 << $0) }.filter {
            Features.all.contains($0)
        }
        return versions + single.map { (String($0.description.map { $0 == " " ? "-" : $0 }), $0) }
    }()
}
