// Functions of Swift's standard library that never run on WebAssembly: they serve strings whose characters live in an
// Objective-C object ("foreign" strings), and here no string does. The library keeps them, and all that they need,
// behind a check that the compiler cannot see through. In a release build these definitions take their places, so that
// link-time optimisation finds the check's other side dead and removes it.
//
// A name that the compiler does not know does no harm: its function is never called and goes away. That programs still
// print the same is tried whenever the Swift SDK bundle is made for a new compiler; see SDKBundleMaker+Probe.swift.

#define NEVER(number, name)                           \
    void swiftlet_never##number(void) __asm__(name);  \
    void swiftlet_never##number(void) {               \
        __builtin_unreachable();                      \
    }

// String.UTF8View._foreignCount()
NEVER(1, "$eSS8UTF8ViewV13_foreignCountSiyF")
// String.UTF8View._foreignIndex(after:)
NEVER(2, "$eSS8UTF8ViewV13_foreignIndex5afterSS0D0VAF_tF")
// String.UTF8View._foreignIndex(before:)
NEVER(3, "$eSS8UTF8ViewV13_foreignIndex6beforeSS0D0VAF_tF")
// String.UTF8View._foreignIndex(_:offsetBy:)
NEVER(4, "$eSS8UTF8ViewV13_foreignIndex_8offsetBySS0D0VAF_SitF")
// String.UTF8View._foreignDistance(from:to:)
NEVER(5, "$eSS8UTF8ViewV16_foreignDistance4from2toSiSS5IndexV_AGtF")
// String.UTF8View._foreignSubscript(position:)
NEVER(6, "$eSS8UTF8ViewV17_foreignSubscript8positions5UInt8VSS5IndexV_tF")
// String.UTF16View._foreignCount()
NEVER(7, "$eSS9UTF16ViewV13_foreignCountSiyF")
// String.UTF16View._foreignIndex(after:)
NEVER(8, "$eSS9UTF16ViewV13_foreignIndex5afterSS0D0VAF_tF")
// String.UTF16View._foreignIndex(before:)
NEVER(9, "$eSS9UTF16ViewV13_foreignIndex6beforeSS0D0VAF_tF")
// String.UTF16View._foreignIndex(_:offsetBy:)
NEVER(10, "$eSS9UTF16ViewV13_foreignIndex_8offsetBySS0D0VAF_SitF")
// _StringGuts._foreignGrow(_:)
NEVER(11, "$es11_StringGutsV12_foreignGrow33_408A76AB043BD3EFBAB6FAAAAA9B4914LLyySiF")
// _StringGuts._foreignCopyUTF8(into:)
NEVER(12, "$es11_StringGutsV16_foreignCopyUTF84intoSiSgSrys5UInt8VG_tF")
// _StringGuts.foreignScalarAlign(_:)
NEVER(13, "$es11_StringGutsV18foreignScalarAlignySS5IndexVAEF")
// _StringGuts._foreignAppendInPlace(_:)
NEVER(14, "$es11_StringGutsV21_foreignAppendInPlace33_408A76AB043BD3EFBAB6FAAAAA9B4914LLyys01_aB5SliceVF")
// _StringGuts._foreignConvertedToSmall()
NEVER(15, "$es11_StringGutsV24_foreignConvertedToSmall33_408A76AB043BD3EFBAB6FAAAAA9B4914LLs01_fA0VyF")
// _StringGuts._slowEnsureMatchingEncoding(_:)
NEVER(16, "$es11_StringGutsV27_slowEnsureMatchingEncodingySS5IndexVAEF")
// _StringGuts.foreignErrorCorrectedGrapheme(startingAt:endingAt:)
NEVER(17, "$es11_StringGutsV29foreignErrorCorrectedGrapheme10startingAt06endingH0SJSi_SitF")
