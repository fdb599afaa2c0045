import Integrations
import Messages
import Presentation

/// What CI systems are told about, made for tests.
enum CISample {
    static let paths = CIPaths(root: "/repo", workingDirectory: "/repo/infra/jelou")

    static func problem(
        _ code: String = "auth-type", _ severity: Diagnostic.Severity = .error, line: Int? = 7,
        file: String = "jelou.yaml", text: String? = "    authType: barer", detail: String = "\"barer\" is not known."
    ) -> Diagnostic {
        Diagnostic(
            code: code, severity: severity, summary: Message("unsupported value"), detail: Message(verbatim: detail),
            hint: Message("Did you mean \"bearer\"?"),
            location: line.map { SourceLocation(file: file, line: $0, column: 15, length: 5) }, sourceLine: text)
    }

    /// Errors and a warning in two of three files, and an error without a place.
    static func validation() -> CIReport {
        validation([
            problem(), problem("webhook-url", line: 9, text: "    webhookUrl: http://panel.example.com"),
            problem("same-webhook", .warning, line: 3, file: "teams/b.yaml", text: "  \"b\":"),
            problem("credential-unset", line: nil, text: nil, detail: "TOKEN is not set."),
        ])
    }

    static func validation(_ problems: [Diagnostic], paths: CIPaths = paths) -> CIReport {
        CIReport(
            ValidationResult(projectCount: 3, filesName: "3 files", diagnostics: problems),
            files: ["jelou.yaml", "teams/a.yaml", "teams/b.yaml"], paths: paths)
    }

    static func drift(_ scenario: DriftScenario) throws -> CIReport {
        CIReport(try scenario.report(), files: ["jelou.yaml"], paths: paths)
    }

    static func failure() -> CIReport {
        CIReport(
            failed: "drift",
            [
                problem(line: 7), problem("state-corrupt", line: nil, text: nil, detail: "The state file is damaged."),
            ], paths: paths)
    }

    /// Names of somebody who wants to break out of the format.
    static func hostile() -> CIReport {
        let text = "%0A::error::x ]]> <a b=\"'&\"> \u{1B}[31m\r\n::add-mask::y\u{2028}\u{202E}\u{FFFE}\u{0} ñ 😀"
        return validation([
            problem(file: "a b/%,:]]>&\"'<ñ😀>\u{1B}\n::error::.yaml", text: text, detail: text),
            problem(line: nil, text: nil, detail: text),
        ])
    }

    static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}
