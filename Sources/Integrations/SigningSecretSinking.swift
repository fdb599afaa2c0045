package import Messages

/// Takes the signing secrets of new integrations, each of which the API shows this one time.
///
/// For each project the order is: ``prepare(_:)`` with all others, ``reserve(_:)`` right before the request, then
/// ``store(_:for:)`` or ``release(_:)``.
package protocol SigningSecretSinking: Sendable {
    /// Finds out, before anything is created, for which projects no secret could be stored.
    func prepare(_ projects: [ProjectID]) async -> [ProjectID: SinkProblem]

    /// Makes sure, as far as that is possible, that the secret of this project can be stored in a moment.
    func reserve(_ project: ProjectID) async -> Result<Void, SinkProblem>

    /// Stores the secret for good: once it returns, not even a power failure loses it.
    func store(_ secret: Secret, for project: ProjectID) async -> Result<Void, SinkProblem>

    /// Takes back what was reserved, because no secret came.
    func release(_ project: ProjectID) async
}

/// Why a signing secret cannot be stored, or was not.
///
/// Holds nothing of a secret; its text is safe to print.
package struct SinkProblem: Error, Hashable, Sendable {
    /// What is wrong, on one line, without a full stop.
    package let summary: Message

    /// - Parameter summary: its values are cleaned.
    package init(_ summary: Message) {
        self.summary = summary.mappingValues { PlainText.cleaned($0, limit: 600) }
    }
}
