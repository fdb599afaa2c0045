import Integrations

/// What an integration is taken to be before the change: the live values where they were read, else the recorded ones.
struct PriorIntegration {
    let webhookURL: Prior<String>
    let authType: Prior<String>
    let credential: Prior<RecordedCredential>
    let reason: Change.Reason
    /// Whether the API was asked and answered.
    let isLive: Bool

    init(
        desired: DesiredIntegration, recorded: RecordedProject?, observation: Observation?, hasState: Bool
    ) {
        let remembered = Self.remembered(recorded, hasState: hasState)
        guard case .present(let live) = observation else {
            (webhookURL, authType, credential) = (remembered.webhookURL, remembered.authType, remembered.credential)
            (reason, isLive) = (remembered.reason, false)
            return
        }
        // What somebody else wrote may have been the credential: it is sent again, because it cannot be compared.
        let isTouched = recorded?.isTouched(live) == true
        if isTouched, case .known = remembered.credential {
            credential = .unknown(.notReadBack)
        } else {
            credential = remembered.credential
        }
        webhookURL = live.webhookURL.value.map(Prior.known) ?? remembered.webhookURL
        authType = live.authType.value.map(Prior.known) ?? remembered.authType
        isLive = true
        let isDrifted =
            Self.isDrifted(live.webhookURL.value, from: remembered.webhookURL, desired: desired.webhookURL.text)
            || Self.isDrifted(live.authType.value, from: remembered.authType, desired: desired.authType?.rawValue)
        reason =
            if isDrifted {
                .liveDiffers
            } else if isTouched, desired.webhookURL.text.hasSameBytes(as: webhookURL.value) {
                .liveTouched
            } else {
                remembered.reason
            }
    }

    /// Whether a managed value is live neither what the files say nor what was last applied.
    private static func isDrifted(_ live: String?, from remembered: Prior<String>, desired: String?) -> Bool {
        guard let live, let desired, !live.hasSameBytes(as: desired) else { return false }
        return !live.hasSameBytes(as: remembered.value)
    }

    private struct Remembered {
        var webhookURL: Prior<String>
        var authType: Prior<String>
        var credential: Prior<RecordedCredential>
        var reason: Change.Reason

        init(nothingBecause unknown: UnknownPrior, _ reason: Change.Reason) {
            (webhookURL, authType, credential) = (.unknown(unknown), .unknown(unknown), .unknown(unknown))
            self.reason = reason
        }
    }

    private static func remembered(_ recorded: RecordedProject?, hasState: Bool) -> Remembered {
        switch recorded?.status {
        case nil: return Remembered(nothingBecause: hasState ? .notRecorded : .noRecordedState, .notRecorded)
        case .deleted: return Remembered(nothingBecause: .notRecorded, .deletedBefore)
        case .unsettled: return Remembered(nothingBecause: .outcomeUnknown, .outcomeUnknown)
        case .applied(let values):
            var remembered = Remembered(nothingBecause: .notManagedBefore, .desiredDiffers)
            if let url = values.webhookURL { remembered.webhookURL = .known(url) }
            if let authType = values.authType { remembered.authType = .known(authType.rawValue) }
            if let credential = values.credential { remembered.credential = .known(credential) }
            return remembered
        }
    }
}

/// Compares the managed fields of one integration with what was before.
struct IntegrationComparison {
    let update: IntegrationUpdate?
    let memoryChanges: [MemoryChange]

    init(
        desired: DesiredIntegration, prior: PriorIntegration, credential: CredentialFinding, memory: [MemoryChange]
    ) {
        let webhookURL: FieldChange<String, WebhookURL>? =
            desired.webhookURL.text.hasSameBytes(as: prior.webhookURL.value)
            ? nil : FieldChange(before: prior.webhookURL, after: desired.webhookURL)
        var memoryChanges = memory
        var authentication: AuthenticationChange?
        if let authType = desired.authType {
            let after = desired.authorization.map { PlannedCredential(reference: $0, finding: credential) }
            let isCredentialSame = after.map { Self.isSame($0, prior.credential) } ?? true
            if prior.authType.value != authType.rawValue || !isCredentialSame {
                authentication = AuthenticationChange(
                    authType: FieldChange(before: prior.authType, after: authType),
                    authorization: after.map { FieldChange(before: prior.credential, after: $0) })
            }
            if let after, case .known(let before) = prior.credential, isCredentialSame,
                before.reference != after.reference
            {
                memoryChanges.append(.authorizationReference(before: before, after: after))
            }
        }
        update = IntegrationUpdate(webhookURL: webhookURL, authentication: authentication)
        self.memoryChanges = memoryChanges
    }

    /// A credential that was not checked counts as unchanged if it is found where it was found last time.
    private static func isSame(_ planned: PlannedCredential, _ prior: Prior<RecordedCredential>) -> Bool {
        guard case .known(let recorded) = prior else { return false }
        switch planned.finding {
        case .fingerprint(let fingerprint): return fingerprint == recorded.fingerprint
        case .noKey: return false
        case .notChecked: return planned.reference == recorded.reference
        }
    }
}

extension String {
    /// Whether the texts are the same byte for byte: Swift's `==` takes canonically equivalent texts for one.
    func hasSameBytes(as other: String?) -> Bool {
        other.map { utf8.elementsEqual($0.utf8) } ?? false
    }
}
