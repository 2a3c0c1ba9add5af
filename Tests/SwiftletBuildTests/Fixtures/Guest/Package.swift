// swift-tools-version: 6.1
import PackageDescription

let package = Package(
    name: "Guest",
    targets: [
        .executableTarget(name: "Guest")
    ]
)
