import Integrations
import Messages
import Planning

/// The words of a plan, apart from how they are laid out.
enum PlanWording {
    static let withoutState: Message = Message(
        "No recorded state: all values are unknown, removed projects cannot be seen.")

    /// What the first line says, in parts that may stand on lines of their own.
    static func heading(_ plan: Plan, _ context: PlanContext) -> [Message] {
        let files = Message("\(Counted.projects(context.fileProjectCount)) in \(ShownValue.path(context.filesName))")
        let projects =
            context.rollbackSerial.map { Message("back to serial \($0), \(Counted.projects(plan.matchedCount))") }
            ?? files
        let path = ShownValue.path(context.statePath)
        var parts: [Message]
        if plan.hasRecordedState {
            parts = [
                Message("\(projects), \(plan.managedCount) managed"),
                StateWording.origin(path: path, serial: plan.serial, writtenAt: plan.stateWrittenAt),
            ]
        } else {
            parts = [projects, Message("no state at \(path)")]
        }
        if plan.matchedCount < plan.managedCount, context.rollbackSerial == nil {
            parts.append(Message("the filters select \(plan.matchedCount)"))
        }
        parts.append(looked(plan))
        return parts
    }

    /// How much of the live side was looked at.
    private static func looked(_ plan: Plan) -> Message {
        guard plan.isRefreshed else { return Message("live values not read") }
        let live = plan.live
        if live.isWhole { return Message("live values read") }
        return live.read == 0
            ? Message("live values could not be read: \(live.unread) of \(live.asked)")
            : Message("live values read: \(live.read) of \(live.asked)")
    }

    /// What a row says beside the project's name; nil where the sigil and the fields say it all.
    static func remark(on change: Change, hasRecordedState: Bool) -> Message? {
        if let blockedBy = change.blockedBy {
            return Message("\(word(change.action)) blocked: \(short(blockedBy, change.action))")
        }
        switch change.action {
        case .create: return Message("create")
        case .update: return updateRemark(change.reason, hasRecordedState: hasRecordedState)
        case .delete: return Message("delete, cannot be undone")
        case .adopt: return Message("adopt, nothing is sent")
        case .record: return Message("record, nothing is sent")
        case .forget:
            return change.reason == .liveAbsent ? Message("forget, gone from the API") : Message("forget, was deleted")
        }
    }

    private static func updateRemark(_ reason: Change.Reason, hasRecordedState: Bool) -> Message? {
        switch reason {
        case .notRecorded: hasRecordedState ? Message("not in the state yet") : nil
        case .liveDiffers: Message("overwrites drift")
        case .liveTouched: Message("somebody wrote to it since")
        case .deletedBefore: Message("jelouctl deleted it before")
        case .outcomeUnknown: Message("last outcome unknown")
        case .rollback: Message("back to a former snapshot")
        case .desiredDiffers, .liveAbsent, .liveEqual, .stateAbsent, .leftTheFiles, .memoryDiffers, .tombstoneDone: nil
        }
    }

    private static func short(_ blockedBy: BlockingGuard, _ action: Change.Action) -> Message {
        switch blockedBy {
        case .protect: Message("protected")
        case .allowedWebhookHosts: Message("host not allowed")
        case .forbiddenAuthTypes:
            action.authType.map { Message("\($0.rawValue) forbidden") } ?? Message("auth type forbidden")
        case .signingSecrets: Message("no place for its secret")
        case .liveUnknown: Message("live values unknown")
        }
    }

    /// What planning found out about a credential.
    static func finding(before: RecordedCredential?, after: PlannedCredential) -> Message {
        switch after.finding {
        case .notChecked: return Message("not checked")
        case .noKey: return Message("will be sent")
        case .fingerprint(let fingerprint):
            guard let before else { return Message("will be sent") }
            return before.fingerprint == fingerprint ? Message("unchanged, sent again") : Message("changed")
        }
    }

    // MARK: what stands in the way

    /// How a guard is lifted; begins in lower case and has no full stop, because it follows a colon.
    ///
    /// - Parameter count: how many projects it is lifted for.
    static func lifting(_ blockedBy: BlockingGuard, for count: Int = 1) -> Message {
        switch blockedBy {
        case .protect where count > 1:
            Message("to delete them, write `state: absent` and `protect: false`; to keep them, put their blocks back")
        case .protect:
            Message(
                """
                to delete it, write `state: absent` and `protect: false`; to keep it, put its block back
                """)
        case .allowedWebhookHosts where count > 1:
            Message("correct each webhookUrl, or add its host to settings.guards.allowedWebhookHosts")
        case .allowedWebhookHosts:
            Message("correct webhookUrl, or add its host to settings.guards.allowedWebhookHosts")
        case .forbiddenAuthTypes:
            Message("choose another authType, or take it out of settings.guards.forbiddenAuthTypes")
        case .signingSecrets where count > 1:
            Message("say in settings.signingSecrets where to store the secrets that the API shows once")
        case .signingSecrets:
            Message("say in settings.signingSecrets where to store the secret that the API shows once")
        case .liveUnknown where count > 1:
            Message("their live values could not be read; plan again when the API answers")
        case .liveUnknown:
            Message("its live values could not be read; plan again when the API answers")
        }
    }

    /// One line for each guard that blocks something.
    static func blocked(_ plan: Plan) -> [Message] {
        BlockingGuard.allCases.compactMap { blockedBy in
            let count = plan.changes.count { $0.blockedBy == blockedBy }
            guard count > 0 else { return nil }
            return Message("\(count) blocked by \(blockedBy.rawValue): \(lifting(blockedBy, for: count))")
        }
    }

    static func requirement(_ requirement: ConsentRequirement, managedCount: Int) -> Message {
        let number = requirement.number
        switch requirement.kind {
        case .deletes:
            switch (requirement.isGiven, number) {
            case (true, 1): return Message("1 delete has your word (--allow-deletes 1)")
            case (true, _): return Message("\(number) deletes have your word (--allow-deletes \(number))")
            case (false, 1):
                return Message("1 delete needs your word: apply with --allow-deletes 1, or write `state: absent`")
            case (false, _):
                return Message(
                    """
                    \(number) deletes need your word: apply with --allow-deletes \(number), or write `state: absent` for \
                    each
                    """)
            }
        case .deletesOfEverything:
            let deletes =
                number == 1
                ? Message("The files name no project any more, so 1 is deleted")
                : Message("The files name no project any more, so \(number) are deleted")
            return requirement.isGiven
                ? Message("\(deletes); that has your word (--allow-deletes \(number))")
                : Message(
                    """
                    \(deletes): check that they are the right files; only if so, apply with --allow-deletes \
                    \(number)
                    """)
        case .changes(let limit):
            let share =
                if case .percent = limit { Message(" of \(managedCount) managed") } else { Message(verbatim: "") }
            let changes = Message(
                """
                \(Counted.changes(number)), more than guards.maxChanges (\(limit)\(share)) lets through
                """)
            return requirement.isGiven
                ? number == 1
                    ? Message("\(changes), has your word (--allow-changes 1)")
                    : Message("\(changes), have your word (--allow-changes \(number))")
                : number == 1
                    ? Message("\(changes), needs your word: apply with --allow-changes 1")
                    : Message("\(changes), need your word: apply with --allow-changes \(number)")
        }
    }

    /// What `apply` makes of a plan that it may not carry out as it is.
    static func refusal(_ plan: Plan) -> Message? {
        guard !plan.isAllowed else { return nil }
        if !plan.refusals.isEmpty {
            return Message("apply refuses this plan and sends nothing (exit 4); the error says why")
        }
        return plan.changes.contains(where: \.isAllowed)
            ? Message("Until then apply sends nothing (exit 4); with --skip-blocked it does the rest")
            : Message("Until then apply sends nothing (exit 4)")
    }

    // MARK: the end

    static func nothingToDo(_ plan: Plan, _ context: PlanContext) -> Message? {
        guard plan.summary.isEmpty, plan.refusals.isEmpty else { return nil }
        if let serial = context.rollbackSerial {
            return Message("Nothing to do: the state holds what serial \(serial) held.")
        }
        if plan.managedCount == 0 { return Message("Nothing to do: no project is in the files or in the state.") }
        guard plan.isRefreshed else {
            return Message("Nothing to do: the files say what the state recorded as applied.")
        }
        return plan.live.isWhole
            ? Message("Nothing to do: the files, the state and the live values agree.")
            : nothingKnownToDo(plan.live)
    }

    /// Agreement is said of nothing that was not looked at.
    private static func nothingKnownToDo(_ live: LiveCoverage) -> Message {
        live.read == 0
            ? Message(
                """
                Nothing to do by the files and the state; no live values could be read, so they were not compared.
                """)
            : Message(
                """
                Nothing to do as far as is known: the live values of \(live.unread) of \(live.asked) projects could \
                not be read, and so were not compared.
                """)
    }

    /// Create, update, delete and unchanged are always there, the rest where there is any.
    static func total(_ summary: PlanSummary) -> Message {
        var parts = [
            Message("\(summary.create) to create"), Message("\(summary.update) to update"),
            Message("\(summary.delete) to delete"),
        ]
        if summary.adopt > 0 { parts.append(Message("\(summary.adopt) to adopt")) }
        if summary.record > 0 { parts.append(Message("\(summary.record) to record")) }
        if summary.forget > 0 { parts.append(Message("\(summary.forget) to forget")) }
        if summary.blocked > 0 { parts.append(Message("\(summary.blocked) blocked")) }
        parts.append(Message("\(summary.unchanged) unchanged"))
        return Message("Plan: \(Message(joining: parts, separator: ", ")).")
    }
}

extension PlanWording {
    /// What is done, in the reader's language.
    static func word(_ action: Change.Action) -> Message {
        switch action {
        case .create: Message("create")
        case .update: Message("update")
        case .delete: Message("delete")
        case .adopt: Message("adopt")
        case .record: Message("record")
        case .forget: Message("forget")
        }
    }

    static func word(_ kind: UnsettledWrite.Kind) -> Message {
        switch kind {
        case .create: Message("create")
        case .update: Message("update")
        case .delete: Message("delete")
        }
    }
}

extension Change.Action {
    /// The stable word for it, in JSON.
    var word: String {
        switch self {
        case .create: "create"
        case .update: "update"
        case .delete: "delete"
        case .adopt: "adopt"
        case .record: "record"
        case .forget: "forget"
        }
    }

    /// The auth type that it sends.
    var authType: AuthType? {
        switch self {
        case .create(let creation): creation.authType
        case .update(let update, _): update.authentication?.authType.after
        case .delete, .adopt, .record, .forget: nil
        }
    }
}
