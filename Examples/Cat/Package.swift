// swift-tools-version: 6.1
import PackageDescription

let package = Package(
    name: "Cat",
    targets: [
        .executableTarget(name: "Cat")
    ]
)
