import DesiredFiles
import Integrations
import Testing

@Suite("Which lines of a file speak of which project")
struct ProjectOutlineTests {
    /// Each block as `id first-last uses`.
    private func outline(_ text: String) throws -> [String] {
        try #require(ProjectOutline.blocks(of: Array(text.utf8), file: "jelou.yaml")).map { block in
            let uses = block.uses.map { " \($0.kind.rawValue) \($0.lines.lowerBound)-\($0.lines.upperBound)" }.joined()
            return "\(block.project.rawValue) \(block.lines.lowerBound)-\(block.lines.upperBound)\(uses)"
        }
    }

    @Test("From the key to the last line; blank lines and comments behind it are not part of it")
    func blocks() throws {
        let text = """
            version: 1
            projects:
              # about a
              a:
                webhookUrl: https://a.example.com

                labels:
                  team: x
              # about b

              "b": { webhookUrl: https://b.example.com,
                     name: B }
              c: { state: absent } # last

            """
        #expect(try outline(text) == ["a 4-8", "b 11-12", "c 13-13"])
        #expect(try outline(text.replacing("\n", with: "\r\n")) == ["a 4-8", "b 11-12", "c 13-13"])
    }

    @Test("A text in several lines ends with its last one")
    func literal() throws {
        #expect(try outline("projects:\n  a:\n    name: |\n      one\n      two\n  b: {}\n") == ["a 2-5", "b 6-6"])
    }

    @Test("What a project takes in from elsewhere is named: defaults of its document, and anchors of anchors")
    func shared() throws {
        let text = """
            version: 1
            x-two: &two { team: x }
            x-one: &one
              labels: *two
            defaults:
              labels: *two
            projects:
              a:
                <<: *one
                webhookUrl: https://a.example.com
              b:
                webhookUrl: https://b.example.com
            ---
            version: 1
            projects:
              c: { webhookUrl: https://c.example.com }
            """
        #expect(
            try outline(text) == [
                "a 8-10 anchor 3-4 anchor 2-2 defaults 5-6 anchor 2-2", "b 11-12 defaults 5-6 anchor 2-2", "c 16-16",
            ])
    }

    @Test("Only the lines of its own keys count as a project's keys")
    func keyLines() throws {
        let text = "projects:\n  a:\n    # why\n    name: A\n\n    labels:\n      team: x\n"
        let block = try #require(ProjectOutline.blocks(of: Array(text.utf8), file: "jelou.yaml")?.first)
        #expect(block.keyLines == [2, 4, 6])
    }

    @Test("A text that is no YAML has no outline; one of another shape has no blocks")
    func unusable() throws {
        #expect(ProjectOutline.blocks(of: Array("a: [".utf8), file: "jelou.yaml") == nil)
        for text in ["", "- a\n", "projects: []\n", "projects:\n", "version: 1\n", "projects: text\n"] {
            #expect(try outline(text).isEmpty, "\(text)")
        }
    }
}
