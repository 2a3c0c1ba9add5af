// swift-tools-version: 6.1
import PackageDescription

let package = Package(
    name: "MD5Page",
    targets: [
        .executableTarget(name: "MD5Page")
    ]
)
