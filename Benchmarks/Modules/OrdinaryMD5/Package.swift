// swift-tools-version: 6.1
import PackageDescription

let package = Package(
    name: "OrdinaryMD5",
    targets: [
        .executableTarget(name: "OrdinaryMD5")
    ]
)
