import Integrations
import Messages
package import Reports

/// What `doctor` found, for people: a line for each check, and below it what to do.
package struct DoctorText: Sendable {
    private let style: TextStyle

    package init(style: TextStyle = TextStyle()) {
        self.style = style
    }

    /// The last line is the one that begins with `Doctor:`.
    package func render(_ report: DoctorReport) -> String {
        lines(report.checks).map { $0 + "\n" }.joined() + "\n" + style.paint(total(report), .strong) + "\n"
    }

    /// The checks alone.
    package func lines(_ checks: [DoctorCheck]) -> [String] {
        let words = DoctorCheck.Outcome.allCases.map { word($0).displayWidth }.max() ?? 0
        let names = checks.map(\.name.displayWidth).max() ?? 0
        return checks.flatMap { check in
            let word = style.paint(word(check.outcome).padded(to: words), Self.tone(check.outcome))
            let line = "  \(word)  \(check.name.padded(to: names))  \(finding(of: check))"
            guard let remedy = check.remedy else { return [line] }
            let indent = String(repeating: " ", count: words + 4)
            return [line, indent + "→ " + PlainText.cleaned(style.text(remedy), limit: 1500)]
        }
    }

    /// What was found, and of what, unless that begins with the same words.
    private func finding(of check: DoctorCheck) -> String {
        let finding = PlainText.cleaned(style.text(check.finding), limit: 1500)
        guard let subject = check.subject.map({ PlainText.cleaned(style.text($0), limit: 1024) }) else {
            return finding
        }
        return finding.hasPrefix(subject + " ") ? finding : "\(subject): \(finding)"
    }

    private func total(_ report: DoctorReport) -> String {
        let counts = DoctorCheck.Outcome.allCases.map { (report.count($0), $0) }
        let parts = counts.filter { $0.0 > 0 || $0.1 == .ok || $0.1 == .failed }.map { count, outcome in
            style.text(Self.counted(count, outcome))
        }
        return style.text(Message("Doctor: \(parts.joined(separator: ", "))."))
    }

    private static func counted(_ count: Int, _ outcome: DoctorCheck.Outcome) -> Message {
        switch outcome {
        case .ok: Message("\(count) ok")
        case .warning: Counted.warnings(count)
        case .failed: Message("\(count) failed")
        case .skipped: Message("\(count) skipped")
        }
    }

    private func word(_ outcome: DoctorCheck.Outcome) -> String {
        switch outcome {
        case .ok: style.text(Message("ok"))
        case .warning: style.text(Message("warning"))
        case .failed: style.text(Message("FAILED"))
        case .skipped: style.text(Message("skipped"))
        }
    }

    private static func tone(_ outcome: DoctorCheck.Outcome) -> Tone {
        switch outcome {
        case .ok: .success
        case .warning: .warning
        case .failed: .error
        case .skipped: .quiet
        }
    }
}
