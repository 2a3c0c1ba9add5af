import SwiftletBuild

extension SizeReport {
    /// The report for programs: sizes in bytes, largest first. The sizes of `reasons` and those of `items` both add up to
    /// `size`.
    public var json: String {
        var json = JSONWriter(indented: true)
        json.object { json in
            json.member("file", file)
            json.member("size", size)
            json.member("reasons") { json in
                json.array(shares) { json, share in
                    json.object { json in
                        json.member("reason", share.reason.identifier)
                        json.member("title", share.reason.title)
                        json.member("size", share.size)
                        json.member("functions", share.functionCount)
                        json.member("saving", share.saving)
                        json.member("advice") { json in
                            if let advice = share.reason.advice { json.string(advice) } else { json.null() }
                        }
                        json.member("keepers") { json in json.array(share.keepers) { $0.string($1) } }
                        json.member("chain") { json in json.array(share.chain) { $0.string($1) } }
                    }
                }
            }
            json.member("items") { json in
                json.array(items) { json, item in
                    json.object { json in
                        switch item.kind {
                        case .function(let index):
                            json.member("kind", "function")
                            json.member("index", Int(index))
                        case .data: json.member("kind", "data")
                        case .section: json.member("kind", "section")
                        }
                        json.member("name", item.name)
                        json.member("symbol", item.symbol)
                        json.member("reason", item.reason.identifier)
                        json.member("size", item.size)
                    }
                }
            }
        }
        return json.text
    }
}
