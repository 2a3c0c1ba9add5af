/// A small page that says what went wrong and what to do.
enum MessagePage {
    static func response(_ status: Int, _ title: String, _ paragraphs: [String] = [], list: [(String, String)] = [])
        -> Response
    {
        var body = "<h1>\(escape(title))</h1>\n"
        for paragraph in paragraphs { body += "<p>\(escape(paragraph))</p>\n" }
        if !list.isEmpty {
            let items = list.map { "<li><a href=\"\(escape($0.0))\">\(escape($0.1))</a></li>\n" }
            body += "<ul>\n\(items.joined())</ul>\n"
        }
        let html = """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width">
            <title>\(escape(title))</title>
            <style>
            :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif }
            body { max-width: 42em; margin: 3em auto; padding: 0 1em }
            </style>
            </head>
            <body>
            \(body)</body>
            </html>

            """
        return Response(
            status: status, fields: [("Content-Type", "text/html; charset=utf-8")], body: .bytes(Array(html.utf8)))
    }

    /// Text as HTML shows it.
    static func escape(_ text: String) -> String {
        var result = ""
        for character in text {
            switch character {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            default: result.append(character)
            }
        }
        return result
    }
}
