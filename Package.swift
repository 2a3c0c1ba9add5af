// swift-tools-version: 6.2
import PackageDescription

// The interpreter's handlers call nothing but each other, in tail position. Without the frame pointers that SwiftPM asks for, each
// saves three instructions: 15 % of the time that guests take. A square root that need not set `errno` is an instruction and no
// call. SwiftPM refuses such flags in packages that others depend on by version, which lie in a folder of checkouts; there,
// `swift build --omit-frame-pointers` does the first. See decisions 001 and 086.
let isCheckout = Context.packageDirectory.contains("/checkouts/")
let handlersWithoutFrames: [SwiftSetting] =
    isCheckout
    ? []
    : [.unsafeFlags(["-Xcc", "-momit-leaf-frame-pointer", "-Xcc", "-fno-math-errno"], .when(configuration: .release))]

let package = Package(
    name: "swiftlet",
    platforms: [.macOS(.v13), .iOS(.v16)],
    products: [
        .library(name: "WasmBinary", targets: ["WasmBinary"]),
        .library(name: "WasmText", targets: ["WasmText"]),
        .library(name: "WebAssembly", targets: ["WebAssembly"]),
        .library(name: "WASI", targets: ["WASI"]),
        .library(name: "GoJS", targets: ["GoJS"]),
        .library(name: "GoJSURLSession", targets: ["GoJSURLSession"]),
        .executable(name: "swiftlet", targets: ["swiftlet"]),
    ],
    traits: [
        .trait(
            name: "JavaScriptCore",
            description:
                "Programs in GoJS can run code in JavaScript (eval, Function): their world is JavaScriptCore's.")
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.5.0")
    ],
    targets: [
        // The runtime rooms: no dependency, no Foundation.
        .target(name: "WasmBinary"),
        .target(name: "WasmText", dependencies: ["WasmBinary"]),
        .target(
            name: "WebAssembly", dependencies: ["WasmBinary", "WasmText"], swiftSettings: handlersWithoutFrames),
        .target(name: "WASI", dependencies: ["WebAssembly"]),
        .target(
            name: "GoJS",
            dependencies: [
                "WebAssembly", "WASI",
                .target(name: "CJavaScriptCore", condition: .when(platforms: [.linux], traits: ["JavaScriptCore"])),
            ]),
        // Only for the trait, and not on Apple's systems, which have a framework: decision 137.
        .systemLibrary(
            name: "CJavaScriptCore", pkgConfig: "javascriptcoregtk-4.1",
            providers: [.apt(["libjavascriptcoregtk-4.1-dev"])]),
        // A network for GoJS, by Foundation: a product of its own, so that only those load it who ask for it (decision 139).
        .target(name: "GoJSURLSession", dependencies: ["GoJS"]),
        .target(name: "WasmScript", dependencies: ["WebAssembly", "WasmText"]),

        // The tool.
        // The sources of the sysroot and of the guest library, compiled for the guest when the tool first needs them; here they are
        // only carried, as bytes, by the one C file in `embedding`.
        .target(
            name: "SysrootSources", path: "Sources/Sysroot", sources: ["embedding"],
            publicHeadersPath: "embedding/include"),
        // What both the bridge's macros and the tool know of declarations.
        .target(name: "BridgeSignature"),
        // The files of Web/, carried as bytes too.
        .target(name: "WebFiles", path: "Web", sources: ["embedding"], publicHeadersPath: "embedding/include"),
        .target(name: "SwiftletBuild", dependencies: ["WasmBinary", "BridgeSignature", "SysrootSources", "WebFiles"]),
        .target(
            name: "SwiftletRun",
            dependencies: ["WebAssembly", "WasmText", "WasmScript", "WASI", "GoJS", "SwiftletBuild", "WebFiles"]),
        .target(name: "SwiftletServe", dependencies: ["WasmBinary", "WasmText", "SwiftletBuild", "SwiftletRun"]),
        .executableTarget(
            name: "swiftlet",
            dependencies: [
                "WasmBinary", "WasmText", "SwiftletBuild", "SwiftletRun", "SwiftletServe",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]
        ),

        // Programs that embed the runtime. Targets here and no packages of their own, so that the tests run them without building the
        // runtime again: decision 127.
        .executableTarget(name: "HelloWorld", dependencies: ["WebAssembly", "WASI"], path: "Examples/HelloWorld"),
        .executableTarget(
            name: "PluginHost", dependencies: ["WebAssembly"], path: "Examples/PluginHost", exclude: ["Plugins"]),
        .executableTarget(
            name: "Calculator", dependencies: ["WebAssembly"], path: "Examples/Calculator", exclude: ["functions.wat"]),

        // Modules spelled as bytes, for the tests.
        .target(name: "ModuleBytes", dependencies: ["WasmBinary"], path: "Tests/ModuleBytes"),
        .target(name: "TestTools", dependencies: ["SwiftletBuild"], path: "Tests/TestTools"),
        // Where the specification's test suite is on this machine, and what its scripts have.
        .target(name: "OfficialSuite", dependencies: ["WasmText"], path: "Tests/OfficialSuite"),
        .testTarget(name: "WasmTextTests", dependencies: ["WasmText", "OfficialSuite"]),
        .testTarget(name: "WasmBinaryTests", dependencies: ["WasmBinary", "WasmText", "ModuleBytes", "OfficialSuite"]),
        .testTarget(name: "WebAssemblyTests", dependencies: ["WebAssembly", "ModuleBytes"]),
        .testTarget(name: "WasmScriptTests", dependencies: ["WasmScript", "OfficialSuite"]),
        // Runs the modules that scripts/fuzz makes, all in one process.
        .executableTarget(name: "FuzzHost", dependencies: ["WebAssembly", "WasmText"], path: "Tests/FuzzHost"),
        // Says what one module costs, in a process of its own.
        .executableTarget(name: "ModuleCost", dependencies: ["WebAssembly"], path: "Tests/ModuleCost"),
        // What harms a host, if it can: random tries by seed, for the tests, and for long under a sanitizer (scripts/attack).
        .target(name: "Attacks", dependencies: ["WebAssembly", "WasmText", "WASI"], path: "Tests/Attacks"),
        .executableTarget(name: "AttackHost", dependencies: ["Attacks"], path: "Tests/AttackHost"),
        .testTarget(name: "WASITests", dependencies: ["WASI", "Attacks"]),
        .testTarget(
            name: "GoJSTests", dependencies: ["GoJS", "GoJSURLSession", "SwiftletBuild", "TestTools"],
            exclude: ["Programs"]),
        .testTarget(
            name: "DocumentationTests",
            dependencies: [
                "WebAssembly", "WasmText", "WASI", "GoJSURLSession", "SwiftletBuild", "TestTools", "HelloWorld",
                "PluginHost", "Calculator",
            ],
            exclude: ["Isolation"]),
        .testTarget(
            name: "SwiftletBuildTests", dependencies: ["SwiftletBuild", "TestTools"], exclude: ["Fixtures", "Web"]),
        .testTarget(
            name: "SwiftletRunTests", dependencies: ["SwiftletRun", "GoJS", "swiftlet", "TestTools"], exclude: ["Web"]),
        .testTarget(
            name: "SwiftletServeTests", dependencies: ["SwiftletServe", "SwiftletRun", "swiftlet", "TestTools"]),
        .testTarget(
            name: "EndToEndTests",
            dependencies: [
                "WebAssembly", "WASI", "SwiftletBuild", "swiftlet", "ModuleCost", "ModuleBytes", "TestTools",
            ],
            exclude: ["Programs"]),
    ],
    swiftLanguageModes: [.v6]
)
