import Integrations
import Messages
import Presentation
import Reports
import Testing

@Suite("What reading an audit log has shown")
struct AuditTextTests {
    private let head = "sha256:" + String(repeating: "a", count: 64)

    @Test("is one line for people")
    func text() {
        let cases: [(AuditVerification, String)] = [
            (AuditVerification(entries: 0, head: nil), "audit.jsonl: no entries.\n"),
            (
                AuditVerification(entries: 1, head: head),
                "audit.jsonl: 1 entry, each as it was written. Head: \(head)\n"
            ),
            (
                AuditVerification(entries: 12, head: head),
                "audit.jsonl: 12 entries, each as it was written. Head: \(head)\n"
            ),
            (
                AuditVerification(entries: 4, head: head, problem: .init(line: 5, kind: .changed)),
                "audit.jsonl: NOT whole: 4 entries from the start hold, the next line does not.\n"
            ),
        ]
        for (verification, line) in cases {
            #expect(AuditText().render(verification, path: "audit.jsonl") == line)
        }
        #expect(
            AuditText().render(AuditVerification(entries: 0, head: nil), path: "a\u{1B}\nb") == "a b: no entries.\n")
    }

    @Test("is one document for programs", arguments: [nil] + AuditVerification.Kind.allCases)
    func json(kind: AuditVerification.Kind?) throws {
        let problem = kind.map { AuditVerification.Problem(line: 5, kind: $0) }
        let verification = AuditVerification(entries: 4, head: head, problem: problem)
        let document = try JSONTree(AuditJSON().encode(verification, path: "audit.jsonl"))
        #expect(
            document.keys == [
                "formatVersion", "command", "file", "valid", "entries", "head", "problem", "diagnostics",
            ])
        #expect(document["command"] == .text("audit verify"))
        #expect(document["valid"] == .flag(kind == nil))
        #expect(document["entries"] == .number(4))
        #expect(document["head"] == .text(head))
        #expect(
            document["problem"]
                == (kind.map { .object(["line": .number(5), "kind": .text($0.rawValue)]) } ?? .null))
        #expect(document["diagnostics"]?.elements?.count == (kind == nil ? 0 : 1))
    }

    @Test("says for each problem where it is and what to do", arguments: AuditVerification.Kind.allCases)
    func diagnostics(kind: AuditVerification.Kind) throws {
        let problem = AuditVerification.Problem(line: 5, kind: kind)
        let diagnostic = problem.diagnostic(path: "audit\u{1B}.jsonl")
        #expect(diagnostic.code == (kind == .torn ? "audit-log-torn" : "audit-log-damaged"))
        #expect(diagnostic.location == SourceLocation(file: "audit .jsonl", line: 5, column: 1))
        #expect(diagnostic.detail?.english.hasPrefix("Line 5: ") == true)
        #expect(diagnostic.hint?.english.hasSuffix(".") == true)
    }
}
