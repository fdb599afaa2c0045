import DesiredFiles
import Integrations
import Messages
import Testing

@Suite("A file of accepted drift that was started by jelouctl")
struct AcceptedDriftFileTests {
    private func load(_ yaml: String) -> LoadedAcceptance {
        AcceptedDriftLoader(source: MemorySource(["accept.yaml": yaml]), workingDirectory: MemorySource.folder)
            .load("accept.yaml")
    }

    private func proposals() throws -> [AcceptedDriftFile.Proposal] {
        [
            AcceptedDriftFile.Proposal(
                project: try ProjectID("ventas-co"), name: "Ventas Colombia", status: .drifted,
                webhookURL: "https://new.example.com/jelou?a=\"b\\c\"", authType: "bearer"),
            AcceptedDriftFile.Proposal(project: try ProjectID("0123"), status: .missing, webhookURL: "ignored"),
            AcceptedDriftFile.Proposal(
                project: try ProjectID("no"), status: .touched, authType: "null", updatedAt: try touched()),
            AcceptedDriftFile.Proposal(
                project: try ProjectID("# {*}: 日本 \u{1F600}\u{FFFE}"), name: "a\n  - project: evil\u{202E}\u{FFFF}",
                status: .conflict,
                webhookURL: "\u{0}\u{1B}[0m\u{85}\u{2028}\u{FEFF}\u{E0041}\u{10FFFF} ", authType: ""),
        ]
    }

    private func touched() throws -> Timestamp { try #require(Timestamp(rfc3339: "2026-11-30T08:15:00.007Z")) }

    private func end() throws -> Timestamp { try #require(Timestamp(rfc3339: "2026-12-31T08:15:00Z")) }

    @Test("in another language says the same in comments, has the same keys, and is refused as it is")
    func languages() throws {
        let words = { @Sendable (message: Message) in
            message == AcceptedDriftFile.reasonToBeWritten ? "TODO: indique el motivo" : "Primera: línea\nsegunda"
        }
        let text = AcceptedDriftFile.render(try proposals(), expires: try end(), words: words)
        #expect(text.hasPrefix("# Primera: línea\n# segunda\nversion: 1\naccept:\n"))
        #expect(Set(load(text).diagnostics.map(\.code)) == ["accept-reason"])
        #expect(load(text.replacing("TODO: indique el motivo", with: "conocido")).diagnostics.isEmpty)
    }

    @Test("is refused until each reason is written, and for nothing else")
    func refused() throws {
        let loaded = load(AcceptedDriftFile.render(try proposals(), expires: try end()))
        #expect(loaded.diagnostics.map(\.code) == ["accept-reason", "accept-reason", "accept-reason", "accept-reason"])
        #expect(loaded.entries.isEmpty)
    }

    @Test("is read back byte for byte once the reasons are there")
    func roundTrip() throws {
        let text = AcceptedDriftFile.render(try proposals(), expires: try end())
        let loaded = load(text.replacing("TODO: say why", with: "known"))
        #expect(loaded.diagnostics.isEmpty)
        let wanted = try proposals()
        #expect(loaded.entries.map(\.project) == wanted.map(\.project))
        #expect(loaded.entries.map(\.status) == wanted.map(\.status))
        #expect(loaded.entries.map(\.expires.description).allSatisfy { $0 == "2026-12-31T23:59:59.999Z" })
        for (entry, proposal) in zip(loaded.entries, wanted) {
            let isMissing = proposal.status == .missing
            #expect(
                entry.webhookURL.map { Array($0.utf8) }
                    == (isMissing ? nil : proposal.webhookURL).map { Array($0.utf8) })
            #expect(entry.authType == proposal.authType)
            #expect(entry.updatedAt == proposal.updatedAt)
        }
    }

    @Test("reads as a person would write it")
    func words() throws {
        let text = AcceptedDriftFile.render([try proposals()[0]], expires: try end())
        #expect(
            text == """
                # Differences that are known and may stay for a while: jelouctl drift --accept THIS-FILE
                # Write a reason for each, and remove those that should not stay. Until then the file is refused.
                # An entry with live values holds only as long as the live side has these very values.
                # After its last day (expires, to the day's end in UTC) an entry accepts nothing any more.
                version: 1
                accept:
                  - project: "ventas-co"  # Ventas Colombia
                    status: drifted
                    live:
                      webhookUrl: "https://new.example.com/jelou?a=\\"b\\\\c\\""
                      authType: "bearer"
                    reason: "TODO: say why"
                    expires: 2026-12-31

                """)
    }

    @Test("is bound to the time of the last write where nothing else tells of it")
    func time() throws {
        let project = try ProjectID("a")
        let time = try touched()
        func live(_ status: AcceptedDriftStatus) throws -> String {
            let proposal = AcceptedDriftFile.Proposal(
                project: project, status: status, webhookURL: "https://a.example.com", updatedAt: time)
            return AcceptedDriftFile.render([proposal], expires: try end())
        }
        #expect(try live(.touched).contains("      updatedAt: 2026-11-30T08:15:00.007Z\n"))
        #expect(try !live(.drifted).contains("updatedAt"))
        #expect(try !live(.missing).contains("updatedAt"))
    }

    @Test("accepts nothing where there is nothing to accept")
    func empty() throws {
        let loaded = load(AcceptedDriftFile.render([], expires: try end()))
        #expect(loaded.diagnostics.isEmpty)
        #expect(loaded.entries.isEmpty)
    }

    @Test("holds nothing that a terminal acts on")
    func printable() throws {
        let text = AcceptedDriftFile.render(try proposals(), expires: try end())
        #expect(text.unicodeScalars.allSatisfy { !$0.isControlCharacter || $0 == "\n" })
        #expect(text.split(separator: "\n").count { $0.hasPrefix("  - project:") } == 4)
    }
}
