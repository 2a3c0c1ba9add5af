import ModuleBytes
import Testing
import WebAssembly

/// Imports that are missing, of the wrong type, or from elsewhere; and what they say.
@Suite struct ImportTests {
    private func error(_ module: ModuleBuilder, _ linker: Linker = Linker(), in store: Store = Store()) -> LinkError? {
        #expect(throws: LinkError.self) { _ = try module.instance(linker, in: store) }
    }

    // MARK: Missing

    private func missingFunction(_ module: String) -> String? {
        var builder = ModuleBuilder()
        _ = builder.importFunction(module, "f", [i32, i64], [f32])
        return error(builder)?.description
    }

    @Test func missing() throws {
        #expect(
            missingFunction("mine")
                == "missing import \"mine\" \"f\": function (i32, i64) -> (f32); define it on the linker")
        var memory = ModuleBuilder()
        _ = memory.importMemory("mine", "m", 1, 4)
        #expect(error(memory)?.description.contains("\"mine\" \"m\": memory 1...4 pages;") == true)
        var table = ModuleBuilder()
        _ = table.importTable("mine", "t", 3, of: externref)
        #expect(error(table)?.description.contains("\"mine\" \"t\": table 3... externref;") == true)
        var global = ModuleBuilder()
        _ = global.importGlobal("mine", "g", f64, isMutable: true)
        #expect(error(global)?.description.contains("\"mine\" \"g\": global mut f64;") == true)
        let type = ImportType(module: "mine", name: "g", type: .global(GlobalType(value: .f64, isMutable: true)))
        #expect(error(global) == .missingImport(type))
        #expect(try global.module(for: Store()).imports == [type])
    }

    @Test func whichHostOffersIt() {
        let hints = [
            "wasi_snapshot_preview1": "WASI preview 1", "wasi_unstable": "WASI preview 0", "gojs": "GOOS=js",
            "go": "GOOS=js", "env": "C and AssemblyScript", "wbg": "wasm-bindgen",
        ]
        for (module, hint) in hints {
            #expect(missingFunction(module)?.contains(hint) == true, "\(module)")
        }
    }

    /// The first one that is missing is named, whatever else is there.
    @Test func oneOfSeveral() throws {
        var linker = Linker()
        linker.define("env", "a") { (_: Caller) in }
        linker.define("other", "b") { (_: Caller) in }
        var module = ModuleBuilder()
        for name in ["a", "b", "c"] { _ = module.importFunction("env", name) }
        #expect(error(module, linker)?.description.hasPrefix("missing import \"env\" \"b\": function () -> ()") == true)
    }

    // MARK: Types

    @Test func functions() throws {
        var linker = Linker()
        linker.define("env", "f") { (_: Caller, _: Int32) -> Int64 in 0 }
        var module = ModuleBuilder()
        _ = module.importFunction("env", "f", [i32], [i32])
        #expect(
            error(module, linker)?.description
                == "incompatible import type for \"env\" \"f\": the module needs function (i32) -> (i32), "
                + "but what is offered is function (i32) -> (i64)")
        for (parameters, results) in [([], [i64]), ([i32, i32], [i64]), ([i32], []), ([i64], [i64])]
            as [([UInt8], [UInt8])]
        {
            var module = ModuleBuilder()
            _ = module.importFunction("env", "f", parameters, results)
            guard case .incompatibleImport = error(module, linker) else {
                Issue.record("(\(parameters)) -> (\(results)) was accepted")
                continue
            }
        }
        var exact = ModuleBuilder()
        _ = exact.importFunction("env", "f", [i32], [i64])
        _ = try exact.instance(linker)
    }

    @Test func kinds() throws {
        let store = Store()
        var linker = Linker()
        linker.define("env", "x", .global(try Global(.i32(1), in: store)))
        var asFunction = ModuleBuilder()
        _ = asFunction.importFunction("env", "x")
        #expect(error(asFunction, linker, in: store)?.description.contains("is offered is global i32") == true)
        var asMemory = ModuleBuilder()
        _ = asMemory.importMemory("env", "x", 0)
        #expect(error(asMemory, linker, in: store)?.description.contains("needs memory 0... pages") == true)
        linker.define("env", "x") { (_: Caller) in }
        var asTable = ModuleBuilder()
        _ = asTable.importTable("env", "x", 0)
        #expect(error(asTable, linker, in: store)?.description.contains("is offered is function () -> ()") == true)
    }

    @Test func globals() throws {
        let store = Store()
        var linker = Linker()
        linker.define("env", "fixed", .global(try Global(.i32(1), in: store)))
        linker.define("env", "mutable", .global(try Global(.i32(1), isMutable: true, in: store)))
        for (name, type, isMutable, fits) in [
            ("fixed", i32, false, true), ("fixed", i32, true, false), ("fixed", i64, false, false),
            ("mutable", i32, true, true), ("mutable", i32, false, false), ("mutable", f32, true, false),
        ] {
            var module = ModuleBuilder()
            _ = module.importGlobal("env", name, type, isMutable: isMutable)
            if fits {
                _ = try module.instance(linker, in: store)
            } else if case .incompatibleImport = error(module, linker, in: store) {
                continue
            } else {
                Issue.record("\(name) was accepted as \(type) \(isMutable)")
            }
        }
    }

    /// Given limits match when they promise at least what is asked for (specification §3.3.4).
    @Test func limits() throws {
        let cases: [(given: (Int, Int?), asked: (Int, Int?), fits: Bool)] = [
            ((2, nil), (2, nil), true), ((3, nil), (2, nil), true), ((2, 5), (1, nil), true), ((2, 5), (2, 5), true),
            ((2, 5), (2, 6), true), ((1, nil), (2, nil), false), ((2, nil), (2, 9), false), ((2, 5), (2, 4), false),
            ((0, 0), (0, 0), true),
        ]
        for (given, asked, fits) in cases {
            let store = Store()
            var exporter = ModuleBuilder()
            exporter.memory(given.0, given.1, export: "memory")
            exporter.table(given.0, given.1, export: "table")
            var linker = Linker()
            linker.define("env", exportsOf: try exporter.instance(in: store))
            var memory = ModuleBuilder()
            _ = memory.importMemory("env", "memory", asked.0, asked.1)
            var table = ModuleBuilder()
            _ = table.importTable("env", "table", asked.0, asked.1)
            for module in [memory, table] {
                if fits {
                    _ = try module.instance(linker, in: store)
                } else {
                    guard case .incompatibleImport = error(module, linker, in: store) else {
                        Issue.record("\(given) was accepted for \(asked)")
                        continue
                    }
                }
            }
        }
        let store = Store()
        var linker = Linker()
        linker.define(
            "env", "table", .table(try Table(TableType(element: .externref, limits: SizeLimits(minimum: 1)), in: store))
        )
        var module = ModuleBuilder()
        _ = module.importTable("env", "table", 1)
        #expect(
            error(module, linker, in: store)?.description
                == "incompatible import type for \"env\" \"table\": the module needs table 1... funcref, "
                + "but what is offered is table 1... externref")
    }

    /// What counts is the present size, not the one at the beginning.
    @Test func limitsAfterGrowth() throws {
        let store = Store()
        let memory = try Memory(MemoryType(limits: SizeLimits(minimum: 1, maximum: 5)), in: store)
        let table = try Table(TableType(element: .funcref, limits: SizeLimits(minimum: 1, maximum: 5)), in: store)
        var linker = Linker()
        linker.define("env", "memory", .memory(memory))
        linker.define("env", "table", .table(table))
        var module = ModuleBuilder()
        _ = module.importMemory("env", "memory", 3, 5)
        _ = module.importTable("env", "table", 3, 5)
        #expect(error(module, linker, in: store)?.description.contains("offered is memory 1...5 pages") == true)
        #expect(memory.grow(by: 2) == 1)
        #expect(try table.grow(by: 2, value: .funcref(nil)) == 1)
        _ = try module.instance(linker, in: store)
    }

    // MARK: Elsewhere

    @Test func foreignStore() throws {
        let engine = Engine()
        let mine = Store(engine: engine)
        let theirs = Store(engine: engine)
        var linker = Linker()
        linker.define("env", "g", .global(try Global(.i32(1), in: theirs)))
        var module = ModuleBuilder()
        _ = module.importGlobal("env", "g", i32)
        #expect(
            error(module, linker, in: mine)?.description
                == "the import \"env\" \"g\" was defined with something of another store")
        _ = try module.instance(linker, in: theirs)
    }

    @Test func foreignEngine() throws {
        let module = try Module(ModuleBuilder().bytes, engine: Engine())
        #expect(throws: LinkError.foreignModule) { try Linker().instantiate(module, in: Store()) }
        #expect(
            LinkError.foreignModule.description
                == "the module was made with another engine than the store; give both the same: Store(engine: module.engine)"
        )
    }
}
