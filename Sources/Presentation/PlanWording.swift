import Integrations
import Planning

/// The words of a plan, apart from how they are laid out.
enum PlanWording {
    static let withoutState = "No recorded state: all values are unknown, removed projects cannot be seen."

    /// What the first line says, in parts that may stand on lines of their own.
    static func heading(_ plan: Plan, _ context: PlanContext) -> [String] {
        let files = "\(counted(context.fileProjectCount, "project")) in \(ShownValue.path(context.filesName))"
        let projects =
            context.rollbackSerial.map { "back to serial \($0), \(counted(plan.matchedCount, "project"))" } ?? files
        let path = ShownValue.path(context.statePath)
        var parts: [String]
        if plan.hasRecordedState {
            let serial = plan.serial.map { " serial \($0)" } ?? ""
            let time = plan.stateWrittenAt.map { " of \($0.minuteText)" } ?? ""
            parts = ["\(projects), \(plan.managedCount) managed", "state \(path)\(serial)\(time)"]
        } else {
            parts = [projects, "no state at \(path)"]
        }
        if plan.matchedCount < plan.managedCount, context.rollbackSerial == nil {
            parts.append("the filters select \(plan.matchedCount)")
        }
        parts.append(plan.isRefreshed ? "live values read" : "live values not read")
        return parts
    }

    /// What a row says beside the project's name; nil where the sigil and the fields say it all.
    static func remark(on change: Change, hasRecordedState: Bool) -> String? {
        if let blockedBy = change.blockedBy {
            return "\(change.action.word) blocked: \(short(blockedBy, change.action))"
        }
        switch change.action {
        case .create: return "create"
        case .update: return updateRemark(change.reason, hasRecordedState: hasRecordedState)
        case .delete: return "delete, cannot be undone"
        case .adopt: return "adopt, nothing is sent"
        case .record: return "record, nothing is sent"
        case .forget: return change.reason == .liveAbsent ? "forget, gone from the API" : "forget, was deleted"
        }
    }

    private static func updateRemark(_ reason: Change.Reason, hasRecordedState: Bool) -> String? {
        switch reason {
        case .notRecorded: hasRecordedState ? "not in the state yet" : nil
        case .liveDiffers: "live values differ"
        case .deletedBefore: "jelouctl deleted it before"
        case .outcomeUnknown: "last outcome unknown"
        case .rollback: "back to a former snapshot"
        case .desiredDiffers, .liveAbsent, .liveEqual, .stateAbsent, .leftTheFiles, .memoryDiffers, .tombstoneDone: nil
        }
    }

    private static func short(_ blockedBy: BlockingGuard, _ action: Change.Action) -> String {
        switch blockedBy {
        case .protect: "protected"
        case .allowedWebhookHosts: "host not allowed"
        case .forbiddenAuthTypes: action.authType.map { "\($0.rawValue) forbidden" } ?? "auth type forbidden"
        case .signingSecrets: "no place for its secret"
        case .liveUnknown: "live values unknown"
        }
    }

    /// What planning found out about a credential.
    static func finding(before: RecordedCredential?, after: PlannedCredential) -> String {
        switch after.finding {
        case .notChecked: return "not checked"
        case .noKey: return "will be sent"
        case .fingerprint(let fingerprint):
            guard let before else { return "will be sent" }
            return before.fingerprint == fingerprint ? "unchanged, sent again" : "changed"
        }
    }

    // MARK: what stands in the way

    /// How a guard is lifted; begins in lower case and has no full stop, because it follows a colon.
    static func lifting(_ blockedBy: BlockingGuard) -> String {
        switch blockedBy {
        case .protect:
            "to delete it, write `state: absent` and `protect: false`; to keep it, put its block back"
        case .allowedWebhookHosts:
            "correct webhookUrl, or add its host to settings.guards.allowedWebhookHosts"
        case .forbiddenAuthTypes:
            "choose another authType, or take it out of settings.guards.forbiddenAuthTypes"
        case .signingSecrets:
            "say in settings.signingSecrets where to store the secret that the API shows once"
        case .liveUnknown:
            "its live values could not be read; plan again when the API answers"
        }
    }

    /// One line for each guard that blocks something.
    static func blocked(_ plan: Plan) -> [String] {
        BlockingGuard.allCases.compactMap { blockedBy in
            let count = plan.changes.count { $0.blockedBy == blockedBy }
            return count == 0 ? nil : "\(count) blocked by \(blockedBy.rawValue): \(lifting(blockedBy))"
        }
    }

    static func requirement(_ requirement: ConsentRequirement, managedCount: Int) -> String {
        let number = requirement.number
        let (it, needs, has) = number == 1 ? ("it", "needs", "has") : ("each", "need", "have")
        switch requirement.kind {
        case .deletes:
            let deletes = counted(number, "delete")
            return requirement.isGiven
                ? "\(deletes) \(has) your word (--allow-deletes \(number))"
                : "\(deletes) \(needs) your word: apply with --allow-deletes \(number), or write `state: absent`"
                    + (number == 1 ? "" : " for \(it)")
        case .deletesOfEverything:
            let deletes = "The files name no project any more, so \(number == 1 ? "1 is" : "\(number) are") deleted"
            return requirement.isGiven
                ? "\(deletes); that has your word (--allow-deletes \(number))"
                : "\(deletes): check that they are the right files; only if so, apply with --allow-deletes \(number)"
        case .changes(let limit):
            let share = if case .percent = limit { " of \(managedCount) managed" } else { "" }
            let changes = "\(counted(number, "change")), more than guards.maxChanges (\(limit)\(share)) lets through"
            return requirement.isGiven
                ? "\(changes), \(has) your word (--allow-changes \(number))"
                : "\(changes), \(needs) your word: apply with --allow-changes \(number)"
        }
    }

    /// What `apply` makes of a plan that it may not carry out as it is.
    static func refusal(_ plan: Plan) -> String? {
        guard !plan.isAllowed else { return nil }
        if !plan.refusals.isEmpty { return "apply refuses this plan and sends nothing (exit 4); the error says why" }
        let rest = plan.changes.contains(where: \.isAllowed) ? "; with --skip-blocked it does the rest" : ""
        return "Until then apply sends nothing (exit 4)\(rest)"
    }

    // MARK: the end

    static func nothingToDo(_ plan: Plan, _ context: PlanContext) -> String? {
        guard plan.summary.isEmpty, plan.refusals.isEmpty else { return nil }
        if let serial = context.rollbackSerial { return "Nothing to do: the state holds what serial \(serial) held." }
        if plan.managedCount == 0 { return "Nothing to do: no project is in the files or in the state." }
        return plan.isRefreshed
            ? "Nothing to do: the files, the state and the live values agree."
            : "Nothing to do: the files say what the state recorded as applied."
    }

    /// Create, update, delete and unchanged are always there, the rest where there is any.
    static func total(_ summary: PlanSummary) -> String {
        var parts = [
            "\(summary.create) to create", "\(summary.update) to update", "\(summary.delete) to delete",
        ]
        let rest = [
            (summary.adopt, "to adopt"), (summary.record, "to record"), (summary.forget, "to forget"),
            (summary.blocked, "blocked"),
        ]
        parts += rest.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
        return "Plan: " + parts.joined(separator: ", ") + ", \(summary.unchanged) unchanged."
    }
}

extension Change.Action {
    /// The stable word for it, in text and in JSON.
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
