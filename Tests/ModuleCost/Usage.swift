#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// What this process has used so far.
struct Usage {
    /// Processor time of all threads.
    var microseconds: Int
    /// Memory of its own that lies in the machine now; files that are mapped do not count.
    var residentBytes: Int
    /// The most memory that lay in the machine at any time.
    var peakBytes: Int

    static var now: Usage {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        let microseconds = Int(time.tv_sec) * 1_000_000 + Int(time.tv_nsec) / 1000
        #if canImport(Darwin)
            var info = rusage_info_v4()
            withUnsafeMutablePointer(to: &info) { pointer in
                _ = pointer.withMemoryRebound(to: rusage_info_t?.self, capacity: 1) {
                    proc_pid_rusage(getpid(), RUSAGE_INFO_V4, $0)
                }
            }
            return Usage(
                microseconds: microseconds, residentBytes: Int(info.ri_phys_footprint),
                peakBytes: Int(info.ri_lifetime_max_phys_footprint))
        #else
            let status = Status()
            return Usage(
                microseconds: microseconds, residentBytes: status["RssAnon"],
                peakBytes: status["VmHWM"] - status["RssFile"])
        #endif
    }
}

#if !canImport(Darwin)
    /// The kernel's account of this process.
    private struct Status {
        private var lines: [Substring] = []

        init() {
            guard let file = fopen("/proc/self/status", "r") else { return }
            defer { fclose(file) }
            var text = [UInt8](repeating: 0, count: 1 << 13)
            let count = fread(&text, 1, text.count, file)
            lines = String(decoding: text[..<count], as: UTF8.self).split(separator: "\n")
        }

        /// A field that is in kB, in bytes.
        subscript(name: String) -> Int {
            guard let line = lines.first(where: { $0.hasPrefix(name + ":") }) else { return 0 }
            return (Int(line.split { $0 == " " || $0 == "\t" }.dropFirst().first ?? "") ?? 0) << 10
        }
    }
#endif
