// swift-tools-version: 6.1
import PackageDescription

let package = Package(
    name: "CLibrary",
    targets: [
        .target(name: "Checks"),
        .executableTarget(name: "CLibrary", dependencies: ["Checks"]),
    ]
)
