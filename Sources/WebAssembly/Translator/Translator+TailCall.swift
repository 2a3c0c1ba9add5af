// Calls in place of a return (specification §3.4.8). What follows one is unreachable.

extension Translator {
    mutating func translateReturnCall(_ index: UInt32) {
        let type = module.type(ofFunction: index)
        let imported = module.importedFunctions.count
        if Int(index) < imported {
            let arguments = prepareCall(type)
            emit(opReturnCallImport, layout.function(index))
            appendPlaces(of: type, arguments)
        } else {
            let arguments = prepareCall(type)
            emit(opReturnCall)
            code.append(UInt64(UInt(bitPattern: records + (Int(index) - imported))))
            appendPlaces(of: type, arguments)
        }
    }

    mutating func translateReturnCallIndirect(type typeIndex: UInt32, table: UInt32) {
        let type = functionType(typeIndex)
        let index = popSlot()
        let arguments = prepareCall(type)
        emit(opReturnCallIndirect, index, layout.table(table), Int(types.numbers[Int(typeIndex)]))
        appendPlaces(of: type, arguments)
    }

    mutating func translateReturnCallReference(type typeIndex: UInt32) {
        let type = functionType(typeIndex)
        let function = popSlot()
        let arguments = prepareCall(type)
        emit(opReturnCallReference, function)
        appendPlaces(of: type, arguments)
    }

    /// The fields of a ``TailCall``.
    private mutating func appendPlaces(of type: FunctionType, _ arguments: Int) {
        code.append(arguments)
        code.append(type.parameters.slotCount)
        code.append(type.results.slotCount)
        code.append(headerSlot)
        code.append(Translator.headerSlot(of: type))
    }
}
