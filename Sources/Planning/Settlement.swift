package import Integrations

/// What came of a write whose outcome was open, and what the state holds of the project then; nil: nothing.
package enum Settlement: Hashable, Sendable {
    case happened(RecordedProject?)
    case didNotHappen(RecordedProject?)
}

extension RecordedProject {
    /// What reading the live side tells of a write whose outcome is open.
    ///
    /// - Returns: nil if no write is open, or if it stays so. A field that the answer leaves out proves nothing, and a
    ///   write that carried a credential is never settled by reading, because the credential is not read back: it is
    ///   sent again. What became of a creation's signing secret, reading never tells (``RecordedProject/isOpenCreation``).
    package func settled(by observation: Observation) -> Settlement? {
        guard case .unsettled(let write) = status else { return nil }
        switch (write.kind, observation) {
        case (_, .unknown): return nil
        case (.update, .present(let live)): return settledUpdate(write, live)
        case (.create, .present(let live)): return happened(write, live)
        // That it is gone says nothing about whether the update came first.
        case (.update, .absent): return nil
        case (.delete, .absent): return .happened(write.leavesTombstone ? tombstone : nil)
        case (.delete, .present): return .didNotHappen(applied(write.prior ?? write.tried))
        case (.create, .absent): return .didNotHappen(nil)
        }
    }

    private func settledUpdate(_ write: UnsettledWrite, _ live: ObservedIntegration) -> Settlement? {
        if let happened = happened(write, live) { return happened }
        let changed = OpenField.managed(write, live).filter(\.isChange)
        guard !write.carriedCredential, let prior = write.prior, !changed.isEmpty, changed.allSatisfy(\.isAsBefore)
        else {
            return nil
        }
        return .didNotHappen(applied(prior))
    }

    /// Nil unless the live values are those that were tried.
    private func happened(_ write: UnsettledWrite, _ live: ObservedIntegration) -> Settlement? {
        let fields = OpenField.managed(write, live)
        guard !write.carriedCredential, !fields.isEmpty, fields.allSatisfy(\.isAsTried) else { return nil }
        return .happened(applied(write.tried, live.remote.completed(by: remote)))
    }

    private func applied(_ values: RecordedIntegration, _ remote: RemoteIdentity? = nil) -> RecordedProject {
        var project = self
        project.status = .applied(values)
        project.remote = remote ?? self.remote
        return project
    }

    /// Of what is gone there is nothing to protect, and the API has nothing to tell.
    private var tombstone: RecordedProject {
        var project = self
        project.status = .deleted
        project.protect = false
        project.remote = RemoteIdentity()
        return project
    }
}

/// One field of an update whose outcome is open; nil: not managed, not known, not reported.
private struct OpenField {
    let tried: String?
    private let prior: String?
    private let live: String?

    /// The fields that the write manages.
    static func managed(_ write: UnsettledWrite, _ live: ObservedIntegration) -> [OpenField] {
        [
            OpenField(write.tried.webhookURL, write.prior?.webhookURL, live.webhookURL.value),
            OpenField(write.tried.authType?.rawValue, write.prior?.authType?.rawValue, live.authType.value),
        ].filter { $0.tried != nil }
    }

    init(_ tried: String?, _ prior: String?, _ live: String?) {
        self.tried = tried
        self.prior = prior
        self.live = live
    }

    var isAsTried: Bool { live.map { $0.hasSameBytes(as: tried) } ?? false }
    var isAsBefore: Bool { live.map { $0.hasSameBytes(as: prior) } ?? false }
    var isChange: Bool { !(tried.map { $0.hasSameBytes(as: prior) } ?? true) }
}

extension RemoteIdentity {
    /// What an answer left out is taken from what was known before.
    fileprivate func completed(by former: RemoteIdentity) -> RemoteIdentity {
        RemoteIdentity(
            id: id ?? former.id, createdAt: createdAt ?? former.createdAt, updatedAt: updatedAt ?? former.updatedAt)
    }
}
