import IntegrationAPI
import Integrations
import Testing

@Suite("Project ids, as one segment of the path")
struct ProjectIDTests {
    private static let names = [
        "../../x?y#z", "a b", "日本", String(repeating: "x", count: 300), String(repeating: "日", count: 300), "%2F",
        "%2e%2e", "%", "/", "//", "a/../b", "\\..\\", "...", "a+b", "a;b=c,d@e:f", "?", "#", "&=", "é", "e\u{301}",
        "0123", "no", "1e5", "{projectId}", "*", "😀", "\"'<>`",
    ]

    @Test(
        "Any id reaches the server unchanged, on both base paths, with and without a slash at their end",
        arguments: names, Combination.BasePathName.allCases)
    func segment(name: String, basePath: Combination.BasePathName) async throws {
        for slash in ["", "/"] {
            try await withBench(Combination(basePath: basePath)) { bench async throws in
                let base = bench.target.baseURL + slash
                #expect(try await bench.perform(.read, on: name, at: base).failure?.reason == .absent)
                #expect(try await bench.perform(.create, on: name, at: base).failure == nil)
                #expect(try await bench.target.inspect(name)?.values == ContractBench.written)
                #expect(try await bench.perform(.read, on: name, at: base).failure == nil)
                #expect(try await bench.perform(.update, on: name, at: base).failure == nil)
                #expect(try await bench.perform(.delete, on: name, at: base).failure == nil)
                #expect(try await bench.target.inspect(name) == nil)

                let path = "/\(basePath)/v1/external-support/\(percentEncoded(name))"
                #expect(try await bench.target.received().map(\.rawPath) == Array(repeating: path, count: 5))
            }
        }
    }

    @Test("An id is its bytes: another spelling of the same letter is another project")
    func spelling() async throws {
        let names = ["\u{E9}", "e\u{301}"]
        try await withBench { bench async throws in
            #expect(try await bench.perform(.create, on: names[0]).failure == nil)
            #expect(try await bench.perform(.read, on: names[1]).failure?.reason == .absent)
            #expect(try await bench.perform(.create, on: names[1]).failure == nil)
            #expect(try await bench.perform(.delete, on: names[0]).failure == nil)
            #expect(try await bench.perform(.read, on: names[1]).failure == nil)
        }
    }

    @Test("What no path can carry as one segment is no project id", arguments: [".", "..", "", "a\u{0}", "a\nb"])
    func refused(name: String) {
        #expect(throws: ProjectID.Problem.self) { try ProjectID(name) }
    }
}
