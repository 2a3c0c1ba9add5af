import Testing

@testable import SwiftletBuild

extension Builds {
    @Suite("What the bridge writes") struct BridgeTests {
        @Test func sizes() throws {
            let page = try PackageBuild(package: Places.examples + "/MD5Page").run()
            #expect(page.files.map(Files.name) == ["MD5Page.wasm", "MD5Page.js", "MD5Page.d.ts", "package.json"])
            #expect(page.rawSize <= 12 * 1024, "the MD5 module has \(page.rawSize) bytes")
            if let size = page.gzipSize { #expect(size <= 5632, "the MD5 module has \(size) bytes after gzip") }
            #expect(Files.size(page.files[1])! <= 2560, "its glue has \(Files.size(page.files[1])!) bytes")
            let counter = try PackageBuild(package: Places.examples + "/Counter").run()
            #expect(counter.rawSize <= 26 * 1024, "the counter has \(counter.rawSize) bytes")
        }

        @Test func typesAndDocumentationReachTypeScript() throws {
            let product = try PackageBuild(package: Places.fixtures + "/Bridge").run()
            let text = try Files.readText(product.files[2])
            for line in [
                "export function echoInt64(value: bigint): bigint;",
                "export function echoBytes(value: Uint8Array | number[]): Uint8Array;",
                "export function echoOptionalString(value?: string | null): string | undefined;",
                "/** A place on a plane. */\nexport interface Point {\n    /** To the right. */\n    x: number;",
                "export type Direction = \"north\" | \"SOUTH\" | \"east\" | \"west\";",
                "    | { type: \"circle\"; center: Point; radius: number }",
                "    readonly double: number;",
                "/**\n * Joins several values of different kinds.\n *\n * @param count How many.\n * @param name What.",
                " * @returns All of it.\n */\nexport function describe(count: number, name: string, isBig: boolean, ratio: number",
            ] {
                #expect(text.contains(line), "\(line)")
            }
        }
    }
}
