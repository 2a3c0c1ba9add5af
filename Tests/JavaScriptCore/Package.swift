// swift-tools-version: 6.2
import PackageDescription

// A package that uses GoJS with the trait JavaScriptCore, and tests it. A package of its own, since a trait is of a whole build: with it,
// the project's other tests would be built a second time. `swift test --package-path Tests/JavaScriptCore`
let package = Package(
    name: "JavaScriptCoreTests",
    platforms: [.macOS(.v13)],
    dependencies: [.package(name: "swiftlet", path: "../..", traits: ["JavaScriptCore"])],
    targets: [
        .testTarget(
            name: "JavaScriptCoreTests",
            dependencies: [
                .product(name: "GoJS", package: "swiftlet"), .product(name: "WebAssembly", package: "swiftlet"),
                .product(name: "WASI", package: "swiftlet"),
            ])
    ],
    swiftLanguageModes: [.v6]
)
