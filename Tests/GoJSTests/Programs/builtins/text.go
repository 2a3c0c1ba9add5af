package main

import (
	"math"
	"syscall/js"
)

func numbers() {
	for _, value := range []float64{0, math.Copysign(0, -1), 1, -1.5, 0.1, 0.000001, 1e-7, 123.456, 1e21, 1.7976931348623157e308, 5e-324, 255, 0.5, 1.005, 2.5, -2.5, 1.45, 12345.6789, 9.995, 1e20, math.NaN(), math.Inf(-1), 4294967295, 9007199254740993} {
		for _, method := range []string{"toString", "toFixed", "toExponential", "toPrecision", "toLocaleString"} {
			on(value, method)
		}
		for _, digits := range []int{0, 1, 2, 20} {
			on(value, "toFixed", digits)
			on(value, "toExponential", digits)
			on(value, "toPrecision", digits+1)
		}
		on(value, "toPrecision", 5)
		for _, radix := range []int{2, 3, 16, 36} {
			// Beyond, engines may choose the digits.
			if value < 1<<53 {
				on(value, "toString", radix)
			}
		}
	}
	on(1, "toString", 1)
	on(1, "toFixed", 101)
	on(1, "toExponential", -1)
	on(1, "toPrecision", 0)
	on(1.5, "toLocaleString", "en-US", pairs("minimumFractionDigits", 2))
	on(1234.5678, "toLocaleString", "en-US", pairs("maximumFractionDigits", 1))
	for _, text := range []string{"", " 12 ", "0x1f", "0b101", "0o17", "1e3", "1_000", "Infinity", "-Infinity", "+5", ".5", "5.", ".", "12px", "\u00a07\ufeff", "0x", "1e1000", "-0"} {
		call("Number", text)
		call("parseFloat", text)
		call("parseInt", text)
		call("isNaN", text)
	}
	call("parseInt", "ff", 16)
	call("parseInt", "zz", 36)
	call("parseInt", "102", 2)
	call("parseInt", "5", 1)
	call("parseInt", "-0xff", 0)
	call("parseInt", "123456789012345678901234567890")
	call("parseInt", js.Null())
	call("Number")
	call("Number", js.Null())
	call("Number", js.Undefined())
	call("Number", true)
	call("Number", array(5))
	call("Number", pairs())
	call("Number", get("Symbol.iterator"))
	call("Number.isInteger", 5.5)
	call("Number.isInteger", "5")
	call("Number.isSafeInteger", 9007199254740992)
	for _, name := range []string{"EPSILON", "MAX_VALUE", "MIN_VALUE", "MAX_SAFE_INTEGER"} {
		line(name, get("Number").Get(name))
	}
	for _, name := range []string{"abs", "ceil", "floor", "round", "trunc", "sign", "sqrt", "fround", "clz32", "log2", "log10", "expm1"} {
		for _, value := range []any{0.5, -0.5, 2.5, -2.5, 1.5, -0.2, 8, -1, "16", js.Null(), js.Undefined(), math.Inf(1), 0.49999999999999994, 4503599627370497.5} {
			call("Math."+name, value)
		}
	}
	call("Math.max")
	call("Math.min", 0, math.Copysign(0, -1))
	call("Math.max", math.Copysign(0, -1), 0)
	call("Math.max", 1, math.NaN(), 3)
	call("Math.max", 1, "3", true)
	call("Math.hypot", 3, 4)
	call("Math.hypot")
	call("Math.pow", 1, math.Inf(1))
	call("Math.pow", 2, 0.5)
	call("Math.pow", math.NaN(), 0)
	call("Math.atan2", -0.0, -1)
	call("Math.imul", 4294967295, 5)
	create("Number", 5)
	create("Boolean", 0)
	call("Boolean", "")
	on(true, "toString")
	run("valueOf", func() any { return get("Boolean").New(false).Call("valueOf") })
	run("toString", func() any { return get("Number.prototype.toString").Call("call", "5") })
}

func texts() {
	word := "Hé😀llo"
	for _, index := range []any{0, 2, 3, -1, 99, js.Undefined(), "1", 1.9} {
		for _, method := range []string{"at", "charAt", "charCodeAt", "codePointAt"} {
			on(word, method, index)
		}
	}
	on(word, "concat", 1, js.Null(), "x")
	on("abcabc", "indexOf", "c", 3)
	on("abcabc", "indexOf", "")
	on("abc", "indexOf", "", 10)
	on("abcabc", "lastIndexOf", "c")
	on("abcabc", "lastIndexOf", "a", 2)
	on("abc", "lastIndexOf", "")
	on("abc", "lastIndexOf", "abcd")
	on("abcabc", "includes", "ca", 1)
	on("abcabc", "startsWith", "bc", 1)
	on("abcabc", "endsWith", "ab", 5)
	on("ab", "repeat", 3)
	on("ab", "repeat", -1)
	on("ab", "repeat", math.Inf(1))
	on("ab", "repeat", 1<<30)
	on("", "repeat", 1<<30)
	on("5", "padStart", 3, "0")
	on("5", "padEnd", 6, "abc")
	on("5", "padStart", 3)
	on("5", "padEnd", 3, "")
	on("5", "padEnd", 1<<30)
	for _, arguments := range [][]any{{1, 3}, {-2}, {3, 1}, {2, -1}, {}, {math.NaN(), math.Inf(1)}} {
		on(word, "slice", arguments...)
		on(word, "substring", arguments...)
		on(word, "substr", arguments...)
	}
	on("a,b,,c", "split", ",")
	on("a,b,,c", "split", ",", 2)
	on("abc", "split", "")
	on("abc", "split")
	on("", "split", ",")
	on("", "split", "")
	on("abc", "split", js.Undefined(), 0)
	on("aXbX", "replace", "X", "[$&$`$'$$$1]")
	on("aXbX", "replaceAll", "X", "[$&]")
	on("abc", "replaceAll", "", "-")
	on("aXbX", "replaceAll", "X", fn(func(a []js.Value) any { return a[1] }))
	on("abc", "replace", "z", "y")
	on("\u00a0 a b \n\ufeff", "trim")
	on(" a ", "trimStart")
	on(" a ", "trimEnd")
	on("ÀÉΣΑΣ ßİ", "toLowerCase")
	on("àéσας ßŉǆ", "toUpperCase")
	on("abc", "toLocaleUpperCase")
	on(word, "isWellFormed")
	on("Hé", "normalize")
	on("Hé", "normalize", "x")
	half := get("String").Call("fromCharCode", 0xd83d)
	on(half, "isWellFormed")
	on(half, "toWellFormed")
	run("halves", func() any {
		return get("String.prototype.concat").Call("call", half, get("String").Call("fromCharCode", 0xde00))
	})
	call("String.fromCharCode", 72, 65536+105, "33")
	call("String.fromCodePoint", 0x1F600, 97)
	call("String.fromCodePoint", -1)
	call("String.fromCodePoint", 1.5)
	call("String.raw", pairs("raw", array("a", "b", "c")), 1, 2, 3)
	call("String", get("Symbol.iterator"))
	call("String", array(1, array(2, js.Null())))
	call("String", pairs())
	call("String", fn(func([]js.Value) any { return 1 }).Call("toString").String() == "")
	call("Array.from", get("Object").Invoke(word))
	create("String", "ab")
	line(get("String").New("ab").Length(), get("String").New("ab").Index(1))
	call("Object.getOwnPropertyNames", "ab")
	for _, pair := range [][2]string{{"a", "b"}, {"a", "B"}, {"A", "a"}, {"a", "a"}, {"résumé", "resume"}, {"a", "á"}, {"z", "é"}, {"10", "9"}, {"a b", "ab"}, {"_a", "a"}, {"", "a"}} {
		on(pair[0], "localeCompare", pair[1])
	}
	for _, text := range []string{"a b&c=d/é😀?#[]'()*!~", "100%", "%E9", "%41%zz", "%F0%9F%98%80", "%2F%3f%25", "%C0%80"} {
		call("encodeURIComponent", text)
		call("encodeURI", text)
		call("decodeURIComponent", text)
		call("decodeURI", text)
		call("escape", text)
		call("unescape", text)
	}
	run("encode", func() any { return get("encodeURIComponent").Invoke(half) })
	symbol := get("Symbol").Invoke("mine")
	line(symbol.Equal(get("Symbol").Invoke("mine")), get("Symbol").Call("for", "x").Equal(get("Symbol").Call("for", "x")))
	call("Symbol.keyFor", get("Symbol").Call("for", "x"))
	call("Symbol.keyFor", symbol)
	call("Symbol.keyFor", 5)
	create("Symbol")
	on(symbol, "toString")
	line(get("Object").Invoke(symbol).Get("description"))
	call("Object.is", get("Object").Invoke(symbol).Call("valueOf"), symbol)
	for _, name := range []string{"padStart", "at", "split", "normalize"} {
		run(name, func() any { return get("String.prototype").Get(name).Call("call", js.Null()) })
	}
}
