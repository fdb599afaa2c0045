import Integrations
import Planning
import Testing

@Suite("A filter of projects")
struct FilterTests {
    /// Two that changed, one that left, one that stays; two teams.
    private func situation() throws -> Situation {
        let (ventas, soporte) = (["team": "ventas", "env": "prod"], ["team": "soporte", "env": "prod"])
        return Situation(
            desired: [
                try Sample.present("ventas-co", "B", labels: ventas),
                try Sample.present("ventas-mx", "A", labels: ventas),
                try Sample.present("soporte-co", "B", labels: soporte),
            ],
            recorded: [
                try Sample.applied("ventas-co", labels: ventas), try Sample.applied("ventas-mx", labels: ventas),
                try Sample.applied("soporte-co", labels: soporte), try Sample.applied("soporte-mx", labels: soporte),
            ])
    }

    private func changed(_ filter: ProjectFilter) throws -> [String] {
        var situation = try situation()
        situation.filter = filter
        return try situation.plan().changes.map(\.project.rawValue)
    }

    @Test("none given lets every project through")
    func none() throws {
        #expect(try changed(ProjectFilter()) == ["soporte-co", "soporte-mx", "ventas-co"])
        #expect(!ProjectFilter().isActive)
    }

    @Test("any of the included, none of the excluded")
    func includeAndExclude() throws {
        #expect(try changed(ProjectFilter(include: [Glob("ventas-*"), Glob("*-mx")])) == ["soporte-mx", "ventas-co"])
        #expect(try changed(ProjectFilter(exclude: [Glob("soporte-*")])) == ["ventas-co"])
        #expect(try changed(ProjectFilter(include: [Glob("*-co")], exclude: [Glob("ventas-*")])) == ["soporte-co"])
        #expect(try changed(ProjectFilter(include: [Glob("nobody")])).isEmpty)
    }

    @Test("all of the labels; of a project that left the files, those that the state remembers")
    func labels() throws {
        #expect(try changed(ProjectFilter(labels: ["team": "soporte"])) == ["soporte-co", "soporte-mx"])
        #expect(try changed(ProjectFilter(labels: ["team": "soporte", "env": "test"])).isEmpty)
        #expect(try changed(ProjectFilter(labels: ["team": ""])).isEmpty)
        #expect(
            try changed(ProjectFilter(include: [Glob("*-mx")], labels: ["team": "soporte", "env": "prod"]))
                == ["soporte-mx"])
    }

    @Test("labels in the files go before those of the state, also where the files have none")
    func labelsOfTheFiles() throws {
        let situation = Situation(
            desired: [try Sample.present("a", "B")], recorded: [try Sample.applied("a", labels: ["team": "ventas"])],
            filter: ProjectFilter(labels: ["team": "ventas"]))
        #expect(try situation.plan().matchedCount == 0)
    }

    @Test("a filter that matches nothing can be told from a plan with nothing to do")
    func matchedCount() throws {
        var situation = try situation()
        situation.filter = ProjectFilter(include: [Glob("nobody")])
        #expect(try situation.plan().matchedCount == 0)
        situation.filter = ProjectFilter(include: [Glob("ventas-mx")])
        let plan = try situation.plan()
        #expect(plan.matchedCount == 1)
        #expect(plan.changes.isEmpty && plan.unchanged.map(\.project.rawValue) == ["ventas-mx"])
    }

    @Test("what a filter hides on one side it hides on the other: nothing becomes a delete or a create by it")
    func bothSides() throws {
        for pattern in ["ventas-*", "soporte-*", "*-co", "*-mx", "?entas-co"] {
            var situation = try situation()
            let whole = try situation.plan().changes.map(\.action)
            situation.filter = ProjectFilter(include: [Glob(pattern)])
            for change in try situation.plan().changes { #expect(whole.contains(change.action)) }
        }
    }

    @Test("the shards' plans together are the whole plan", arguments: [1, 2, 3, 7])
    func shards(count: Int) throws {
        var situation = Situation(
            desired: try (0..<60).map { try Sample.present("p\($0)", $0.isMultiple(of: 3) ? "B" : "A") },
            recorded: try (20..<80).map { try Sample.applied("p\($0)") })
        let whole = try situation.plan()
        var parts: [ProjectID] = []
        for index in 1...count {
            situation.filter = ProjectFilter(shard: Shard("\(index)/\(count)"))
            parts += try situation.plan().changes.map(\.project)
        }
        #expect(parts.sorted() == whole.changes.map(\.project))
    }

    @Test("a base URL that moved is told of the projects that the filter lets through")
    func movedBaseURL() throws {
        var moved = try Sample.applied("moved")
        moved.baseURL = try Sample.baseURL("jelouapi")
        var situation = try situation()
        situation.recorded?.append(moved)
        #expect(try !situation.plan().refusals.isEmpty)
        situation.filter = ProjectFilter(exclude: [Glob("moved")])
        #expect(try situation.plan().refusals.isEmpty)
    }
}
