package import Integrations
package import Messages

/// What `doctor` found.
package struct DoctorReport: Hashable, Sendable {
    /// In the order in which they are shown.
    package var checks: [DoctorCheck]
    /// What is wrong with the files, with places.
    package var diagnostics: [Diagnostic]

    package init(checks: [DoctorCheck], diagnostics: [Diagnostic] = []) {
        self.checks = checks
        self.diagnostics = diagnostics
    }

    package func count(_ outcome: DoctorCheck.Outcome) -> Int { checks.count { $0.outcome == outcome } }

    /// What a script is told about the report as a whole.
    package enum Verdict: Hashable, Sendable {
        /// Warnings are no failures.
        case fine
        case failed
        /// Something failed, and each time because a key was refused.
        case authenticationFailed
        case invalidFiles
    }

    package var verdict: Verdict {
        if diagnostics.contains(where: { $0.severity == .error }) { return .invalidFiles }
        let failed = checks.filter { $0.outcome == .failed }
        guard !failed.isEmpty else { return .fine }
        return failed.allSatisfy(\.isRefusal) ? .authenticationFailed : .failed
    }
}

/// One thing that was looked at.
package struct DoctorCheck: Hashable, Sendable {
    /// Stable, in kebab-case.
    package var name: String
    /// What was looked at, where a check is made of several things: a key's reference, a webhook.
    package var subject: Message?
    package var outcome: Outcome
    package var finding: Message
    /// What to do about it; nil where nothing is to be done.
    package var remedy: Message?
    /// Whether it failed because a credential was refused.
    package var isRefusal: Bool

    package enum Outcome: String, Hashable, Sendable, CaseIterable {
        case ok
        case warning
        case failed
        case skipped
    }

    package init(
        name: String, subject: Message? = nil, outcome: Outcome, finding: Message, remedy: Message? = nil,
        isRefusal: Bool = false
    ) {
        self.name = name
        self.subject = subject
        self.outcome = outcome
        self.finding = finding
        self.remedy = remedy
        self.isRefusal = isRefusal
    }
}
