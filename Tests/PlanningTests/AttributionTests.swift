import Integrations
import Planning
import Testing

@Suite("Which changes come from touched lines")
struct AttributionTests {
    /// A version of the files: what stands in it, and which lines it stands on.
    private struct Side {
        var text: String
        var projects: [DesiredProject]?
        var blocks: [ProjectBlock]
    }

    private static func side(
        _ text: String, _ projects: [DesiredProject]?, _ blocks: [(String, ClosedRange<Int>)],
        uses: [SharedLines] = []
    ) throws -> Side {
        Side(
            text: text, projects: projects,
            blocks: try blocks.map {
                ProjectBlock(
                    project: try Sample.id($0), file: "jelou.yaml", lines: $1, keyLines: Array($1), uses: uses)
            })
    }

    private static func origin(
        of project: String, from before: Side, to after: Side, movedSetting: TouchedPlace? = nil
    ) throws -> ChangeOrigin {
        AttributionFinder(
            from: FileSetVersion(
                desired: before.projects.map { DesiredState(projects: $0) }, blocks: before.blocks),
            to: FileSetVersion(desired: after.projects.map { DesiredState(projects: $0) }, blocks: after.blocks),
            [
                FileChange(
                    before: "jelou.yaml", after: "jelou.yaml",
                    lines: LineChanges(from: Array(before.text.utf8), to: Array(after.text.utf8)))
            ], movedSetting: movedSetting
        ).origin(of: try Sample.id(project))
    }

    private static func place(_ line: Int) -> Integrations.SourceLocation {
        SourceLocation(file: "jelou.yaml", line: line, column: 1)
    }

    @Test("A touched line of the block explains its change, and no other one")
    func block() throws {
        let before = try Self.side(
            "p:\n a:\n  u: A\n b:\n  u: A\n", [Sample.present("a"), Sample.present("b")], [("a", 2...3), ("b", 4...5)])
        let after = try Self.side(
            "p:\n a:\n  u: A\n b:\n  u: B\n", [Sample.present("a"), Sample.present("b", "B")],
            [("a", 2...3), ("b", 4...5)])
        #expect(
            try Self.origin(of: "b", from: before, to: after) == .explained(TouchedPlace(.block, Self.place(5))))
        #expect(try Self.origin(of: "a", from: before, to: after) == .unexplained(.elsewhere))
        #expect(try Self.origin(of: "in-no-file", from: before, to: after) == .unexplained(.elsewhere))
    }

    @Test("A touched comment explains nothing: the files say what they said")
    func comment() throws {
        let before = try Self.side("p:\n a:\n  u: A\n", [Sample.present("a")], [("a", 2...3)])
        let after = try Self.side("p:\n a:\n  u: A # why\n", [Sample.present("a")], [("a", 2...3)])
        #expect(try Self.origin(of: "a", from: before, to: after) == .unexplained(.elsewhere))
    }

    @Test("A line that was taken out of a block explains its change where the block stands")
    func takenOut() throws {
        let before = try Self.side(
            "p:\n a:\n  u: A\n  t: x\n", [Sample.present("a", authType: .noAuth)], [("a", 2...4)])
        let after = try Self.side("p:\n a:\n  u: A\n", [Sample.present("a")], [("a", 2...3)])
        #expect(try Self.origin(of: "a", from: before, to: after) == .explained(TouchedPlace(.block, Self.place(2))))
    }

    @Test("A block that was added or taken out is explained, even where its last line reads like its neighbour's")
    func addedAndRemoved() throws {
        let short = try Self.side("p:\n a:\n  u: X\n  t: n\n", [Sample.present("a", "X")], [("a", 2...4)])
        let long = try Self.side(
            "p:\n a:\n  u: A\n  t: n\n b:\n  u: A\n  t: n\n", [Sample.present("a"), Sample.present("b")],
            [("a", 2...4), ("b", 5...7)])
        #expect(try Self.origin(of: "b", from: short, to: long) == .explained(TouchedPlace(.block, Self.place(5))))
        #expect(
            try Self.origin(of: "b", from: long, to: short)
                == .explained(TouchedPlace(.removedBlock, Self.place(5), isFormer: true)))
    }

    @Test("A block that a slip moved out of the projects is not explained: its lines stand on")
    func slip() throws {
        let before = try Self.side(
            "p:\n a:\n  u: A\n b:\n  u: A\n", [Sample.present("a"), Sample.present("b")], [("a", 2...3), ("b", 4...5)])
        let above = try Self.side("p:\n a:\n  u: A\nx-old:\n b:\n  u: A\n", [Sample.present("a")], [("a", 2...3)])
        #expect(try Self.origin(of: "b", from: before, to: above) == .unexplained(.structure))
        let key = try Self.side("p:\n a:\n  u: A\nb:\n  u: A\n", [Sample.present("a")], [("a", 2...3)])
        #expect(try Self.origin(of: "b", from: before, to: key) == .unexplained(.structure), "only its key was touched")
        #expect(
            try Self.origin(of: "b", from: above, to: before) == .unexplained(.structure),
            "and back, for the same reason")
    }

    @Test(
        "Touched lines that projects share explain changes indirectly, and are named",
        arguments: [
            SharedLines.Kind.anchor, .defaults,
        ])
    func shared(kind: SharedLines.Kind) throws {
        let uses = [SharedLines(kind, 1...2)]
        let before = try Self.side("d:\n t: A\np:\n a:\n  u: A\n", [Sample.present("a")], [("a", 4...5)], uses: uses)
        let after = try Self.side(
            "d:\n t: B\np:\n a:\n  u: A\n", [Sample.present("a", authType: .bearer)], [("a", 4...5)], uses: uses)
        let expected = TouchedPlace(kind == .anchor ? .anchor : .defaults, Self.place(2))
        #expect(try Self.origin(of: "a", from: before, to: after) == .indirect(expected))
        let without = try Self.side("p:\n a:\n  u: A\n", [Sample.present("a", authType: .bearer)], [("a", 2...3)])
        #expect(
            try Self.origin(of: "a", from: before, to: without)
                == .indirect(TouchedPlace(expected.kind, Self.place(1), isFormer: true)))
    }

    @Test("Another API or state explains indirectly what the files do not")
    func settings() throws {
        let side = try Self.side("p:\n a:\n  u: A\n", [Sample.present("a")], [("a", 2...3)])
        let moved = TouchedPlace(.settings, Self.place(1))
        #expect(try Self.origin(of: "a", from: side, to: side, movedSetting: moved) == .indirect(moved))
    }

    @Test("Where the former files were not valid, lines alone decide")
    func invalidBefore() throws {
        let before = try Self.side("p:\n a:\n  u: ?\n b:\n  u: A\n", nil, [("a", 2...3), ("b", 4...5)])
        let after = try Self.side(
            "p:\n a:\n  u: A\n b:\n  u: A\n", [Sample.present("a"), Sample.present("b")], [("a", 2...3), ("b", 4...5)])
        #expect(try Self.origin(of: "a", from: before, to: after) == .explained(TouchedPlace(.block, Self.place(3))))
        #expect(try Self.origin(of: "b", from: before, to: after) == .unexplained(.elsewhere))
    }

    @Test("A plan's changes are counted by class, and its digest does not know of them")
    func counts() throws {
        var situation = Situation()
        situation.desired = [try Sample.present("a", "B"), try Sample.present("b", "B")]
        situation.recorded = [try Sample.applied("a"), try Sample.applied("b"), try Sample.applied("c")]
        var plan = try situation.plan()
        let digest = plan.digest
        plan.attribution = Attribution(
            since: "main", mergeBase: "0123",
            origins: [
                try Sample.id("a"): .explained(TouchedPlace(.block, Self.place(5))),
                try Sample.id("b"): .indirect(TouchedPlace(.defaults, Self.place(2))),
            ])
        let counts = try #require(plan.attribution).counts(of: plan)
        #expect([counts.explained, counts.indirect, counts.unexplained] == [1, 1, 1])
        #expect(plan.digest == digest)
    }
}
