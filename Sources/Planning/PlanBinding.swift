package import Integrations

/// What the state said of one project when a change of it was planned, as a digest.
///
/// It covers what a plan is made from: status and values, access, base URL, name, labels and protection. When and by what
/// run they were written, what the API told beside them and the file they came from decide nothing, and are not in it.
package struct PlanBinding: Hashable, Sendable, CustomStringConvertible {
    /// `sha256:` and 64 lower-case hexadecimal digits.
    package let description: String

    /// - Parameter recorded: nil when the state does not hold the project, and when there is no state.
    package init(_ recorded: RecordedProject?) {
        var digest = ContentDigest()
        digest.add("jelouctl/plan-binding/1")
        if let recorded { digest.add(recorded) } else { digest.add(nil as String?) }
        description = digest.finalized()
    }

    /// Reads back what ``description`` says; nil for anything else.
    package init?(_ text: String) {
        let prefix = "sha256:".utf8
        guard text.utf8.count == prefix.count + 64, text.utf8.starts(with: prefix),
            text.utf8.dropFirst(prefix.count).allSatisfy(Hexadecimal.isLowerCaseDigit)
        else { return nil }
        description = text
    }

    /// The binding of a project that the state does not hold.
    package static let notRecorded = PlanBinding(nil as RecordedProject?)
}

extension ContentDigest {
    fileprivate mutating func add(_ project: RecordedProject) {
        add(project.id.rawValue)
        switch project.status {
        case .applied(let values):
            add("applied")
            add(values)
        case .deleted: add("deleted")
        case .unsettled(let write):
            add("unsettled")
            add(write.kind.rawValue)
            add(write.tried)
            add("\(write.carriedCredential)")
            if let prior = write.prior { add(prior) } else { add(nil as String?) }
            add("\(write.leavesTombstone)")
        }
        add(project.baseURL.text)
        add(project.access)
        add(project.name)
        add(project.labels)
        add("\(project.protect)")
    }

    private mutating func add(_ values: RecordedIntegration) {
        add("values")
        add(values.webhookURL)
        add(values.authType?.rawValue)
        add(values.credential?.fingerprint.description)
        if let reference = values.credential?.reference { add(reference) }
    }
}
