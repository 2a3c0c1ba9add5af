import SwiftletBuild

extension RunRequest {
    /// The request as the scripts of `Web/run` read it (`Request` in report.js).
    ///
    /// - Parameters:
    ///   - module: where the script finds the module.
    ///   - entries: what is in each folder, for a place that cannot open it itself; one list for each of ``folders``.
    ///   - terminals: which streams are a person's; unless told, those of this process that are.
    ///   - script: where the script is that runs the module instead of ours.
    func json(
        module: String, entries: [[FolderEntry]] = [], terminals: [Bool]? = nil, script: String? = nil
    ) -> String {
        var json = JSONWriter()
        json.object { json in
            json.member("module", module)
            if let script { json.member("script", script) }
            json.member("arguments") { json in json.array(arguments) { json, argument in json.string(argument) } }
            json.member("environment") { json in
                json.object { json in for (name, value) in environment { json.member(name, value) } }
            }
            json.member("terminals") { json in
                json.array([0, 1, 2]) { json, stream in json.boolean(terminals?[stream] ?? (isatty(Int32(stream)) == 1))
                }
            }
            json.member("folders") { json in
                json.array(Array(folders.enumerated())) { json, folder in
                    json.object { json in
                        json.member("host", folder.element.host)
                        json.member("guest", folder.element.guest)
                        json.member("entries") { json in
                            json.array(entries.isEmpty ? [] : entries[folder.offset]) { json, entry in
                                json.object { json in
                                    json.member("path", entry.path)
                                    json.member("kind", entry.kind.rawValue)
                                    json.member("content", entry.content)
                                }
                            }
                        }
                    }
                }
            }
            json.member("call") { json in
                guard let call else { return json.null() }
                json.object { json in
                    json.member("name", call.export)
                    json.member("values") { json in
                        json.array(call.arguments) { json, value in
                            json.object { json in
                                json.member("type", value.type.description)
                                json.member("bits", String(value.bits))
                            }
                        }
                    }
                    json.member("results") { json in
                        json.array(call.results) { json, type in json.string(type.description) }
                    }
                }
            }
        }
        return json.text
    }

    /// The request for a page that a person looks at, whose module is at ``path``.
    package func pageJSON(script: String?) -> String {
        json(module: path, terminals: [false, true, true], script: script)
    }
}
