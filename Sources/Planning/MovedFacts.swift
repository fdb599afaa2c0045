import Integrations
import Messages

/// Says what of a project moved since a change of it was planned, from what the change itself says of *before*.
///
/// That something moved is known from the binding. The change does not hold all that the binding covers, so where no
/// field of it differs the words are general.
struct MovedFacts {
    let change: Change
    /// Whether the state held the project when the change was planned.
    let wasRecorded: Bool
    /// Whether *before* are live values, which need not be what the state said.
    let isRefreshed: Bool

    private static let general: Message = Message("what the state says of it is not what it was planned from")

    func moves(to present: RecordedProject?) -> [Message] {
        guard let present else { return [Message("it was in the state when it was planned, and is not any more")] }
        var moves: [Message] = []
        switch present.status {
        case _ where !wasRecorded: moves = [Message("it was not in the state when it was planned, and is now")]
        case .unsettled: break
        case .deleted: moves = wasDeleted ? [] : [Message("it was deleted after it was planned")]
        case .applied where wasDeleted: moves = [Message("it was deleted when it was planned, and is applied now")]
        case .applied where wasUnsettled:
            moves = [Message("the outcome of its last write was unknown when it was planned, and is known now")]
        case .applied(let values): moves = valueMoves(values) + memoryMoves(present)
        }
        if case .unsettled = present.status { moves.append(Message("the outcome of its last write is unknown")) }
        return moves.isEmpty ? [Self.general] : moves
    }

    private var wasDeleted: Bool { change.reason == .deletedBefore || change.reason == .tombstoneDone }

    private var wasUnsettled: Bool {
        if case .delete(let deletion) = change.action { return deletion.prior == .unknown(.outcomeUnknown) }
        return change.reason == .outcomeUnknown
    }

    // MARK: managed values

    private func valueMoves(_ present: RecordedIntegration) -> [Message] {
        var moves: [Message] = []
        if let url = webhookURLBefore, !url.hasSameBytes(as: present.webhookURL) {
            moves.append(move("webhookUrl", url, present.webhookURL))
        }
        if let authType = authTypeBefore, authType != present.authType?.rawValue {
            moves.append(move("authType", authType, present.authType?.rawValue))
        }
        if let credential = credentialBefore, credential != present.credential {
            moves.append(credentialMove(credential, present.credential))
        }
        return moves
    }

    private func move(_ field: String, _ before: String, _ present: String?) -> Message {
        let before = PlainText.cleaned(before)
        let present = present.map { Message(verbatim: PlainText.cleaned($0)) } ?? Message("not managed")
        return isRefreshed
            ? Message("\(field) was \(before) live when it was planned, and the state says \(present) now")
            : Message("\(field) was \(before) when it was planned, and is \(present) now")
    }

    private func credentialMove(_ before: RecordedCredential, _ present: RecordedCredential?) -> Message {
        guard let present else { return Message("authorization was managed when it was planned, and is not any more") }
        guard before.fingerprint == present.fingerprint else {
            return Message("authorization is another credential than when it was planned")
        }
        return Message(
            """
            authorization came from \(shown(before.reference)) when it was planned, and from \
            \(shown(present.reference)) now
            """)
    }

    private func shown(_ reference: SecretReference) -> String { PlainText.cleaned(reference.description, limit: 200) }

    /// A value that the plan does not change is the one that it remembers.
    private var webhookURLBefore: String? {
        switch change.action {
        case .update(let update, _):
            guard let webhookURL = update.webhookURL else { return change.memory?.integration?.webhookURL }
            return webhookURL.before.value
        case .delete(let deletion): return deletion.prior.value?.webhookURL
        case .adopt, .record: return change.memory?.integration?.webhookURL
        case .create, .forget: return nil
        }
    }

    private var authTypeBefore: String? {
        switch change.action {
        case .update(let update, _):
            if let authentication = update.authentication { return authentication.authType.before.value }
        case .delete(let deletion): return deletion.prior.value?.authType?.rawValue
        case .adopt, .record: break
        case .create, .forget: return nil
        }
        for case .authTypeNoLongerManaged(let before) in memoryChanges { return before.rawValue }
        return change.memory?.integration?.authType?.rawValue
    }

    private var credentialBefore: RecordedCredential? {
        for memoryChange in memoryChanges {
            switch memoryChange {
            case .authorizationReference(let before, _), .authorizationNoLongerManaged(let before): return before
            case .name, .labels, .protect, .access, .baseURL, .authTypeNoLongerManaged: continue
            }
        }
        switch change.action {
        case .update(let update, _): return update.authentication?.authorization?.before.value
        case .delete(let deletion): return deletion.prior.value?.credential
        case .create, .adopt, .record, .forget: return nil
        }
    }

    // MARK: what is remembered beside them

    private func memoryMoves(_ present: RecordedProject) -> [Message] {
        guard let before = memoryBefore else { return [] }
        var moves: [Message] = []
        if before.name != present.name { moves.append(Message("its name is another")) }
        if before.labels != present.labels { moves.append(Message("its labels are others")) }
        if before.protect != present.protect {
            moves.append(present.protect ? Message("it is protected now") : Message("it is not protected any more"))
        }
        if before.access != present.access { moves.append(Message("its access to the API is another")) }
        if before.baseURL != present.baseURL { moves.append(Message("it was applied to \(present.baseURL)")) }
        return moves
    }

    /// What the state remembered of a project that was applied; nil where the change does not tell.
    private var memoryBefore: ProjectMemory? {
        switch change.action {
        case .update, .record: break
        case .create, .delete, .adopt, .forget: return nil
        }
        guard var memory = change.memory else { return nil }
        for memoryChange in memoryChanges {
            switch memoryChange {
            case .name(let before, _): memory.name = before
            case .labels(let before, _): memory.labels = before
            case .protect(let before, _): memory.protect = before
            case .access(let before, _): memory.access = before
            case .baseURL(let before, _): memory.baseURL = before
            case .authorizationReference, .authTypeNoLongerManaged, .authorizationNoLongerManaged: continue
            }
        }
        return memory
    }

    private var memoryChanges: [MemoryChange] {
        switch change.action {
        case .update(_, let memoryChanges): memoryChanges
        case .record(let memoryChanges): memoryChanges.elements
        case .create, .delete, .adopt, .forget: []
        }
    }
}
