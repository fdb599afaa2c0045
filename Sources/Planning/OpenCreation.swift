package import Integrations
import Messages

extension RecordedProject {
    /// Whether a run ended between a creation's request and its outcome, so that nobody knows what became of its signing
    /// secret: the API shows it once, in the answer.
    package var isOpenCreation: Bool {
        if case .unsettled(let write) = status { write.kind == .create } else { false }
    }
}

extension Diagnostic {
    /// Warns of each integration that may be there without anybody having its signing secret.
    ///
    /// - Parameter observed: what reading has shown; a project that is missing here was not read.
    package static func openCreations(
        among projects: some Sequence<RecordedProject>, observed: [ProjectID: Observation]
    ) -> [Diagnostic] {
        projects.compactMap { openCreation($0, observed[$0.id]) }
    }

    /// - Returns: nil unless a creation is open, and for a project that is proven absent: then no secret was shown.
    static func openCreation(_ project: RecordedProject, _ observation: Observation?) -> Diagnostic? {
        guard project.isOpenCreation else { return nil }
        let name = PlainText.cleaned(project.id.rawValue)
        let detail: Message
        switch observation {
        case .absent: return nil
        case .present:
            detail = Message(
                "A run that ended early created the integration of \(name), and did not note what became of it.")
        case .unknown, nil:
            detail = Message("A run ended early while it created the integration of \(name): it may be there or not.")
        }
        return Diagnostic(
            code: "signing-secret-unsure", severity: .warning,
            summary: Message("the signing secret of a new integration may be lost"), detail: detail,
            hint: Message(
                """
                Look for it where settings.signingSecrets puts them. If it is not there: delete the integration \
                (`state: absent`) and create it again, or go on without verifying the signatures of its events. The API \
                shows the secret once.
                """),
            project: project.id)
    }
}
