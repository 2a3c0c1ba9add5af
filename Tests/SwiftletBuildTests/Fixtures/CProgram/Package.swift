// swift-tools-version: 6.1
import PackageDescription

let package = Package(
    name: "CProgram",
    targets: [
        .executableTarget(name: "CProgram")
    ]
)
