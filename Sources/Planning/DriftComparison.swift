import Integrations
import Messages

/// Compares the managed fields of one project on its three sides.
struct DriftComparison {
    /// Those that differ on any side.
    let fields: [DriftField]
    /// Whether a value that was applied is known to be another one now.
    let hasMovedLive: Bool

    init(
        desired: DesiredProject?, recorded: RecordedProject?, observation: Observation, credential: CredentialFinding,
        hasState: Bool
    ) {
        let desired = Side(desired, credential)
        let applied = Side(recorded, hasState: hasState)
        let live = Side(observation)
        fields = [
            DriftField(.webhookURL, desired.webhookURL, applied.webhookURL, live.webhookURL),
            DriftField(.authType, desired.authType, applied.authType, live.authType),
            DriftField(.authorization, desired.authorization, applied.authorization, live.authorization),
        ].filter { ($0.movedInFiles || $0.movedLive) && $0.holdsSomethingKnown }
        hasMovedLive = fields.contains(where: \.movedLive)
    }

    /// The three fields as one side has them.
    private struct Side {
        var webhookURL: DriftValue
        var authType: DriftValue
        var authorization: DriftValue

        init(_ webhookURL: DriftValue, _ authType: DriftValue, _ authorization: DriftValue) {
            (self.webhookURL, self.authType, self.authorization) = (webhookURL, authType, authorization)
        }

        init(all value: DriftValue) { self.init(value, value, value) }

        init(_ desired: DesiredProject?, _ credential: CredentialFinding) {
            guard case .present(let integration) = desired?.intent else {
                self.init(all: .absent)
                return
            }
            let authorization = integration.authorization.map { reference in
                DriftValue.credential(PlannedCredential(reference: reference, finding: credential))
            }
            self.init(
                .text(integration.webhookURL.text),
                integration.authType.map { .text($0.rawValue) } ?? .notManaged,
                authorization ?? (integration.authType == .noAuth ? .absent : .notManaged))
        }

        init(_ recorded: RecordedProject?, hasState: Bool) {
            switch recorded?.status {
            case nil:
                self.init(all: .unknown((hasState ? UnknownPrior.notRecorded : .noRecordedState).message))
            case .deleted: self.init(all: .absent)
            case .unsettled: self.init(all: .unknown(UnknownPrior.outcomeUnknown.message))
            case .applied(let values):
                let authorization = values.credential.map { credential in
                    DriftValue.credential(
                        PlannedCredential(
                            reference: credential.reference, finding: .fingerprint(credential.fingerprint)))
                }
                self.init(
                    values.webhookURL.map { .text($0) } ?? .notManaged,
                    values.authType.map { .text($0.rawValue) } ?? .notManaged, authorization ?? .notManaged)
            }
        }

        init(_ observation: Observation) {
            switch observation {
            case .unknown(let why): self.init(all: .unknown(why))
            case .absent: self.init(all: .absent)
            case .present(let live):
                self.init(
                    Self.value(live.webhookURL), Self.value(live.authType),
                    .unknown(UnknownPrior.notReadBack.message))
            }
        }

        private static func value(_ field: ObservedField<String>) -> DriftValue {
            field.value.map { .text($0) } ?? .unknown(Message("the API's answer leaves it out"))
        }
    }
}

extension DriftField {
    fileprivate init(_ name: Name, _ desired: DriftValue, _ lastApplied: DriftValue, _ live: DriftValue) {
        self.init(
            name: name, desired: desired, lastApplied: lastApplied, live: live,
            movedInFiles: desired.asksForChange(of: lastApplied), movedLive: live.isKnownToDiffer(from: lastApplied))
    }

    fileprivate var holdsSomethingKnown: Bool { desired.isKnown || lastApplied.isKnown || live.isKnown }
}

extension DriftValue {
    fileprivate var isKnown: Bool {
        switch self {
        case .text, .credential: true
        case .unknown, .notManaged, .absent: false
        }
    }

    /// Whether the files ask for something else than what was last applied, as the planner counts it.
    ///
    /// What is not known is not what is wanted, so all of it would be sent.
    fileprivate func asksForChange(of lastApplied: DriftValue) -> Bool {
        switch (self, lastApplied) {
        case (.text(let wanted), .text(let applied)): !wanted.hasSameBytes(as: applied)
        case (.credential(let wanted), .credential(let applied)): !wanted.isSame(as: applied)
        case (.text, _), (.credential, _): true
        case (.notManaged, let applied): applied.isKnown
        case (.absent, .absent), (.absent, .notManaged): false
        case (.absent, _): true
        // The files are always known.
        case (.unknown, _): false
        }
    }

    /// Whether the live value certainly is another one than the one that was last applied.
    ///
    /// A field that the answer leaves out, or that was not managed, never is.
    fileprivate func isKnownToDiffer(from lastApplied: DriftValue) -> Bool {
        switch (lastApplied, self) {
        case (.text(let applied), .text(let live)): !live.hasSameBytes(as: applied)
        case (.text, .absent), (.credential, .absent), (.absent, .text): true
        default: false
        }
    }
}

extension PlannedCredential {
    /// Whether nothing would be sent or recorded for it: found at the same place, and the same as far as it was checked.
    fileprivate func isSame(as applied: PlannedCredential) -> Bool {
        guard reference == applied.reference else { return false }
        return switch finding {
        case .fingerprint: finding == applied.finding
        case .noKey: false
        case .notChecked: true
        }
    }
}
