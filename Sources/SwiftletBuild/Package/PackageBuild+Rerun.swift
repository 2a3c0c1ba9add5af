extension PackageBuild {
    /// The commands by which SwiftPM has just built a package; nil if they cannot be run without it, or if not all that
    /// happens in its builds is among them.
    public func plan(_ preparation: Preparation) -> BuildPlan? {
        // Plugins may look at the whole package, before SwiftPM even plans.
        guard swiftSDK == nil, Files.list(preparation.folder + "/.build/plugins/outputs").isEmpty,
            let start = try? start(preparation)
        else { return nil }
        return BuildPlan(file: preparation.folder + "/.build/\(configuration.rawValue).yaml", start: start)
    }

    /// Builds after nothing but the contents of some source files has changed: runs the compiler and the linker as
    /// SwiftPM would, without SwiftPM, which takes two thirds of the time of a small build.
    ///
    /// - Parameter changed: all files that have changed since the last build that succeeded.
    /// - Returns: nil if SwiftPM has to build, because there is more to do or because something is not as it was.
    public func rerun(
        _ preparation: Preparation, plan: BuildPlan, changed: Set<String>,
        since startTime: ContinuousClock.Instant = .now, progress: (String) -> Void = { _ in }
    ) throws(BuildError) -> BuildProduct? {
        let built = preparation.binFolder(configuration) + "/" + preparation.productName + ".wasm"
        guard try start(preparation) == plan.start, let steps = plan.steps(from: changed, to: built) else { return nil }
        var warned: [String] = []
        for (number, step) in steps.enumerated() {
            progress("[\(number + 1)/\(steps.count)] \(Files.name(of: step.outputs.first ?? ""))")
            // SwiftPM has its compiler speak in JSON; we show the words themselves.
            let arguments = step.arguments.dropFirst().filter { $0 != "-parseable-output" }
            var command = limited(Command(step.arguments[0], Array(arguments)))
            // The compiler writes down where it was started.
            command.workingFolder = preparation.folder
            let outcome = try command.capture()
            if outcome.status.isSuccess || outcome.errorText.contains(": error: ") {
                let words = try warnings(outcome)
                if !words.isEmpty { warned.append(words) }
            } else {
                // Nobody's source is at fault: what the command needs has gone, perhaps.
                if isCancelled?() ?? false { _ = try warnings(outcome) }
                return nil
            }
        }
        return try deliver(
            built, preparation, warnings: warned.joined(separator: "\n"), since: startTime, progress: progress)
    }

    private func start(_ preparation: Preparation) throws(BuildError) -> BuildPlan.Start {
        let arguments = try startArguments(preparation.description, preparation.executable)
        return BuildPlan.Start(arguments: arguments, marked: preparation.sources.filter(SourceCheck.marksMain).sorted())
    }
}
