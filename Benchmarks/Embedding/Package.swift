// swift-tools-version: 6.2
import PackageDescription

// A package of its own, as an embedder has one, so that nobody else waits for it.
let package = Package(
    name: "Embedding",
    platforms: [.macOS(.v15)],
    dependencies: [.package(name: "swiftlet", path: "../..")],
    targets: [
        .executableTarget(
            name: "Embedding",
            dependencies: [
                .product(name: "WebAssembly", package: "swiftlet"), .product(name: "WASI", package: "swiftlet"),
            ])
    ],
    swiftLanguageModes: [.v6]
)
