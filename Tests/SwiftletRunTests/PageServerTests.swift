import SwiftletBuild
import Testing

@testable import SwiftletRun

@Suite("The page's server")
struct PageServerTests {
    @Test func requests() {
        let get = Array("GET /a/b?limit=3 HTTP/1.1\r\nHost: x\r\n\r\n".utf8)
        #expect(
            HTTPRequest.parse(get + [1, 2])
                == .request(HTTPRequest(method: "GET", path: "/a/b", query: "limit=3", body: []), size: get.count))
        let post = Array("POST /o HTTP/1.1\r\ncontent-LENGTH: 2\r\n\r\nhi".utf8)
        #expect(
            HTTPRequest.parse(post)
                == .request(HTTPRequest(method: "POST", path: "/o", query: "", body: [104, 105]), size: post.count))
        for end in 0..<post.count { #expect(HTTPRequest.parse(Array(post[..<end])) == .incomplete) }
        #expect(HTTPRequest.parse(Array("nonsense\r\n\r\n".utf8)) == .malformed)
        #expect(HTTPRequest.parse(Array("GET / HTTP/1.1\r\nContent-Length: -1\r\n\r\n".utf8)) == .malformed)
        #expect(HTTPRequest.parse(Array("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n".utf8)) == .malformed)
        #expect(HTTPRequest.parse([UInt8](repeating: 65, count: 70_000)) == .malformed)
    }

    @Test("A folder's copy has its files, folders and links, and no more than fits a page")
    func folderCopy() throws {
        let folder = try TemporaryFolder()
        let file = try folder.add("a/b.txt", Array("hello".utf8))
        #expect(symlink("b.txt", folder.path + "/a/link") == 0)
        let copy = try FolderCopy([.init(host: folder.path, guest: "/g")])
        #expect(
            copy.entries == [
                [
                    FolderEntry(path: "a", kind: .folder, content: ""),
                    FolderEntry(path: "a/b.txt", kind: .file, content: "file/0"),
                    FolderEntry(path: "a/link", kind: .link, content: "b.txt"),
                ]
            ])
        #expect(copy.files == [file])
        #expect(truncate(file, off_t(FolderCopy.mostBytes) + 1) == 0)
        #expect(throws: RunError.self) { try FolderCopy([.init(host: folder.path, guest: "/g")]) }
    }

    @Test("Every file of Web/ that a place needs is in the tool")
    func embeddedFiles() throws {
        let web = Files.canonical(Files.parent(of: #filePath) + "/../../Web")
        for folder in ["", "page/", "run/"] {
            for name in Files.list(web + "/" + folder) where [".js", ".html", ".css"].contains(where: name.hasSuffix) {
                #expect(
                    WebFile.contents(folder + name) == (try Files.read("\(web)/\(folder)\(name)")), "\(folder)\(name)")
            }
        }
        #expect(WebFile.contents("none.js") == nil)
    }

    @Test("The bundle for Node imports nothing of ours")
    func bundle() {
        let bundle = WebBundle("run/node.js").text
        #expect(!bundle.contains("from '."))
        #expect(bundle.contains("from 'node:wasi'"))
    }
}
