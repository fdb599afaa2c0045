import Integrations
import Messages
import Planning
import Reports

/// The words of a drift report, apart from how they are laid out.
enum DriftWording {
    /// What the first line says, in parts that may stand on lines of their own.
    static func heading(_ report: DriftReport, _ context: DriftContext) -> [Message] {
        let files = Message("\(Counted.projects(context.fileProjectCount)) in \(ShownValue.path(context.filesName))")
        let looked = Message("\(Counted.projects(report.rows.count)) looked at")
        let path = ShownValue.path(context.statePath)
        guard report.hasRecordedState else { return [files, looked, Message("no state at \(path)")] }
        return [
            files, looked, StateWording.origin(path: path, serial: report.serial, writtenAt: report.stateWrittenAt),
        ]
    }

    static let withoutState: Message =
        Message(
            """
            No recorded state: nothing is known of what was last applied, so nothing can be told to have drifted.
            """)

    /// The status, and what makes it plain, beside the project's name.
    static func remark(on row: DriftReport.Row, at now: Timestamp) -> Message {
        let finding = row.finding
        let age = finding.since.map { DriftAge.text(of: $0, at: now) }
        let word = word(finding.status)
        var parts = [row.accepted == nil ? word : Message("\(word) (accepted)")]
        switch finding.status {
        case .drifted, .conflict:
            if finding.isRecreated { parts.append(Message("created again after jelouctl deleted it")) }
            if finding.isLiveAsDesired { parts.append(Message("live is as the files say")) }
            if let age { parts.append(Message("changed \(age)")) }
        case .missing: parts.append(Message("the API has no integration"))
        case .touched: if let age { parts = [Message(joining: parts + [age])] }
        case .pending: parts += finding.pendingReason.flatMap(pendingRemark).map { [$0] } ?? []
        case .unknown, .inSync: break
        }
        return Message(joining: parts, separator: ", ")
    }

    /// In English the status as scripts know it, so that text and JSON can be compared.
    static func word(_ status: DriftStatus) -> Message {
        switch status {
        case .drifted: Message("drifted")
        case .conflict: Message("conflict")
        case .missing: Message("missing")
        case .touched: Message("touched")
        case .pending: Message("pending")
        case .unknown: Message("unknown")
        case .inSync: Message("in sync")
        }
    }

    /// English words do not know one from many; those of other languages do.
    private static func counted(_ number: Int, _ status: DriftStatus) -> Message {
        switch status {
        case .drifted: number == 1 ? Message("1 drifted") : Message("\(number) drifted")
        case .missing: number == 1 ? Message("1 missing") : Message("\(number) missing")
        case .touched: number == 1 ? Message("1 touched") : Message("\(number) touched")
        case .pending: number == 1 ? Message("1 pending") : Message("\(number) pending")
        case .conflict, .unknown, .inSync: Message("\(number) \(word(status))")
        }
    }

    /// What `apply` is about to do; nil where the fields say it all.
    private static func pendingRemark(_ reason: Change.Reason) -> Message? {
        switch reason {
        case .notRecorded: Message("not in the state yet")
        case .deletedBefore: Message("jelouctl deleted it before")
        case .outcomeUnknown: Message("last outcome unknown")
        case .stateAbsent, .leftTheFiles: Message("to be deleted")
        case .memoryDiffers: Message("to be recorded, nothing is sent")
        case .desiredDiffers, .liveDiffers, .liveTouched, .liveAbsent, .liveEqual, .tombstoneDone, .rollback: nil
        }
    }

    static func moved(_ field: DriftField) -> Message {
        switch (field.movedInFiles, field.movedLive) {
        case (true, true): Message("moved in the files and live")
        case (true, false): Message("moved in the files")
        case (false, _): Message("moved live")
        }
    }

    static func value(_ value: DriftValue) -> Message {
        switch value {
        case .text(let text): Message(verbatim: ShownValue.address(text))
        case .credential(let credential):
            Message("\(ShownValue.reference(credential.reference)) (\(finding(credential)))")
        case .unknown(let why): Message("(unknown: \(ShownValue.text(why)))")
        case .notManaged: Message("(not managed)")
        case .absent: Message("(none)")
        }
    }

    /// Enough of a fingerprint to tell two of them apart; JSON has all of it.
    private static func finding(_ credential: PlannedCredential) -> Message {
        switch credential.finding {
        case .fingerprint(let fingerprint): Message("fingerprint \(fingerprint.hex.prefix(12))")
        case .noKey: Message("no fingerprint: \(UnknownPrior.noRecordedState)")
        case .notChecked(let why): Message("not checked: \(ShownValue.text(why))")
        }
    }

    static func applied(_ finding: DriftFinding) -> Message? {
        guard let time = finding.appliedAt else { return nil }
        guard let run = finding.run.map({ PlainText.cleaned($0, limit: 100) }) else {
            return Message("last applied \(time.minuteText)")
        }
        return Message("last applied \(time.minuteText) by run \(run)")
    }

    static func accepted(_ accepted: AcceptedBy) -> Message {
        Message(
            """
            accepted until \(accepted.expires.minuteText): \(PlainText.cleaned(accepted.reason, limit: 500))
            """)
    }

    /// The fields that are worth their three sides.
    ///
    /// Of what is gone all fields are: where its messages went, and what the files changed, says enough.
    static func shownFields(_ finding: DriftFinding) -> [DriftField] {
        guard finding.status == .missing else { return finding.fields }
        return finding.fields.filter { $0.movedInFiles || $0.name == .webhookURL }
    }

    // MARK: what to do

    /// What to do about a project that could not be read.
    static func advice(forUnread finding: DriftFinding) -> Message {
        switch finding.unreadCause {
        case .keyRefused:
            Message(
                """
                Check the key (\(ShownValue.access(finding.access))): each project has its own, and it must be \
                valid today.
                """)
        case .notTheAPI:
            Message(
                """
                Check the base URL (settings.api.baseUrl, --base-url) and any proxy: something else answers there. \
                jelouctl doctor shows what.
                """)
        case .keyOutOfReach:
            Message(
                "Bring the key (\(ShownValue.access(finding.access))) within reach, then look again: nothing was asked."
            )
        case nil:
            Message("Look again when the API answers; if it goes on, jelouctl doctor looks for the cause.")
        }
    }

    /// One line for each status that somebody must deal with; begins in lower case, because it follows the word.
    ///
    /// - Parameters:
    ///   - findings: those of this status.
    ///   - names: what the commands are called in it.
    static func advice(
        _ status: DriftStatus, _ findings: [DriftFinding], _ names: DriftCommands.Names = DriftCommands().names
    ) -> [Message] {
        guard status == .conflict else { return advice(status, names).map { [$0] } ?? [] }
        let isOpen = findings.contains { !$0.isLiveAsDesired }
        let isAgreed = findings.contains(where: \.isLiveAsDesired)
        return (isOpen ? [openConflict] : []) + (isAgreed ? [agreedConflict(names)] : [])
    }

    private static let openConflict: Message = Message(
        "the files and the live side both moved: settle which holds, then as for drifted")

    private static func agreedConflict(_ names: DriftCommands.Names) -> Message {
        Message(
            """
            where live is as the files say, there is nothing to settle and nothing to overwrite: \(names.apply) \
            sends nothing there, and records it
            """)
    }

    private static func advice(_ status: DriftStatus, _ names: DriftCommands.Names) -> Message? {
        switch status {
        case .drifted:
            Message(
                """
                \(names.apply) puts back what the files say; to keep what is live, write it into the files and run \
                \(names.refresh)
                """)
        case .missing:
            Message(
                """
                \(names.apply) creates it again, with a new signing secret; to leave it so, write `state: absent`
                """)
        case .touched:
            Message(
                """
                the values are the same, but somebody wrote after jelouctl did, so the credential may be another \
                one: \(names.apply) sends it again where it is managed; \(names.refresh) takes the new time over as \
                it is
                """)
        case .pending: Message("\(names.plan) shows what apply would do")
        case .conflict, .unknown, .inSync: nil
        }
    }

    static let acceptance: Message = Message(
        """
        What is known and may stay for a while can be accepted: --write-accept FILE starts a list.
        """)

    static func nothing(_ report: DriftReport) -> Message? {
        guard report.rows.allSatisfy({ $0.finding.status == .inSync }) else { return nil }
        return report.rows.isEmpty
            ? Message("Nothing to compare: no project is in the files or in the state.")
            : Message("In sync: the files, what was last applied and the live values agree.")
    }

    /// Each status is always there, so that the line can be compared from run to run.
    static func total(_ summary: DriftSummary) -> Message {
        let counts = DriftStatus.allCases.map { counted(summary[$0], $0) }
        let parts = Message(joining: counts, separator: ", ")
        guard summary.accepted > 0 else { return Message("Drift: \(parts).") }
        return Message("Drift: \(parts); \(summary.accepted) accepted.")
    }
}
