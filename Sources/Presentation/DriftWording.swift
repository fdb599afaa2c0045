import Integrations
import Planning
import Reports

/// The words of a drift report, apart from how they are laid out.
enum DriftWording {
    /// What the first line says, in parts that may stand on lines of their own.
    static func heading(_ report: DriftReport, _ context: DriftContext) -> [String] {
        let files = "\(counted(context.fileProjectCount, "project")) in \(ShownValue.path(context.filesName))"
        let looked = "\(counted(report.rows.count, "project")) looked at"
        let path = ShownValue.path(context.statePath)
        guard report.hasRecordedState else { return [files, looked, "no state at \(path)"] }
        let serial = report.serial.map { " serial \($0)" } ?? ""
        let time = report.stateWrittenAt.map { " of \($0.minuteText)" } ?? ""
        return [files, looked, "state \(path)\(serial)\(time)"]
    }

    static let withoutState =
        "No recorded state: nothing is known of what was last applied, so nothing can be told to have drifted."

    /// The status, and what makes it plain, beside the project's name.
    static func remark(on row: DriftReport.Row, at now: Timestamp) -> String {
        let finding = row.finding
        let age = finding.since.map { " " + DriftAge.text(of: $0, at: now) } ?? ""
        let word = word(finding.status) + (row.accepted == nil ? "" : " (accepted)")
        switch finding.status {
        case .drifted, .conflict:
            let what = finding.isRecreated ? ", created again after jelouctl deleted it" : ""
            return word + what + (age.isEmpty ? "" : ", changed\(age)")
        case .missing: return word + ", the API has no integration"
        case .touched: return word + age
        case .pending: return word + (finding.pendingReason.flatMap(pendingRemark).map { ", \($0)" } ?? "")
        case .unknown, .inSync: return word
        }
    }

    private static func word(_ status: DriftStatus) -> String {
        status == .inSync ? "in sync" : status.rawValue
    }

    /// What `apply` is about to do; nil where the fields say it all.
    private static func pendingRemark(_ reason: Change.Reason) -> String? {
        switch reason {
        case .notRecorded: "not in the state yet"
        case .deletedBefore: "jelouctl deleted it before"
        case .outcomeUnknown: "last outcome unknown"
        case .stateAbsent, .leftTheFiles: "to be deleted"
        case .memoryDiffers: "to be recorded, nothing is sent"
        case .desiredDiffers, .liveDiffers, .liveAbsent, .liveEqual, .tombstoneDone, .rollback: nil
        }
    }

    static func moved(_ field: DriftField) -> String {
        switch (field.movedInFiles, field.movedLive) {
        case (true, true): "moved in the files and live"
        case (true, false): "moved in the files"
        case (false, _): "moved live"
        }
    }

    static func value(_ value: DriftValue) -> String {
        switch value {
        case .text(let text): ShownValue.address(text)
        case .credential(let credential): "\(ShownValue.reference(credential.reference)) (\(finding(credential)))"
        case .unknown(let why): "(unknown: \(ShownValue.text(why)))"
        case .notManaged: "(not managed)"
        case .absent: "(none)"
        }
    }

    /// Enough of a fingerprint to tell two of them apart; JSON has all of it.
    private static func finding(_ credential: PlannedCredential) -> String {
        switch credential.finding {
        case .fingerprint(let fingerprint): "fingerprint \(fingerprint.hex.prefix(12))"
        case .noKey: "no fingerprint: \(UnknownPrior.noRecordedState.rawValue)"
        case .notChecked(let why): "not checked: \(ShownValue.text(why))"
        }
    }

    static func applied(_ finding: DriftFinding) -> String? {
        guard let time = finding.appliedAt else { return nil }
        let run = finding.run.map { " by run \(PlainText.cleaned($0, limit: 100))" } ?? ""
        return "last applied \(time.minuteText)\(run)"
    }

    static func accepted(_ accepted: AcceptedBy) -> String {
        "accepted until \(accepted.expires.minuteText): \(PlainText.cleaned(accepted.reason, limit: 500))"
    }

    // MARK: what to do

    /// What to do about a project that could not be read.
    static func advice(forUnread finding: DriftFinding) -> String {
        finding.isAuthenticationFailure
            ? "Check the key (\(ShownValue.access(finding.access))): each project has its own, and it must be valid today."
            : "Look again when the API answers; if it goes on, jelouctl doctor looks for the cause."
    }

    /// One line for each status that somebody must deal with; begins in lower case, because it follows the word.
    static func advice(_ status: DriftStatus) -> String? {
        switch status {
        case .drifted:
            "jelouctl apply --refresh puts back what the files say; to keep what is live, write it into the files and "
                + "run jelouctl refresh"
        case .conflict:
            "the files and the live side both moved: settle which holds, then as for drifted"
        case .missing:
            "jelouctl apply --refresh creates it again, with a new signing secret; to leave it so, write `state: absent`"
        case .touched:
            "the values are the same, but somebody wrote after jelouctl did, so the credential may be another one; "
                + "jelouctl refresh takes the new time over, jelouctl state rm ID and apply send everything again"
        case .pending: "jelouctl plan shows what apply would do"
        case .unknown, .inSync: nil
        }
    }

    static let acceptance = "What is known and may stay for a while can be accepted: --write-accept FILE starts a list."

    static func nothing(_ report: DriftReport) -> String? {
        guard report.rows.allSatisfy({ $0.finding.status == .inSync }) else { return nil }
        return report.rows.isEmpty
            ? "Nothing to compare: no project is in the files or in the state."
            : "In sync: the files, what was last applied and the live values agree."
    }

    /// Each status is always there, so that the line can be compared from run to run.
    static func total(_ summary: DriftSummary) -> String {
        let parts = DriftStatus.allCases.map { "\(summary[$0]) \(word($0))" }
        let accepted = summary.accepted == 0 ? "" : "; \(summary.accepted) accepted"
        return "Drift: " + parts.joined(separator: ", ") + accepted + "."
    }
}
