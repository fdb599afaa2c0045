import Integrations
import Planning
import Testing

@Suite("Whatever a branch does to whole blocks, it explains just what it changed")
struct AttributionPropertyTests {
    /// Projects with an address each, in an order, as a file has them.
    private struct File {
        var projects: [(id: String, letter: String)]

        /// A block that ends like many others.
        var text: [UInt8] {
            Array(
                ("projects:\n"
                    + projects.map { "  \($0.id):\n    webhookUrl: \($0.letter)\n    authType: no_auth\n" }.joined())
                    .utf8)
        }

        func version() throws -> FileSetVersion {
            FileSetVersion(
                desired: DesiredState(
                    projects: try projects.map { try Sample.present($0.id, $0.letter, authType: .noAuth) }),
                blocks: try projects.enumerated().map { index, project in
                    let first = 2 + 3 * index
                    return ProjectBlock(
                        project: try Sample.id(project.id), file: "jelou.yaml", lines: first...first + 2,
                        keyLines: Array(first...first + 2))
                })
        }
    }

    @Test("Blocks that are edited, added and taken out are explained; the others are not", arguments: 0..<300)
    func blocks(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let before = File(
            projects: (0..<Int.random(in: 0...12, using: &random)).map {
                ("p\($0)", Bool.random(using: &random) ? "a" : "b")
            })
        var after = before
        after.projects.removeAll { _ in random.chance(20) }
        for index in after.projects.indices where random.chance(20) {
            after.projects[index].letter = after.projects[index].letter == "a" ? "b" : "a"
        }
        for number in 0..<Int.random(in: 0...3, using: &random) {
            after.projects.insert(
                ("n\(number)", "a"), at: Int.random(in: 0...after.projects.count, using: &random))
        }
        let finder = AttributionFinder(
            from: try before.version(), to: try after.version(),
            [
                FileChange(
                    before: "jelou.yaml", after: "jelou.yaml", lines: LineChanges(from: before.text, to: after.text))
            ])
        for id in Set(before.projects.map(\.id) + after.projects.map(\.id)) {
            let letters = [before, after].map { file in file.projects.first { $0.id == id }?.letter }
            let origin = finder.origin(of: try Sample.id(id))
            if letters[0] == letters[1] {
                #expect(origin == .unexplained(.elsewhere), "\(id)")
            } else if case .explained = origin {
                continue
            } else {
                Issue.record("\(id): \(origin), from \(before.projects) to \(after.projects)")
            }
        }
    }
}
