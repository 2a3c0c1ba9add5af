extension Store {
    /// Free every struct, array and exception, and release every host value, that no guest and no handle of the host's can reach.
    ///
    /// The store does this by itself when enough has been made. Call it to have memory back now, or to see host objects go.
    public func collectGarbage() {
        heap.collect(roots: visitRoots)
    }

    /// Room for an object of any size; nil when the heap is full. The caller fills it at once.
    func allocate(_ byteCount: Int) -> ObjectPointer? {
        heap.allocate(byteCount, roots: visitRoots)
    }

    /// Find cells of a class of sizes.
    func refill(sizeClass: Int) -> Bool {
        heap.refill(sizeClass, roots: visitRoots)
    }

    /// The handle of a host object.
    func reference(to object: AnyObject) -> UInt64 {
        let values = heap.hostValues
        if let handle = values.handle(of: object) { return handle }
        // Guests that only pass host objects on make no others that would start a collection.
        if values.addedSinceCollection >= max(10_000, values.count / 2) || heap.collectsAlways { collectGarbage() }
        return values.add(object)
    }

    /// Types whose objects and functions the store will have.
    func add(_ types: [UnsafePointer<TypeRecord>]) {
        heap.add(types)
        block.pointee.types = heap.types
    }

    /// Show the marker everything that can still be used (see decision 090).
    private func visitRoots(_ marker: inout Marker) {
        // Slots hold numbers as well as references, and some were left by calls that are over.
        let bottom = stack.assumingMemoryBound(to: UInt64.self)
        marker.visit(words: bottom, count: block.pointee.top - bottom)
        hostRoots.visit(&marker)
        for global in globals where global.type.value.mayHoldObject { marker.visit(global.cell.pointee) }
        for table in tables where table.type.element.mayHoldObject {
            marker.visit(words: table.block.pointee.elements, count: table.block.pointee.count)
        }
        for instance in instances { instance.visitRoots(&marker) }
    }
}

extension InstanceStorage {
    fileprivate func visitRoots(_ marker: inout Marker) {
        let firstDefined = importedGlobals.count
        for (index, global) in module.binary.globals.enumerated() where global.type.value.mayHoldObject {
            marker.visit(globalCell(UInt32(firstDefined + index)).pointee)
        }
        for (index, segment) in module.binary.elements.enumerated() where index < elements.count {
            guard segment.type.mayHoldObject else { continue }
            for reference in elements[index] { marker.visit(reference) }
        }
    }
}
