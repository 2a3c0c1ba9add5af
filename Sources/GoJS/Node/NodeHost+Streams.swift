import WASI

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// Reading and writing. What would wait, a pipe or a terminal, is waited for by the event loop, and never holds its thread.
extension NodeHost {
    /// Parts of objects' bytes, and where in a file they belong.
    struct Transfer {
        let descriptor: NodeDescriptor
        let pieces: [(object: JSObject, range: Range<Int>)]
        /// Nil for the descriptor's own position.
        let position: UInt64?

        var count: Int { pieces.reduce(0) { $0 + $1.range.count } }

        /// The bytes after so many, to the end of their piece; none behind the last piece. The object keeps them, and they never move; the
        /// range was checked against them.
        func bytes(from done: Int) -> UnsafeMutableRawBufferPointer {
            var rest = done
            for (object, range) in pieces {
                if rest >= range.count {
                    rest -= range.count
                    continue
                }
                guard let view = object.byteView, range.upperBound <= view.count else { break }
                return UnsafeMutableRawBufferPointer(rebasing: view[(range.lowerBound + rest)..<range.upperBound])
            }
            return UnsafeMutableRawBufferPointer(start: nil, count: 0)
        }
    }

    /// A transfer as its arguments say, and what the callback gets as its third argument. A number that is no descriptor is found out
    /// later, as in Node.
    struct Request {
        let transfer: () throws(WASI.Errno) -> Transfer
        let original: JSValue
    }

    /// An operation that reads or writes, and what its result is called in the object that a promise gives.
    struct Flow: Sendable {
        let name: StaticString
        let parameters: Int
        let isWrite: Bool
        let count: StaticString
        let original: StaticString
        let arguments: @Sendable (NodeHost, JSCall) throws -> Request
    }

    static let flows = [
        Flow(
            name: "read", parameters: 5, isWrite: false, count: "bytesRead", original: "buffer",
            arguments: { try $0.readArguments($1) }),
        Flow(
            name: "readv", parameters: 3, isWrite: false, count: "bytesRead", original: "buffers",
            arguments: { try $0.vectorArguments($1) }),
        Flow(
            name: "write", parameters: 5, isWrite: true, count: "bytesWritten", original: "buffer",
            arguments: { try $0.writeArguments($1) }),
        Flow(
            name: "writev", parameters: 3, isWrite: true, count: "bytesWritten", original: "buffers",
            arguments: { try $0.vectorArguments($1) }),
    ]

    /// What a pipe that is ready takes at once (PIPE_BUF of Linux).
    private static let pieceSize = 4096
    /// How much a handle reads when it is given no buffer.
    private static let usualCount = 16_384

    func defineStreams(_ fs: NodeFunctions) {
        for flow in Self.flows {
            switch fs.form {
            case .promises: break
            case .callbacks: defineCallbacks(fs.object, flow)
            case .handle:
                fs.object.method(flow.name, parameters: flow.parameters - 1) { call in
                    self.promise {
                        try self.run(flow, self.ofDescriptor(call, flow.name), $0, original: flow.original)
                    }
                }
            }
        }
    }

    private func defineCallbacks(_ fs: JSObject, _ flow: Flow) {
        fs.define("\(flow.name)", parameters: flow.parameters + 1) { call in
            let (rest, callback) = try self.split(call, at: flow.parameters)
            let request = try flow.arguments(self, rest)
            try self.begin()
            try self.run(flow, request, .callback(callback))
            return .undefined
        }
        fs.define("\(flow.name)Sync", parameters: flow.parameters) { call in
            let request = try flow.arguments(self, call)
            return try self.atOnce {
                try NodeFailure.during(flow.isWrite ? "write" : "read") { () throws(WASI.Errno) in
                    let transfer = try request.transfer()
                    return .number(try flow.isWrite ? self.writeAtOnce(transfer) : self.readAtOnce(transfer))
                }
            }
        }
    }

    /// Fulfils a promise with an object: how many bytes, and of which buffers.
    ///
    /// - Parameter original: what the buffers are called in it.
    func run(_ flow: Flow, _ call: JSCall, _ promise: JSPromise, original: StaticString) throws {
        let request = try flow.arguments(self, call)
        try begin()
        try run(
            flow, request,
            .promise(promise) { values in
                let result = JSObject(self.realm, prototype: nil)
                for (name, value) in zip([flow.count, original], values) {
                    result.define(self.realm.key(JSString(name)), value, .ordinary)
                }
                return .object(result)
            })
    }

    private func run(_ flow: Flow, _ request: Request, _ answer: NodeAnswer) throws {
        if flow.isWrite { return try write(request, answer) }
        let transfer: Transfer
        do throws(WASI.Errno) {
            transfer = try request.transfer()
        } catch {
            return queue(answer, [.object(realm.error(NodeFailure(error, "read"))), 0, request.original])
        }
        try read(transfer, request.original, answer)
    }

    private func readAtOnce(_ transfer: Transfer) throws(WASI.Errno) -> Int {
        guard let count = try attemptRead(transfer) else { throw .again }
        return count
    }

    private func writeAtOnce(_ transfer: Transfer) throws(WASI.Errno) -> Int {
        var done = 0
        while let count = try attemptWrite(transfer, from: done) {
            done += count
            if count == 0 || done == transfer.count { return done }
        }
        if done == 0 { throw .again }
        return done
    }

    // MARK: Reading

    private func readArguments(_ call: JSCall) throws -> Request {
        let number = try descriptorArgument(call[0])
        var (buffer, offset, length, position) = (call[1], call[2], call[3], call[4])
        if case .object(let options) = call[1], options.byteView == nil {
            buffer = try options.get("buffer")
            (offset, length, position) = try (options.get("offset"), options.get("length"), options.get("position"))
        } else if case .object(let options) = call[2] {
            (offset, length, position) = try (options.get("offset"), options.get("length"), options.get("position"))
        }
        if call.this.object is JSFileHandle {
            if buffer.isNullish {
                buffer = .object(try realm.bytes([UInt8](repeating: 0, count: Self.usualCount)))
            } else if buffer.object == nil {
                throw realm.argumentError("options", mustBe: "of type object", not: buffer)
            }
        }
        guard case .object(let object) = buffer, let view = object.byteView else {
            throw realm.argumentError(
                "buffer", mustBe: "an instance of Buffer, TypedArray, or DataView", not: buffer)
        }
        return request(
            number, [(object, try rangeArguments(offset, length, view.count))], try positionArgument(position), buffer)
    }

    /// Of `readv` and `writev`: a list of buffers.
    private func vectorArguments(_ call: JSCall) throws -> Request {
        let number = try descriptorArgument(call[0])
        guard case .object(let list as JSArray) = call[1] else { throw noBuffers(call[1]) }
        var pieces: [(JSObject, Range<Int>)] = []
        for index in 0..<list.length {
            try realm.tick()
            guard case .object(let object) = try list.getElement(index), let view = object.byteView else {
                throw noBuffers(call[1])
            }
            if !view.isEmpty { pieces.append((object, 0..<view.count)) }
        }
        // Linux counts no buffer as an error, and Node asks it.
        let isEmpty = list.length == 0
        let position = if case .number = call[2] { try positionArgument(call[2]) } else { nil as UInt64? }
        if !isEmpty { return request(number, pieces, position, call[1]) }
        return Request(transfer: { () throws(WASI.Errno) in throw .inval }, original: call[1])
    }

    private func noBuffers(_ value: JSValue) -> JSException {
        realm.argumentError("buffers", mustBe: "an ArrayBufferView[]", not: value)
    }

    private func request(
        _ number: Int, _ pieces: [(object: JSObject, range: Range<Int>)], _ position: UInt64?, _ original: JSValue
    ) -> Request {
        Request(
            transfer: { () throws(WASI.Errno) in
                Transfer(descriptor: try self.descriptors[number], pieces: pieces, position: position)
            }, original: original)
    }

    private func rangeArguments(_ offset: JSValue, _ length: JSValue, _ count: Int) throws -> Range<Int> {
        let start = offset.isNullish ? 0 : try integer(offset, "offset", 0...Int(UInt32.max))
        if start > count { throw realm.outOfRange("offset", "<= \(count)", Double(start)) }
        let length = length.isNullish ? count - start : try integer(length, "length", 0...0x7FFF_FFFF)
        if length > count - start { throw realm.outOfRange("length", "<= \(count - start)", Double(length)) }
        return start..<(start + length)
    }

    private func positionArgument(_ value: JSValue) throws -> UInt64? {
        if value.isNullish { return nil }
        let position = try integer(value, "position", -1...0x1F_FFFF_FFFF_FFFF)
        return position < 0 ? nil : UInt64(position)
    }

    /// Reads, or waits until that can be.
    private func read(_ transfer: Transfer, _ original: JSValue, _ answer: NodeAnswer) throws {
        do throws(WASI.Errno) {
            if let count = try attemptRead(transfer) { return queue(answer, [.null, .number(count), original]) }
            wait(transfer.descriptor, Int32(POLLIN)) { try self.read(transfer, original, answer) }
        } catch {
            queue(answer, [.object(realm.error(NodeFailure(error, "read"))), 0, original])
        }
    }

    /// Nil if nothing is there yet.
    private func attemptRead(_ transfer: Transfer) throws(WASI.Errno) -> Int? {
        let descriptor = transfer.descriptor
        let file = try descriptor.file(toWrite: false)
        if transfer.position != nil, !file.isSeekable { throw .spipe }
        var target = transfer.bytes(from: 0)
        if target.isEmpty { return 0 }
        guard let wait = file.waitDescriptor else {
            var done = 0
            while !target.isEmpty {
                let count: Int
                do throws(WASI.Errno) {
                    count = try file.read(into: target, at: (transfer.position ?? descriptor.position) + UInt64(done))
                } catch {
                    // What was read is not lost; the next call meets the error.
                    if done > 0 { break }
                    throw error
                }
                done += count
                if count < target.count { break }
                target = transfer.bytes(from: done)
            }
            if transfer.position == nil { descriptor.position += UInt64(done) }
            return done
        }
        guard Waiting.isReady(wait, Int32(POLLIN)) else { return nil }
        do {
            return try file.read(into: target, at: 0)
        } catch {
            // Somebody else was faster, or a signal came.
            if error == .again || error == .intr { return nil }
            throw error
        }
    }

    private func wait(_ descriptor: NodeDescriptor, _ events: Int32, _ action: @escaping () throws -> Void) {
        guard case .file(let file) = descriptor.node, let host = file.waitDescriptor else {
            return loop.enqueue(action)
        }
        var number = 0
        number = loop.whenReady(host, events) {
            descriptor.waiting[number] = nil
            try action()
        }
        descriptor.waiting[number] = action
    }

    // MARK: Writing

    private func writeArguments(_ call: JSCall) throws -> Request {
        let number = try descriptorArgument(call[0])
        if case .string = call[1] {
            let array = try realm.bytes(bytesArgument(call[1], encoding: call[3]))
            return request(number, [(array, 0..<array.length)], try positionArgument(call[2]), call[1])
        }
        guard case .object(let object) = call[1], let view = object.byteView else {
            throw realm.argumentError(
                "buffer", mustBe: "of type string or an instance of Buffer, TypedArray, or DataView", not: call[1])
        }
        var (offset, length, position) = (call[2], call[3], call[4])
        if case .object(let options) = call[2] {
            (offset, length, position) = try (options.get("offset"), options.get("length"), options.get("position"))
        }
        return request(
            number, [(object, try rangeArguments(offset, length, view.count))], try positionArgument(position), call[1])
    }

    /// Writes everything, behind those writes of the descriptor that are under way.
    private func write(_ request: Request, _ answer: NodeAnswer) throws {
        let original = request.original
        let transferred: Transfer
        do throws(WASI.Errno) {
            transferred = try request.transfer()
        } catch {
            return queue(answer, [.object(realm.error(NodeFailure(error, "write"))), 0, original])
        }
        let descriptor = transferred.descriptor
        if descriptor.isWriting {
            descriptor.writers.append { try self.write(transferred, from: 0, answer, original) }
            return
        }
        descriptor.isWriting = true
        try write(transferred, from: 0, answer, original)
    }

    private func write(
        _ transfer: Transfer, from start: Int, _ answer: NodeAnswer, _ original: JSValue
    ) throws {
        var done = start
        var failure: WASI.Errno?
        do throws(WASI.Errno) {
            repeat {
                guard let count = try attemptWrite(transfer, from: done) else {
                    let reached = done
                    return wait(transfer.descriptor, Int32(POLLOUT)) {
                        try self.write(transfer, from: reached, answer, original)
                    }
                }
                done += count
                // A file that is full says so at the next write.
                if count == 0 { break }
            } while done < transfer.count
        } catch {
            failure = error
        }
        if let failure, done == 0 {
            queue(answer, [.object(realm.error(NodeFailure(failure, "write"))), 0, original])
        } else {
            queue(answer, [.null, .number(done), original])
        }
        if transfer.descriptor.writers.isEmpty {
            transfer.descriptor.isWriting = false
        } else {
            loop.enqueue(transfer.descriptor.writers.removeFirst())
        }
    }

    /// Writes what can be written at once; nil if nothing.
    private func attemptWrite(_ transfer: Transfer, from done: Int) throws(WASI.Errno) -> Int? {
        let descriptor = transfer.descriptor
        let file = try descriptor.file(toWrite: true)
        if transfer.position != nil, !file.isSeekable { throw .spipe }
        let source = UnsafeRawBufferPointer(transfer.bytes(from: done))
        if source.isEmpty { return 0 }
        guard let wait = file.waitDescriptor else {
            if descriptor.appends {
                let (count, end) = try file.append(source)
                if transfer.position == nil { descriptor.position = end }
                return count
            }
            let position = transfer.position.map { $0 + UInt64(done) } ?? descriptor.position
            let count = try file.write(source, at: position)
            if transfer.position == nil { descriptor.position += UInt64(count) }
            return count
        }
        guard Waiting.isReady(wait, Int32(POLLOUT)) else { return nil }
        do {
            return try file.write(UnsafeRawBufferPointer(rebasing: source.prefix(Self.pieceSize)), at: 0)
        } catch {
            if error == .again || error == .intr { return nil }
            throw error
        }
    }

    /// Writes to a standard stream, for `process.stdout.write`.
    func write(to number: Int, _ value: JSValue, encoding: JSValue, _ callback: JSObject?) throws {
        let call = JSCall(
            realm: realm, this: .undefined, arguments: [.number(number), value, .null, encoding], newTarget: nil)
        let request = try writeArguments(call)
        let done = realm.function { call in
            if let callback { _ = try callback.call(this: .undefined, call[0].isNullish ? [] : [call[0]]) }
            return .undefined
        }
        try begin()
        try write(request, .callback(done))
    }
}
