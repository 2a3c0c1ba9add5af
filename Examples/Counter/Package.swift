// swift-tools-version: 6.1
import PackageDescription

let package = Package(
    name: "Counter",
    targets: [
        .executableTarget(name: "Counter")
    ]
)
