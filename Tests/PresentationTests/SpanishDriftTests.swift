import Integrations
import Messages
import Presentation
import Testing

@Suite("Drift in Spanish")
struct SpanishDriftTests {
    private func context() throws -> DriftContext {
        DriftContext(
            filesName: "jelou.yaml", fileProjectCount: 12, statePath: "state.json", now: try DriftScenario.now)
    }

    private func text() throws -> String {
        DriftText(style: TextStyle(language: .spanish), showInSync: true).render(
            try DriftScenario.everyStatus().report(), context: try context())
    }

    @Test("counts in Spanish words alone, one apart from many")
    func total() throws {
        #expect(
            try text().hasSuffix(
                """
                \nDesviación: 3 desviados, 1 en conflicto, 1 ausente, 1 reescrito, 3 pendientes, 3 sin leer, 1 al día; \
                con aceptación: 1.

                """))
        let empty = DriftText(style: TextStyle(language: .spanish)).render(
            try DriftScenario().report(), context: try context())
        #expect(
            empty.contains("0 desviados, 0 en conflicto, 0 ausentes, 0 reescritos, 0 pendientes, 0 sin leer, 0 al día.")
        )
    }

    @Test("has no English word for a status, in text as in Markdown")
    func words() throws {
        let markdown = DriftMarkdown(style: MarkdownStyle(language: .spanish)).render(
            try DriftScenario.everyStatus().report(), context: try context(), exitCode: 2)
        for text in [try text(), markdown] {
            // Ids of the sample are made of them.
            let prose = text.replacing(/[a-z]-[a-z]+/, with: "").replacing("<!-- jelouctl:drift -->", with: "")
                .replacing(/`[^`]*`/, with: "").replacing("jelouctl drift", with: "")
            for word in ["drift", "conflict,", "conflict:", "missing", "touched", "pending", "unknown", "in sync"] {
                #expect(!prose.lowercased().contains(word), "\(word):\n\(prose)")
            }
        }
    }
}
