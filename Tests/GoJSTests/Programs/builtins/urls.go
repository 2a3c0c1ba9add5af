package main

import (
	"strings"
	"syscall/js"
)

// urls are those of the URL standard, odd and wrong ones among them.
func urls() {
	for _, pair := range addresses {
		address(pair[0], pair[1])
	}
	urlSetters()
	urlObjects()
	searchParams()
}

// address prints all parts of a URL, or what is wrong with it.
func address(input, base string) {
	label := show(js.ValueOf(input), 0)
	arguments := []any{input}
	if base != "" {
		arguments = append(arguments, base)
		label += " at " + show(js.ValueOf(base), 0)
	}
	canParse := get("URL").Call("canParse", arguments...).Bool()
	defer func() {
		if problem, ok := recover().(js.Error); ok {
			value := problem.Value
			line(label, value, value.Get("code"), show(value.Get("input"), 0), show(value.Get("base"), 0), canParse)
		}
	}()
	url := get("URL").New(arguments...)
	text := label
	for _, name := range urlParts {
		text += " " + show(url.Get(name), 0)
	}
	line(text, canParse)
	again := get("URL").New(url.Get("href")).Get("href").String()
	if again != url.Get("href").String() {
		line("not the same when it is read again:", again)
	}
}

var urlParts = []string{"href", "origin", "protocol", "username", "password", "host", "hostname", "port", "pathname", "search", "hash"}

var addresses = [][2]string{
	{"http://example.com", ""}, {"http://example.com/", ""}, {"HTTP://EXAMPLE.com:80/A/B?C#D", ""},
	{"https://user:pass@example.com:8443/a/b.html?x=1&y=2#part", ""}, {"http://user@example.com/", ""},
	{"http://:pass@example.com/", ""}, {"http://@example.com/", ""}, {"http://:@example.com/", ""},
	{"http://a:b@c:d@e.com/", ""}, {"http://a@b@c@d/", ""}, {"http://a b:c d@e/", ""}, {"http://us%3Aer:p%40ss@h/", ""},
	{"http://a/;=@[]\\|:&$,+!'()*~-._", ""}, {"http://;=[]|:&$,+!'()*~-._@h/", ""},
	{"", ""}, {" ", ""}, {"x", ""}, {"/x", ""}, {"//x", ""}, {":", ""}, {"1:", ""}, {"a1+-.:", ""}, {"a_:", ""}, {"http", ""},
	{"http:", ""}, {"http:/", ""}, {"http://", ""}, {"http:///", ""}, {"http:a", ""}, {"http:/a", ""}, {"http:///a", ""},
	{"http:\\\\a\\b\\..\\c", ""}, {"http:/\\a", ""}, {"http://a\\b:c@d", ""}, {"  http://a/ b ? c # d  ", ""},
	{"ht\ntp://a\t/b\r\nc?d\ne#f\tg", ""}, {"\x00http://a/\x1f", ""}, {"http://a/\x00\x01\x7f?\x00\x7f#\x00\x7f", ""},
	{"http://a:0/", ""}, {"http://a:/", ""}, {"http://a:080/", ""}, {"http://a:65535/", ""}, {"http://a:65536/", ""},
	{"http://a:99999999999999999999/", ""}, {"http://a:8a/", ""}, {"http://a:-1/", ""}, {"http://a:80:81/", ""}, {"https://a:443/", ""},
	{"ftp://a:21/", ""}, {"ws://a:80/", ""}, {"wss://a:443/", ""}, {"ws://a:443/", ""}, {"foo://a:80/", ""}, {"http://:80/", ""},
	{"http://a/b/c/../d", ""}, {"http://a/b/../../../c", ""}, {"http://a/./b/.", ""}, {"http://a/b/..", ""}, {"http://a/b/../", ""},
	{"http://a/%2e/b/%2E%2e/c", ""}, {"http://a/.%2e/b", ""}, {"http://a/%2e%2e%2e/b", ""}, {"http://a/.../b", ""}, {"http://a//b//../c", ""},
	{"http://a/b;c=d/../e", ""}, {"http://a/b/%", ""}, {"http://a/%zz%41%c3%a9", ""}, {"http://a/é/想?é#é", ""}, {"http://a/😀?😀#😀", ""},
	{"http://a?b", ""}, {"http://a#b", ""}, {"http://a?", ""}, {"http://a#", ""}, {"http://a?#", ""}, {"http://a/?b?c", ""}, {"http://a/#b#c", ""},
	{"http://a/?'\"<> `{}", ""}, {"foo://a/?'\"<> `{}", ""}, {"http://a/#'\"<> `{}", ""}, {"http://a/ \"<>`{}|", ""},
	{"http://a.b.c./", ""}, {"http://.a/", ""}, {"http://a..b/", ""}, {"http://./", ""}, {"http://../", ""}, {"http://-a-/", ""}, {"http://a_b/", ""},
	{"http://a%20b/", ""}, {"http://a b/", ""}, {"http://a<b/", ""}, {"http://a^b/", ""}, {"http://a|b/", ""}, {"http://a%00b/", ""}, {"http://a%2fb/", ""},
	{"http://a%41%2e%62/", ""}, {"http://a%/", ""}, {"http://%25/", ""}, {"http://a[b/", ""}, {"http://a]/", ""}, {"http://a*b$c!d'(e)~,;=&+/", ""}, {"http://\"a\"`{}/", ""},
	{"http://%C3%A4.de/", ""}, {"http://%C3.de/", ""}, {"http://\ufffd.de/", ""}, {"http://%ff/", ""},
	{"http://127.0.0.1/", ""}, {"http://127.1/", ""}, {"http://127.0.1/", ""}, {"http://2130706433/", ""}, {"http://0x7f.1/", ""}, {"http://0X7F.0.0.0x1/", ""},
	{"http://0177.0.0.01/", ""}, {"http://0x/", ""}, {"http://0x.0x.0/", ""}, {"http://256.0.0.1/", ""}, {"http://1.2.3.4.5/", ""}, {"http://1.2.3.256/", ""},
	{"http://1.2.65535/", ""}, {"http://1.2.65536/", ""}, {"http://1.16777215/", ""}, {"http://4294967295/", ""}, {"http://4294967296/", ""}, {"http://09/", ""},
	{"http://1.2.3.08/", ""}, {"http://1.2.3.4./", ""}, {"http://1.2.3.4../", ""}, {"http://a.1/", ""}, {"http://a.0x1/", ""}, {"http://a.0xg/", ""}, {"http://1.a/", ""},
	{"http://1..2/", ""}, {"http://99999999999999999999999/", ""}, {"http://0xffffffffffffffffffffff/", ""}, {"http://１２７.0.0.1/", ""}, {"foo://127.1/", ""},
	{"http://[::1]/", ""}, {"http://[::]/", ""}, {"http://[1:2:3:4:5:6:7:8]:80/", ""}, {"http://[1:0:0:4:0:0:0:8]/", ""}, {"http://[1:0:0:4:5:0:0:8]/", ""},
	{"http://[0:0:0:0:0:0:0:0]/", ""}, {"http://[1:0:3:0:5:0:7:0]/", ""}, {"http://[::1:2:3:4:5:6:7]/", ""}, {"http://[1:2:3:4:5:6:7::]/", ""}, {"http://[1::8]/", ""},
	{"http://[ABCD:EF01::]/", ""}, {"http://[00ab::0001]/", ""}, {"http://[::127.0.0.1]/", ""}, {"http://[::ffff:1.2.3.4]/", ""}, {"http://[1:2:3:4:5:6:1.2.3.4]/", ""},
	{"http://[1:2:3:4:5:6:7:1.2.3.4]/", ""}, {"http://[::1.2.3]/", ""}, {"http://[::1.2.3.256]/", ""}, {"http://[::1.2.3.04]/", ""}, {"http://[::.1.2.3]/", ""}, {"http://[1.2.3.4]/", ""},
	{"http://[::1.2.3.4:5]/", ""}, {"http://[::1.2.3.4.5]/", ""}, {"http://[12345::]/", ""}, {"http://[1:2:3:4:5:6:7]/", ""}, {"http://[1:2:3:4:5:6:7:8:9]/", ""}, {"http://[1::2::3]/", ""},
	{"http://[:1]/", ""}, {"http://[1:]/", ""}, {"http://[:::]/", ""}, {"http://[]/", ""}, {"http://[g::]/", ""}, {"http://[::1%eth0]/", ""}, {"http://[::1/", ""}, {"http://[::1]a/", ""}, {"http://::1/", ""},
	{"http://ExÄmple.COM/", ""}, {"http://faß.de/", ""}, {"http://ςσ.gr/", ""}, {"http://☃.net/", ""}, {"http://💩.la/", ""}, {"http://点看/", ""}, {"http://a。b．c｡d/", ""}, {"http://ＡＢｃ.com/", ""},
	{"http://a\u00adb\u200bc\u2060d\ufeffe/", ""}, {"http://\u00ad/", ""}, {"http://क्षत्रिय.in/", ""}, {"http://สวัสดี.th/", ""}, {"http://日本語.jp:8080/テスト", ""}, {"http://правда.рф/", ""}, {"http://한국.kr/", ""},
	{"http://xn--4ca.de/", ""}, {"http://XN--LS8H.la/", ""}, {"http://xn--/", ""}, {"http://xn--a/", ""}, {"http://xn--abc.com/", ""}, {"http://a.xn--zca/", ""}, {"http://xn--a-yoc/", ""}, {"http://xn--zn7c.com/", ""},
	{"http://שלום.il/", ""}, {"http://אa.com/", ""}, {"http://مثال.إختبار/", ""}, {"http://\u0301a/", ""}, {"http://a\u00a0b/", ""}, {"http://a\u2028b/", ""}, {"http://\ue000/", ""}, {"http://a\u200cb/", ""},
	{"file:", ""}, {"file:/", ""}, {"file://", ""}, {"file:///", ""}, {"file:a", ""}, {"file:/a/b", ""}, {"file:///a/b?c#d", ""}, {"file://host/a", ""}, {"file://localhost/a", ""}, {"file://LOCALHOST/", ""},
	{"file:///C:/a/../..", ""}, {"file:///C|/a", ""}, {"file:C:/a", ""}, {"file://C:/a", ""}, {"file:///C:", ""}, {"file:///c:/..", ""}, {"file:///CC:/..", ""}, {"file://a:80/", ""}, {"file://u@h/", ""}, {"file:\\\\h\\p", ""}, {"file://[::1]/", ""}, {"file://é/", ""}, {"file:////a", ""}, {"file:..", ""},
	{"mailto:a@b.c", ""}, {"data:text/plain,Hello World?q#f", ""}, {"javascript:alert('é')", ""}, {"about:blank", ""}, {"urn:a:b:c", ""}, {"a:b c\x01d", ""}, {"a:", ""}, {"a:?", ""}, {"a:#", ""}, {"a:/", ""}, {"a://", ""}, {"a:///", ""}, {"a:/b/../c", ""}, {"a:/..//b", ""}, {"a:/.//b", ""}, {"a:////b", ""}, {"a:b/../c", ""},
	{"foo://HOST/Path", ""}, {"foo://h o/", ""}, {"foo://h%20o/", ""}, {"foo://é/é", ""}, {"foo://[::1]:80/", ""}, {"foo://a\\b/", ""}, {"foo://u:p@h:1/", ""}, {"foo:///p", ""}, {"foo://:80/", ""}, {"foo://@/", ""}, {"foo://u@/", ""}, {"foo://h?q", ""}, {"foo://h#f", ""}, {"foo://h\x01/", ""}, {"foo://h%/", ""},
	{"blob:https://a.b:81/uuid", ""}, {"blob:http://u:p@a/x", ""}, {"blob:d3958f5c", ""}, {"blob:ftp://a/b", ""}, {"blob:", ""}, {"ws:a", ""}, {"wss:\\\\a", ""},
	{"", "http://a/b/c?d#e"}, {"f", "http://a/b/c?d#e"}, {"/f", "http://a/b/c?d#e"}, {"//f", "http://a/b/c?d#e"}, {"?f", "http://a/b/c?d#e"}, {"#f", "http://a/b/c?d#e"}, {"./f", "http://a/b/c?d#e"}, {"../f", "http://a/b/c?d#e"}, {"../../../f", "http://a/b/c?d#e"}, {".", "http://a/b/c"}, {"..", "http://a/b/c/d"},
	{"http:f", "http://a/b/c"}, {"http:/f", "http://a/b/c"}, {"http:?f", "http://a/b/c"}, {"http:", "http://a/b/c?d#e"}, {"http:#f", "http://a/b/c?d"}, {"https:f", "http://a/b/c"}, {"https:/f", "http://a/b/c"}, {"foo:f", "http://a/b/c"}, {"\\f", "http://a/b/c"}, {"\\\\f\\g", "http://a/b/c"}, {"/\\f", "http://a/b"}, {"//f:81/g", "https://u:p@a:80/b"}, {"f", "https://u:p@a:80/b"},
	{"a:b", "http://a/b"}, {"//", "http://a/b"}, {"///f", "http://a/b"}, {"/..//f", "http://a/b"}, {" f ", "http://a/b"}, {"?", "http://a/b?c"}, {"#", "http://a/b?c#d"}, {"f:80", "http://a/b"}, {"1:2", "http://a/b"}, {"//[::1]/x", "http://a/b"}, {"//a b", "http://a/b"},
	{"x", "mailto:a"}, {"#x", "mailto:a?b"}, {"?x", "mailto:a"}, {"", "mailto:a"}, {"#x", "data:a b#c"}, {"x", "bad"}, {"http://a/", "bad"}, {"x", "foo://h/a/b"}, {"/x", "foo:/a/b"}, {"//x/y", "foo:/a/b"}, {"\\x", "foo://h/a"}, {"..", "foo://h/a/b"}, {"x", "foo://h"}, {"", "foo://h"}, {"?x", "foo://h"}, {"foo:x", "foo://h/a"},
	{"x", "file:///a/b"}, {"/x", "file:///C:/b"}, {"/D:/x", "file:///C:/b"}, {"D|/x", "file:///C:/b"}, {"..", "file:///C:/b"}, {"//h/x", "file:///C:/b"}, {"?x", "file:///C:/b?c"}, {"#x", "file:///C:/b?c"}, {"", "file:///C:/b?c#d"}, {"C|x", "file:///a/b"}, {"C|", "file:///a/b"}, {"C|?x", "file:///a/b"}, {"file:x", "file:///a/b"}, {"/", "file://h/a"}, {"\\x", "file://h/C:/a"}, {"x", "file://h/a/b"}, {"///x", "file:///a"}, {"http:x", "file:///a"},
}

// urlSetters changes one part after the other, to what it may be and what it may not.
func urlSetters() {
	starts := []string{"http://u:p@h.example:81/a/b?c=d#e", "file:///C:/a", "foo://h/p", "foo:opaque?q#f", "foo:/p//q"}
	values := map[string][]string{
		"href":     {"https://new/", "bad", ""},
		"protocol": {"https", "HTTPS:", "ftp:x", "foo", "file", "http://other", "1a", "", "wss", "é"},
		"username": {"", "me", "a:b@c/d é"},
		"password": {"", "me", "a:b@c/d é"},
		"host":     {"", "new", "new:82", "new:80", "new:", "new:x", "new:99999", "n e w", "[::1]:8", "new/path", "new?q", "new#f", "new\\p", "u@new", "127.1", "É.de", "localhost"},
		"hostname": {"", "new", "new:82", "[::1]", "[::1", "n e w", "new/path", "0x10", "u@new", "é", "localhost"},
		"port":     {"", "82", "80", "0", "99999", "9x", "8 2", "\t8\n2", "-1", "443", "21"},
		"pathname": {"", "x", "/x/../y", "\\x", "a b?c#d", "//x", "%2e%2e/z", "é", "D|/x"},
		"search":   {"", "?", "x", "?x=y&z", "??", "a b'#\"é", "x\ny"},
		"hash":     {"", "#", "x", "#x", "##", "a b`#\"é"},
		"origin":   {"http://x"},
	}
	for _, start := range starts {
		for _, name := range append([]string{}, urlParts...) {
			if start == "foo:/p//q" && strings.HasPrefix(name, "host") {
				// Node has its own view of hosts where there was none.
				continue
			}
			for _, value := range values[name] {
				label := start + " ." + name + " = " + show(js.ValueOf(value), 0)
				url := get("URL").New(start)
				problem(label, func() any {
					// Go's own Set would not hear what a setter throws.
					get("Reflect").Call("set", url, name, value)
					return url.Get("href").String() + " " + url.Get("host").String() + " " + url.Get("searchParams").Call("toString").String()
				})
			}
		}
	}
}

// problem is run for errors with codes, which Node puts into their texts.
func problem(label string, body func() any) {
	defer func() {
		if problem, ok := recover().(js.Error); ok {
			line(label, problem.Value.Get("name"), problem.Value.Get("code"), problem.Value.Get("message"))
		}
	}()
	line(label, "=", show(js.ValueOf(body()), 0))
}

func urlObjects() {
	url := get("URL").New("https://u:p@example.org:81/a/b?x=1&y=é#h")
	line(url, url.Call("toString"), url.Call("toJSON"), get("JSON").Call("stringify", array(url)), get("Object.prototype.toString").Call("call", url))
	line(show(get("Object").Call("keys", url), 0), url.InstanceOf(get("URL")), url.Get("searchParams").Equal(url.Get("searchParams")))
	line(show(get("Object").Call("keys", get("URL.prototype")), 0), get("URL").Get("length"), get("URL").Get("name"))
	descriptor := get("Object").Call("getOwnPropertyDescriptor", get("URL.prototype"), "host")
	line(descriptor.Get("get").Get("name"), descriptor.Get("set").Get("name"), descriptor.Get("enumerable"), descriptor.Get("configurable"))
	line(show(get("Object").Call("getOwnPropertyDescriptor", get("URL.prototype"), "origin").Get("set"), 0))
	run("without new", func() any { return get("URL").Invoke("http://a") })
	problem("no argument", func() any { return get("URL").New() })
	problem("canParse without", func() any { return get("URL").Call("canParse") })
	problem("parse without", func() any { return get("URL").Call("parse") })
	problem("symbol", func() any { return get("URL").New(get("Symbol.iterator")) })
	problem("undefined", func() any { return get("URL").New(js.Undefined()) })
	problem("null base", func() any { return get("URL").New("x", js.Null()) })
	problem("undefined base", func() any { return get("URL").New("http://x", js.Undefined()).Get("href") })
	problem("URL and base URL", func() any { return get("URL").New(get("URL").New("http://x/y"), url).Get("href") })
	problem("base URL", func() any { return get("URL").New("z", url).Get("href") })
	problem("an object", func() any { return get("URL").New(pairs("toString", fn(func([]js.Value) any { return "http://o/" }))).Get("href") })
	problem("set href", func() any { return get("Reflect").Call("set", url, "href", "nothing") })
	problem("get of another", func() any { return get("Reflect").Call("get", get("URL.prototype"), "href") })
	problem("missing", func() any { return get("URLSearchParams").New().Call("get") })
	problem("missing two", func() any { return get("URLSearchParams").New().Call("append", "a") })
	problem("set one", func() any { return get("URLSearchParams").New().Call("set", "a") })
	problem("has", func() any { return get("URLSearchParams").New().Call("has") })
	problem("delete", func() any { return get("URLSearchParams").New().Call("delete") })
	problem("this", func() any { return get("URLSearchParams.prototype.get").Call("call", pairs(), "a") })
	problem("forEach", func() any { return get("URLSearchParams").New().Call("forEach", 1) })
	problem("params without new", func() any { return get("URLSearchParams").Invoke() })
	for _, value := range []any{array(1), array("ab"), array(array("a")), array(array("a", "b", "c")), array(js.Null()), array(pairs()), get("Symbol.iterator"), array(array(get("Symbol.iterator"), 1))} {
		problem("params of "+show(get("Array").Call("isArray", value), 0), func() any { return get("URLSearchParams").New(value).Call("toString") })
	}
	iterable := pairs()
	get("Reflect").Call("set", iterable, get("Symbol.iterator"), 1)
	problem("params of an odd iterable", func() any { return get("URLSearchParams").New(iterable).Call("toString") })
	line(get("URL").Call("parse", "nothing"), get("URL").Call("parse", "/x", "http://a/b"))
	get("console").Call("log", url, get("URLSearchParams").New(), get("URLSearchParams").New("a=b&c='"), pairs("u", pairs("p", get("URLSearchParams").New("a=1"))))

	// Either side sees what the other changes.
	url = get("URL").New("http://h/?a=1&a=2&b=%20#f")
	params := url.Get("searchParams")
	params.Call("append", "c", "é &=+'~")
	line(url, params, params.Get("size"))
	params.Call("delete", "a")
	line(url)
	url.Set("search", "?z=1&&=&=2&y")
	line(params, params.Get("size"), show(get("Array").Call("from", params), 0))
	url.Set("href", "http://other/?only=this")
	line(params, url.Get("searchParams").Equal(params))
	params.Call("delete", "only")
	line(url, show(url.Get("search"), 0))
	url.Set("search", "a=b~c d'e")
	line(url, params)
	params.Call("sort")
	line(url)
	run("set searchParams", func() any { return get("Reflect").Call("set", url, "searchParams", "x") })
}

func searchParams() {
	for _, text := range []string{
		"", "?", "??a=1", "a", "a=", "=a", "=", "&", "a=1&b=2&a=3", "a=b=c", "a+b=c+d", "a%20b=%2B", "%", "%zz=%4", "%C3%A9=%ff&é=想", "a=%F0%9F%98%80😀", "\ufeffa=%EF%BB%BFb",
		"a=1&&&b", "?a?b=?", "#a=b", "a;b", "x=\x00\x7f\n", "*-._~!'()=$&,/:;@[]", "%26=%3D",
	} {
		params := get("URLSearchParams").New(text)
		line(show(js.ValueOf(text), 0), show(get("Array").Call("from", params), 0), params, params.Get("size"))
	}
	make := func(init ...any) js.Value { return get("URLSearchParams").New(init...) }
	line(make(), make(5), make(true), make(js.Undefined()), make(pairs("a", 1, "b", js.Null(), "c", array(1, 2))), make(array(array("x", 1), array("x", 2))), make(array()), make(get("Map").New(array(array("m", "n")))))
	first := make("a=1&b=2")
	second := make(first)
	second.Call("set", "a", "changed")
	line(first, second, make(get("Set").New(array(array("k", "v")))), make(array(get("Set").New(array("p", "q")))))
	line(make("\U0001F600=\uFFFF"), make(pairs("2", "x", "1", "y", "é", "z")))
	params := make("a=1&b=2&a=3&c=4&a=1")
	on := func(method string, arguments ...any) {
		run(method+list(arguments), func() any { return params.Call(method, arguments...) })
		line("  ", params, params.Get("size"))
	}
	on("get", "a")
	on("get", "none")
	on("getAll", "a")
	on("getAll", "none")
	on("has", "a")
	on("has", "a", "3")
	on("has", "a", 3)
	on("has", "a", "4")
	on("has", "a", js.Undefined())
	on("has", "none")
	on("append", "d", js.Null())
	on("set", "a", "first")
	on("set", "new", 5)
	on("delete", "a", "other")
	on("delete", "a", "first")
	on("delete", "b", js.Undefined())
	on("delete", "none")
	on("append", "é", "ü\U0001F600")
	params = make("z=1&é=2&a=3&\U0001F600=4&\uFFFD=5&a=1&z=0&aa=6&=7&A=8")
	on("sort")
	for _, name := range []string{"entries", "keys", "values"} {
		iterator := params.Call(name)
		line(name, show(get("Array").Call("from", iterator), 0), get("Object.prototype.toString").Call("call", iterator), show(iterator.Call("next"), 0))
	}
	line(show(get("Array").Call("from", params.Call("entries")), 0), get("URLSearchParams.prototype.entries").Equal(get("Reflect").Call("get", params, get("Symbol.iterator"))))
	params = make("a=1&b=2")
	run("forEach", func() any {
		return params.Call("forEach", fn(func(a []js.Value) any {
			line("  each", a[0], a[1], a[2].Equal(params))
			if params.Get("size").Int() < 4 {
				params.Call("append", "more", params.Get("size"))
			}
			return nil
		}), "this")
	})
	iterator := params.Call("keys")
	iterator.Call("next")
	params.Call("delete", "a")
	line(show(iterator.Call("next"), 0), params)
	line(show(get("Object").Call("keys", get("URLSearchParams.prototype")), 0), get("Object.prototype.toString").Call("call", params))
	line(get("Object").Call("fromEntries", make("a=1&b=2&a=3")).Get("a"), get("String").Invoke(params))
}
