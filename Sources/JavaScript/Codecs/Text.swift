extension String: JSCodec {
    /// JavaScript writes UTF-8 and puts U+FFFD for halves of surrogate pairs, so nothing has to be repaired here.
    public static func read(_ reader: inout JSReader) -> String {
        String(decoding: reader.run(stride: 1), as: UTF8.self)
    }

    public static func write(_ value: String) {
        let isContiguous: Void? = value.utf8.withContiguousStorageIfAvailable { bytes in
            JSWriter.run(UnsafeRawBufferPointer(bytes), count: bytes.count)
        }
        // Never here: every string of this target is contiguous.
        if isContiguous == nil { JSArray<UInt8>.write(Array(value.utf8)) }
    }
}
