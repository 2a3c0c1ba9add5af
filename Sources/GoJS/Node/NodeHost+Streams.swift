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
    /// A part of an object's bytes, and where in a file they belong.
    private struct Transfer {
        let descriptor: NodeDescriptor
        let object: JSObject
        let range: Range<Int>
        /// Nil for the descriptor's own position.
        let position: UInt64?

        /// The bytes after so many. The object keeps them, and they never move; the range was checked against them.
        func bytes(from done: Int) -> UnsafeMutableRawBufferPointer {
            guard let view = object.byteView, range.upperBound <= view.count else {
                return UnsafeMutableRawBufferPointer(start: nil, count: 0)
            }
            return UnsafeMutableRawBufferPointer(rebasing: view[(range.lowerBound + done)..<range.upperBound])
        }
    }

    /// What a pipe that is ready takes at once (PIPE_BUF of Linux).
    private static let pieceSize = 4096

    func defineStreams(_ fs: JSObject) {
        fs.define("read", parameters: 6) { call in
            let (rest, callback) = try self.split(call, at: 5)
            let transfer = try self.readArguments(rest)
            try self.begin()
            try self.read(transfer, callback)
            return .undefined
        }
        fs.define("readSync", parameters: 5) { call in
            let transfer = try self.readArguments(call)
            return try self.throwing { () throws(NodeFailure) in
                try NodeFailure.during("read") { () throws(WASI.Errno) in
                    guard let count = try self.attemptRead(transfer()) else { throw .again }
                    return .number(count)
                }
            }
        }
        fs.define("write", parameters: 6) { call in
            let (rest, callback) = try self.split(call, at: 5)
            let (transfer, original) = try self.writeArguments(rest)
            try self.begin()
            try self.write(transfer, callback, original)
            return .undefined
        }
        fs.define("writeSync", parameters: 5) { call in
            let (transfer, _) = try self.writeArguments(call)
            return try self.throwing { () throws(NodeFailure) in
                try NodeFailure.during("write") { () throws(WASI.Errno) in
                    let transfer = try transfer()
                    var done = 0
                    while let count = try self.attemptWrite(transfer, from: done) {
                        done += count
                        if count == 0 || done == transfer.range.count { return .number(done) }
                    }
                    if done == 0 { throw .again }
                    return .number(done)
                }
            }
        }
    }

    private func throwing(_ body: () throws(NodeFailure) -> JSValue) throws -> JSValue {
        do {
            return try body()
        } catch {
            throw JSException(.object(realm.error(error)))
        }
    }

    // MARK: Reading

    /// What is to be read; a number that is no descriptor is found out later, as in Node.
    private func readArguments(_ call: JSCall) throws -> () throws(WASI.Errno) -> Transfer {
        let number = try descriptorArgument(call[0])
        var (buffer, offset, length, position) = (call[1], call[2], call[3], call[4])
        if case .object(let options) = call[1], options.byteView == nil {
            buffer = try options.get("buffer")
            (offset, length, position) = try (options.get("offset"), options.get("length"), options.get("position"))
        } else if case .object(let options) = call[2] {
            (offset, length, position) = try (options.get("offset"), options.get("length"), options.get("position"))
        }
        guard case .object(let object) = buffer, let view = object.byteView else {
            throw realm.argumentError(
                "buffer", mustBe: "an instance of Buffer, TypedArray, or DataView", not: buffer)
        }
        let range = try rangeArguments(offset, length, view.count)
        let place = try positionArgument(position)
        return { () throws(WASI.Errno) in
            Transfer(descriptor: try self.descriptors[number], object: object, range: range, position: place)
        }
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
    private func read(_ transfer: @escaping () throws(WASI.Errno) -> Transfer, _ callback: JSObject) throws {
        do throws(WASI.Errno) {
            let transfer = try transfer()
            if let count = try attemptRead(transfer) {
                return queue(callback, [.null, .number(count), .object(transfer.object)])
            }
            wait(transfer.descriptor, Int32(POLLIN)) {
                try self.read({ () throws(WASI.Errno) in transfer }, callback)
            }
        } catch {
            queue(callback, [.object(realm.error(NodeFailure(error, "read"))), 0])
        }
    }

    /// Nil if nothing is there yet.
    private func attemptRead(_ transfer: Transfer) throws(WASI.Errno) -> Int? {
        let descriptor = transfer.descriptor
        let file = try descriptor.file(toWrite: false)
        if transfer.position != nil, !file.isSeekable { throw .spipe }
        if transfer.range.isEmpty { return 0 }
        let target = transfer.bytes(from: 0)
        guard let wait = file.waitDescriptor else {
            let count = try file.read(into: target, at: transfer.position ?? descriptor.position)
            if transfer.position == nil { descriptor.position += UInt64(count) }
            return count
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

    /// What is to be written, and what the callback gets as its third argument: the object or the text.
    private func writeArguments(_ call: JSCall) throws -> (() throws(WASI.Errno) -> Transfer, JSValue) {
        let number = try descriptorArgument(call[0])
        let object: JSObject
        let range: Range<Int>
        let place: UInt64?
        if case .string = call[1] {
            let array = try realm.bytes(bytesArgument(call[1], encoding: call[3]))
            object = array
            range = 0..<array.length
            place = try positionArgument(call[2])
        } else {
            guard case .object(let given) = call[1], let view = given.byteView else {
                throw realm.argumentError(
                    "buffer", mustBe: "of type string or an instance of Buffer, TypedArray, or DataView", not: call[1])
            }
            object = given
            var (offset, length, position) = (call[2], call[3], call[4])
            if case .object(let options) = call[2] {
                (offset, length, position) = try (
                    options.get("offset"), options.get("length"), options.get("position")
                )
            }
            range = try rangeArguments(offset, length, view.count)
            place = try positionArgument(position)
        }
        return (
            { () throws(WASI.Errno) in
                Transfer(descriptor: try self.descriptors[number], object: object, range: range, position: place)
            }, call[1]
        )
    }

    /// Writes everything, behind those writes of the descriptor that are under way.
    private func write(
        _ transfer: () throws(WASI.Errno) -> Transfer, _ callback: JSObject, _ original: JSValue
    ) throws {
        let transferred: Transfer
        do throws(WASI.Errno) {
            transferred = try transfer()
        } catch {
            return queue(callback, [.object(realm.error(NodeFailure(error, "write"))), 0, original])
        }
        let descriptor = transferred.descriptor
        if descriptor.isWriting {
            descriptor.writers.append { try self.write(transferred, from: 0, callback, original) }
            return
        }
        descriptor.isWriting = true
        try write(transferred, from: 0, callback, original)
    }

    private func write(
        _ transfer: Transfer, from start: Int, _ callback: JSObject, _ original: JSValue
    ) throws {
        var done = start
        var failure: WASI.Errno?
        do throws(WASI.Errno) {
            repeat {
                guard let count = try attemptWrite(transfer, from: done) else {
                    let reached = done
                    return wait(transfer.descriptor, Int32(POLLOUT)) {
                        try self.write(transfer, from: reached, callback, original)
                    }
                }
                done += count
                // A file that is full says so at the next write.
                if count == 0 { break }
            } while done < transfer.range.count
        } catch {
            failure = error
        }
        if let failure, done == 0 {
            queue(callback, [.object(realm.error(NodeFailure(failure, "write"))), 0, original])
        } else {
            queue(callback, [.null, .number(done), original])
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
        let (transfer, original) = try writeArguments(call)
        let done = realm.function { call in
            if let callback { _ = try callback.call(this: .undefined, call[0].isNullish ? [] : [call[0]]) }
            return .undefined
        }
        try begin()
        try write(transfer, done, original)
    }
}
