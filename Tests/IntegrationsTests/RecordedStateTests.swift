import Integrations
import Testing

@Suite("A recorded state")
struct RecordedStateTests {
    private func project(_ id: String, url: String = "https://panel.example.com/") throws -> RecordedProject {
        RecordedProject(
            id: try ProjectID(id), status: .applied(RecordedIntegration(webhookURL: url)),
            baseURL: try APIBaseURL("https://gateway.jelou.ai/platform"))
    }

    private func state(_ ids: [String]) throws -> RecordedState {
        RecordedState(
            lineage: "6F1E9D1C-6C0D-4C51-9C3C-0D7B5F0E7A11", serial: 12,
            key: try #require(FingerprintKey(bytes: [UInt8](repeating: 1, count: 32))),
            projects: try ids.map { try project($0) })
    }

    private func ids(_ state: RecordedState) -> [String] { state.projects.map(\.id.rawValue) }

    @Test("holds its projects by id, in whatever order they come")
    func sorted() throws {
        #expect(try ids(state(["b", "a", "10", "2", "é"])) == ["10", "2", "a", "b", "é"])
        #expect(try ids(state(["a", "b", "c"])) == ["a", "b", "c"])
        #expect(try ids(state([])) == [])
    }

    @Test("finds each project, and none that is not there", arguments: [0, 1, 2, 3, 7, 8, 100])
    func lookup(count: Int) throws {
        let names = (0..<count).map { "p\($0 * 2)" }
        let state = try state(names)
        for name in names { #expect(try state[ProjectID(name)]?.id.rawValue == name) }
        for stranger in ["p1", "a", "z", "p", "p00", "p\(count * 2)"] {
            #expect(try state[ProjectID(stranger)] == nil)
        }
    }

    @Test("tells ids apart by their bytes")
    func lookupByBytes() throws {
        let state = try state(["\u{E9}"])
        #expect(try state[ProjectID("\u{E9}")] != nil)
        #expect(try state[ProjectID("e\u{301}")] == nil)
    }

    @Test("a merge replaces, adds and removes, and leaves the rest")
    func merge() throws {
        var state = try state(["a", "b", "c", "d"])
        try state.merge([
            ProjectID("b"): project("b", url: "https://new.example.com/"),
            ProjectID("c"): nil as RecordedProject?,
            ProjectID("aa"): project("aa"),
            ProjectID("z"): project("z"),
            ProjectID("nowhere"): nil as RecordedProject?,
        ])
        #expect(ids(state) == ["a", "aa", "b", "d", "z"])
        let replaced = state[try ProjectID("b")]
        #expect(replaced?.status == .applied(RecordedIntegration(webhookURL: "https://new.example.com/")))
        #expect(try state[ProjectID("a")] == project("a"))
        #expect(try state[ProjectID("c")] == nil)
    }

    @Test("a merge of nothing changes nothing; serial and lineage are the store's business")
    func mergeOfNothing() throws {
        var state = try state(["a", "b"])
        let before = state.projects
        state.merge([:])
        #expect(state.projects == before)
        state.merge([try ProjectID("a"): nil as RecordedProject?])
        #expect(ids(state) == ["b"])
        #expect(state.serial == 12)
        #expect(state.lineage == "6F1E9D1C-6C0D-4C51-9C3C-0D7B5F0E7A11")
    }

    @Test("desired projects are held by id too")
    func desired() throws {
        let place = SourceLocation(file: "jelou.yaml", line: 1, column: 1)
        let projects = try ["b", "a", "10"].map { id in
            DesiredProject(id: try ProjectID(id), intent: .absent, places: DesiredProject.Places(project: place))
        }
        #expect(DesiredState(projects: projects).projects.map(\.id.rawValue) == ["10", "a", "b"])
        #expect(DesiredState(projects: projects) == DesiredState(projects: projects.reversed()))
        #expect(DesiredState().projects.isEmpty)
    }
}
