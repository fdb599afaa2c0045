import Integrations
import Messages

/// Findings as a JUnit report: a test case for each file or project, and one for the run as a whole.
///
/// There is no standard for it. This holds to what the readers of GitLab, GitHub actions and Jenkins have in common, with the
/// attributes `file` and `line` of a test case.
package struct JUnitDocument: Sendable {
    package init() {}

    package func encode(_ report: CIReport) -> [UInt8] {
        let cases = report.subjects.map { TestCase($0, report) }
        let failures = cases.count { $0.outcome == .failure }
        let errors = cases.count { $0.outcome == .error }
        let skipped = cases.count { $0.outcome == .skipped }
        let counts = "tests=\"\(cases.count)\" failures=\"\(failures)\" errors=\"\(errors)\""
        var lines = ["<?xml version=\"1.0\" encoding=\"UTF-8\"?>"]
        lines.append("<testsuites name=\"jelouctl\" \(counts)>")
        lines.append("  <testsuite name=\"jelouctl \(report.command)\" \(counts) skipped=\"\(skipped)\">")
        lines += cases.flatMap(\.lines)
        lines += ["  </testsuite>", "</testsuites>", ""]
        return Array(lines.joined(separator: "\n").utf8)
    }
}

/// One file or project.
private struct TestCase {
    let outcome: Outcome
    let lines: [String]

    enum Outcome {
        case passed
        case failure
        case error
        case skipped
    }

    init(_ subject: CIReport.Subject, _ report: CIReport) {
        outcome = Self.outcome(of: subject, report)
        let name = PlainText.cleaned(subject.name, limit: 1024)
        var attributes = [("name", name), ("classname", "jelouctl.\(report.command)")]
        if let location = subject.location, location.file != "-" {
            attributes += [("file", report.paths.path(location.file)), ("line", String(location.line))]
        }
        let start = "    <testcase" + Self.text(attributes)
        let body = Self.body(of: subject, outcome, report)
        lines = body.isEmpty ? [start + "/>"] : [start + ">"] + body + ["    </testcase>"]
    }

    private static func outcome(of subject: CIReport.Subject, _ report: CIReport) -> Outcome {
        if subject.findings.contains(where: { $0.accepted != nil }) { return .skipped }
        if subject.findings.contains(where: \.isUndecided) { return .error }
        if subject.isRun { return subject.findings.contains { $0.level == .error } ? .error : .passed }
        // A drift that is touched is a warning, and makes the exit status 2 all the same.
        let isDrift = report.command == "drift"
        let fails = subject.findings.contains { $0.level == .error || (isDrift && $0.level == .warning) }
        return fails ? .failure : .passed
    }

    private static func body(
        of subject: CIReport.Subject, _ outcome: Outcome, _ report: CIReport
    ) -> [String] {
        let findings = subject.findings.sorted(by: CIFinding.isMoreImportant)
        guard let first = findings.first else { return [] }
        let texts = findings.map { finding in
            // The word goes first: a file's name at the start of a line of a log could pass for a command of the CI system.
            let word = finding.isUndecided ? "unknown" : finding.level.rawValue
            let place = finding.location.map { "\(report.paths.path($0.file)):\($0.line):\($0.column): " } ?? ""
            return "\(word): \(place)\(finding.englishText)"
        }
        let more = findings.count > 1 ? " (and \(findings.count - 1) more)" : ""
        let attributes = [("message", CIFinding.cleaned(first.summary.english) + more), ("type", first.code)]
        let text = texts.map { XMLText.escaped(CIFinding.cleaned($0)) }.joined(separator: "\n")
        switch outcome {
        case .passed: return ["      <system-out>\(text)</system-out>"]
        case .failure: return ["      <failure\(Self.text(attributes))>\(text)</failure>"]
        case .error: return ["      <error\(Self.text(attributes))>\(text)</error>"]
        case .skipped:
            let accepted = findings.compactMap(\.accepted).first
            let reason = accepted.map { "accepted until \($0.expires): \(PlainText.cleaned($0.reason, limit: 500))" }
            return ["      <skipped\(Self.text([("message", reason ?? "")]))>\(text)</skipped>"]
        }
    }

    private static func text(_ attributes: [(String, String)]) -> String {
        attributes.map { " \($0.0)=\"\(XMLText.escaped($0.1))\"" }.joined()
    }
}
