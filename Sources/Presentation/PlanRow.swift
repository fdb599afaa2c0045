import Integrations
import Messages
import Planning

/// One project of a plan as a reader meets it, before it is laid out in columns (or, one day, in Markdown).
struct PlanRow {
    var sigil: String
    var tone: Tone
    /// Ready to be shown.
    var project: String
    var name: String?
    var remark: Message?
    var place: Place?
    var fields: [FieldLine]
    /// Whether the name is shown whole, however narrow: who reads of a delete must know of what.
    var needsName = false

    /// Where the files speak of the project, or spoke of it.
    enum Place: Hashable {
        case line(String)
        case gone(from: String?)
    }
}

extension PlanRow {
    init(_ change: Change, in plan: Plan) {
        (sigil, tone) = Self.mark(change)
        project = ShownValue.project(change.project)
        name = ShownValue.name(change.name)
        remark = PlanWording.remark(on: change, hasRecordedState: plan.hasRecordedState)
        place = change.source.map { .line(ShownValue.place($0)) } ?? Self.formerPlace(change)
        fields = FieldLine.lines(of: change.action)
        needsName = Self.needsName(change)
    }

    static func needsName(_ change: Change) -> Bool {
        if case .delete = change.action { true } else { change.blockedBy != nil }
    }

    init(_ unchanged: UnchangedProject) {
        (sigil, tone) = (" ", .quiet)
        project = ShownValue.project(unchanged.project)
        name = ShownValue.name(unchanged.name)
        place = unchanged.source.map { .line(ShownValue.place($0)) }
        fields = []
    }

    /// Of what is taken away because the files no longer say it; a rollback changes projects without asking the files.
    private static func formerPlace(_ change: Change) -> Place? {
        switch change.action {
        case .delete, .forget: .gone(from: change.formerFile.map(ShownValue.path))
        case .create, .update, .adopt, .record: nil
        }
    }

    private static func mark(_ change: Change) -> (String, Tone) {
        if change.blockedBy != nil { return ("!", .blocked) }
        switch change.action {
        case .create: return ("+", .create)
        case .update: return ("~", .update)
        case .delete: return ("-", .delete)
        case .adopt: return ("=", .adopt)
        case .record: return (".", .quiet)
        case .forget: return ("?", .quiet)
        }
    }
}
