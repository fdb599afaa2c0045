import Catalogue
import Foundation
import Messages
import Testing

@Suite("Catalogue")
struct CatalogueTests {
    static let sources: Result<MessageSources, any Error> = Result {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        return try MessageSources.read(below: root.appending(path: "Sources"))
    }

    @Test("every message is one literal, so that it can be found")
    func literals() throws {
        let sources = try Self.sources.get()
        #expect(sources.findings.isEmpty, "\(sources.findings.joined(separator: "\n"))")
        #expect(sources.messages.count > 100)
    }

    @Test("no message lacks its Spanish")
    func complete() throws {
        let missing = Set(
            try Self.sources.get().messages.filter { needsWords($0) && Catalogue.spanish[$0.template] == nil }
        )
        .map { "\($0.place): \($0.template)" }.sorted()
        #expect(missing.isEmpty, "\(missing.count) without Spanish:\n\(missing.joined(separator: "\n"))")
    }

    @Test("no Spanish is left without its message")
    func used() throws {
        let written = Set(try Self.sources.get().messages.map(\.template))
        let unused = Catalogue.spanish.keys.filter { !written.contains($0) }.sorted()
        #expect(unused.isEmpty, "\(unused.count) unused:\n\(unused.joined(separator: "\n"))")
    }

    @Test("no message stands in the catalogue with two translations")
    func unique() {
        var seen: [String: String] = [:]
        for part in Catalogue.spanishParts {
            for (english, spanish) in part {
                #expect(seen.updateValue(spanish, forKey: english) == nil, "\(english)")
            }
        }
    }

    @Test("a translation has the values, the commands and the options of its message")
    func values() {
        for (english, spanish) in Catalogue.spanish {
            #expect(Self.fixed(in: english) == Self.fixed(in: spanish), "\(english)\n\(spanish)")
        }
    }

    @Test("a translation is no copy")
    func translated() {
        for (english, spanish) in Catalogue.spanish where english.contains(/[a-z]{3,} [a-z]{3,} [a-z]{3,}/) {
            #expect(english != spanish)
        }
    }

    /// A message of values and signs alone reads the same everywhere.
    private func needsWords(_ message: WrittenMessage) -> Bool {
        message.template.replacing(/\{\d+\}/, with: "").contains(/[A-Za-z]{2,}/)
    }

    /// What must stand in both: values, options, code in backquotes, keys with a dot.
    private static func fixed(in template: String) -> [String] {
        template.matches(of: /\{\d+\}|--[a-z-]+|`[^`]+`|JELOU[A-Z_]+|settings\.[A-Za-z.]+|[0-9]{2,}/).map {
            String($0.output)
        }.sorted()
    }
}
