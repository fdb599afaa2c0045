import Integrations
import Messages
import Presentation
import Testing

@Suite("A diagnostic as text")
struct DiagnosticTextTests {
    private func place(_ line: Int, _ column: Int, _ length: Int = 1) -> Integrations.SourceLocation {
        Integrations.SourceLocation(file: "jelou.yaml", line: line, column: column, length: length)
    }

    private var samples: [Diagnostic] {
        [
            Diagnostic(
                code: "auth-type", severity: .error, summary: Message(verbatim: "unsupported auth type"),
                detail: Message(verbatim: "\"barer\" is not one of bearer, api_key, basic, no_auth."),
                hint: Message(verbatim: "Did you mean \"bearer\"?"),
                location: place(7, 15, 5), sourceLine: "    authType: barer"),
            Diagnostic(
                code: "tab", severity: .error, summary: Message(verbatim: "a tab cannot indent"),
                location: place(123, 1, 2), sourceLine: "\t\tname: \u{1B}[31mred\u{202E}"),
            Diagnostic(
                code: "wide", severity: .warning, summary: Message(verbatim: "this name is marked below"),
                location: place(9, 9, 2), sourceLine: "  name: 日本サポート"),
            Diagnostic(
                code: "behind", severity: .note, summary: Message(verbatim: "something is missing at the end"),
                hint: Message(verbatim: "Write it there."),
                location: place(10, 99), sourceLine: "  name:"),
            Diagnostic(
                code: "long", severity: .error, summary: Message(verbatim: "the line is long"),
                location: place(11, 300, 6),
                sourceLine: String(repeating: "word ", count: 58) + "        wrong "
                    + String(repeating: "word ", count: 50)),
            Diagnostic(
                code: "state-corrupt", severity: .error, summary: Message(verbatim: "the state file is damaged"),
                detail: Message(verbatim: ".jelouctl/state.json:3: this line is cut off."),
                hint: Message(verbatim: "Restore the previous one with `jelouctl state restore`.")),
            Diagnostic(
                code: "live-unknown", severity: .warning,
                summary: Message(verbatim: "the live values could not be read"),
                detail: Message(verbatim: "HTTP 503\u{1B}[2J\nfrom the gateway."), project: try? ProjectID("ventas co")),
        ]
    }

    @Test("has place, line, marks, particulars and help", arguments: [60, 80])
    func golden(width: Int) {
        expectGolden(DiagnosticText(style: TextStyle(width: width)).render(samples), "diagnostics-\(width).txt")
    }

    @Test("carries the same words with colour as without")
    func color() {
        let colored = DiagnosticText(style: TextStyle(usesColor: true)).render(samples)
        #expect(colored.withoutColor == DiagnosticText().render(samples))
        expectGolden(colored.replacing("\u{1B}", with: "ESC"), "diagnostics-color.txt")
    }

    @Test("is empty if there is none")
    func none() {
        #expect(DiagnosticText().render([]) == "")
    }

    @Test("survives any place in any line")
    func anyPlace() {
        for line in ["", "a", "\u{301}", String(repeating: "日", count: 200)] {
            for column in [Int.min, -1, 0, 1, 2, 100, 201, Int.max] {
                for length in [Int.min, 0, 1, 150, Int.max] {
                    let diagnostic = Diagnostic(
                        code: "x", severity: .error, summary: Message(verbatim: "x"),
                        location: place(1, column, length), sourceLine: line)
                    let text = DiagnosticText(style: TextStyle(width: 60)).render([diagnostic])
                    #expect(text.contains("^"))
                    #expect(text.split(separator: "\n").allSatisfy { $0.count <= 60 || $0.contains("error:") })
                }
            }
        }
    }
}
