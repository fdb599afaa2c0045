import Integrations
import Messages
import Planning
import Reports

extension CIFinding {
    /// What there is to say of a project; nil if it is in sync.
    init?(_ row: DriftReport.Row) {
        let finding = row.finding
        guard let (level, summary, hint) = Self.words(finding.status) else { return nil }
        self.init(code: "drift-\(finding.status.rawValue)", level: level, summary: summary)
        self.hint = hint
        commonHelp = hint
        location = finding.place
        project = finding.project
        isUndecided = finding.status == .unknown
        accepted = row.accepted.map { Acceptance(reason: $0.reason, expires: $0.expires) }
        let name = ShownValue.name(finding.name).map { " (\($0))" } ?? ""
        let project = ShownValue.project(finding.project) + name
        particulars = [Message("Project \(project): \(finding.status.rawValue).")]
        if let why = finding.unknownReason { particulars.append(why.mappingValues(Self.cleaned).asSentence) }
        particulars += finding.fields.map(Self.sentence)
    }

    private static func words(_ status: DriftStatus) -> (Diagnostic.Severity, Message, Message)? {
        switch status {
        case .drifted:
            (
                .error, Message("the live integration is not what was last applied"),
                Message(
                    """
                    `jelouctl apply --refresh` puts back what the files say; to keep what is live, write it into the files and \
                    run `jelouctl refresh`.
                    """)
            )
        case .conflict:
            (
                .error, Message("the files and the live integration have both moved"),
                Message("Settle which of the two holds: write it into the files, and run `jelouctl apply --refresh`.")
            )
        case .missing:
            (
                .error, Message("the API has no integration, and there should be one"),
                Message("`jelouctl apply --refresh` creates it again; to leave it so, write `state: absent`.")
            )
        case .touched:
            (
                .warning, Message("the values are the same, but somebody wrote after jelouctl did"),
                Message("The credential may be another one; `jelouctl refresh` takes the new time over.")
            )
        case .pending:
            (
                .note, Message("the files are not what was last applied"),
                Message("`jelouctl plan` shows what apply would do.")
            )
        case .unknown:
            (
                .warning, Message("the live integration could not be read"),
                Message("Look again when the API answers; `jelouctl doctor` looks for the cause.")
            )
        case .inSync: nil
        }
    }

    private static func sentence(_ field: DriftField) -> Message {
        let name = field.name.rawValue
        let (desired, applied, live) = (text(field.desired), text(field.lastApplied), text(field.live))
        return Message("\(name): desired \(desired), last applied \(applied), live \(live).")
    }

    private static func text(_ value: DriftValue) -> Message {
        switch value {
        case .text(let text): Message(verbatim: ShownValue.address(text))
        case .credential(let credential): Message(verbatim: ShownValue.reference(credential.reference))
        case .unknown(let why): Message("(unknown: \(why.mappingValues(ShownValue.text)))")
        case .notManaged: Message("(not managed)")
        case .absent: Message("(none)")
        }
    }
}
