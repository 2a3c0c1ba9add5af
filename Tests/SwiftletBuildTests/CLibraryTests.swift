import Testing

@testable import SwiftletBuild

extension Builds {
    /// The sysroot's C library against the host's: the same C source, compiled for both, must print the same.
    @Suite struct CLibraryTests {
        @Test func printsWhatTheHostPrints() throws {
            let package = Places.fixtures + "/CLibrary"
            let guest = try run(try PackageBuild(package: package).run().module)
            #expect(guest.status == .exited(0), "\(guest.errorText)")
            let guestLines = guest.outputText.split(separator: "\n")
            let hostLines = try hostOutput(package).split(separator: "\n")
            #expect(guestLines.count == hostLines.count)
            for (guestLine, hostLine) in zip(guestLines, hostLines) {
                if hostLine.hasPrefix("math ") {
                    #expect(distance(guestLine, hostLine) <= 3, "\(guestLine) instead of \(hostLine)")
                } else {
                    #expect(guestLine == hostLine)
                }
            }
        }

        private func hostOutput(_ package: String) throws -> String {
            try Places.withTemporaryFolder { folder in
                let main = """
                    #include <stdio.h>
                    #include "Checks.h"
                    int main(void) { printf("from Swift, "); checkText(); checkMemory(); checkNumbers(); checkMath(); puts("done"); }
                    """
                try Files.write(main.utf8, to: folder + "/main.c")
                let sources = package + "/Sources/Checks"
                let compiled = try Command(
                    try Toolchain.find().clang,
                    [
                        "-w", "-O1", "-fno-builtin", "-D_GNU_SOURCE", "-I", sources + "/include", folder + "/main.c",
                        sources + "/Text.c",
                        sources + "/Numbers.c", "-lm", "-o", folder + "/checks",
                    ]
                ).capture()
                #expect(compiled.status == .exited(0), "\(compiled.errorText)")
                return try Command(folder + "/checks").capture().outputText
            }
        }

        /// How many doubles lie between the results of two lines; all NaNs are one.
        private func distance(_ left: Substring, _ right: Substring) -> UInt64 {
            func bits(_ line: Substring) -> UInt64 { UInt64(line.split(separator: " ").last ?? "", radix: 16) ?? 0 }
            let a = bits(left), b = bits(right)
            if Double(bitPattern: a).isNaN && Double(bitPattern: b).isNaN { return 0 }
            guard left.split(separator: " ").dropLast() == right.split(separator: " ").dropLast(), a >> 63 == b >> 63
            else {
                return a == b ? 0 : .max
            }
            return a > b ? a - b : b - a
        }
    }
}
