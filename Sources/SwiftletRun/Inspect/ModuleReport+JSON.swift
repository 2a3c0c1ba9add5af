import WebAssembly

extension ModuleReport {
    /// The report for programs: sizes and offsets in bytes, types as the text format spells them, functions largest first.
    public var json: String {
        var json = JSONWriter(indented: true)
        json.object { json in
            json.member("file", file)
            json.member("size", size)
            json.member("kind", kind.rawValue)
            json.member("sections") { json in
                json.array(module.sections) { json, section in
                    json.object { json in
                        json.member("id", Int(section.id))
                        json.member("name", section.name)
                        json.member("offset", section.contents.lowerBound)
                        json.member("size", section.contents.count)
                    }
                }
            }
            json.member("imports") { json in
                json.array(module.imports) { json, entry in
                    json.object { json in
                        json.member("module", entry.module)
                        json.member("name", entry.name)
                        write(module.type(of: entry.description), to: &json)
                    }
                }
            }
            json.member("exports") { json in
                json.array(module.exports) { json, entry in
                    json.object { json in
                        json.member("name", entry.name)
                        write(module.type(of: entry), to: &json)
                    }
                }
            }
            json.member("functions") { json in
                json.array(functions) { json, function in
                    json.object { json in
                        json.member("index", Int(function.index))
                        json.member("name") { json in
                            if let name = function.name { json.string(name) } else { json.null() }
                        }
                        json.member("offset", function.offset)
                        json.member("size", function.size)
                    }
                }
            }
            json.member("customSections") { json in
                json.array(module.customSections) { json, section in
                    json.object { json in
                        json.member("name", section.name)
                        json.member("offset", section.contents.lowerBound)
                        json.member("size", section.contents.count)
                    }
                }
            }
        }
        return json.text
    }

    /// Nothing for an index that is out of range: a report is possible of a module that is not valid, too.
    private func write(_ type: ExternalType?, to json: inout JSONWriter) {
        guard let type else { return }
        json.member("kind", type.kind.description)
        json.member("type", String(type.description.dropFirst(type.kind.description.count + 1)))
    }
}
