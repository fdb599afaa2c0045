import Integrations
import Messages
import Planning

/// The words for where changes come from.
enum AttributionWording {
    /// The most names that one line holds.
    private static let mostNames = 10
    private static let shortName = 10

    struct Note {
        var message: Message
        var isWarning: Bool
    }

    /// What a row says; nil where touched lines explain the change.
    static func mark(_ origin: ChangeOrigin) -> Message? {
        switch origin {
        case .explained: nil
        case .indirect(let place):
            switch place.kind {
            case .defaults: Message("through defaults")
            case .settings: Message("through settings")
            case .anchor, .block, .removedBlock: Message("through an anchor")
            }
        case .unexplained(.elsewhere): Message("not in this diff")
        case .unexplained(.structure): Message("none of its lines touched")
        }
    }

    /// What stands before the totals.
    static func notes(_ plan: Plan) -> [Note] {
        guard let attribution = plan.attribution, !plan.changes.isEmpty else { return [] }
        let counts = attribution.counts(of: plan)
        let since = ShownValue.text(attribution.since)
        let base = attribution.mergeBase.prefix(shortName)
        let total = plan.changes.count
        guard counts.explained < total else {
            let message =
                total == 1
                ? Message("The change comes from lines touched since \(since) (\(base))")
                : Message("All \(total) changes come from lines touched since \(since) (\(base))")
            return [Note(message: message, isWarning: false)]
        }
        var notes = indirect(plan, attribution).map { Note(message: $0, isWarning: false) }
        guard counts.unexplained > 0 else {
            let message = Message("No change is without a touched line since \(since) (\(base))")
            return notes + [Note(message: message, isWarning: false)]
        }
        notes += ChangeOrigin.Cause.allCases.compactMap { cause in
            let projects = plan.changes.map(\.project).filter { attribution.origin(of: $0) == .unexplained(cause) }
            return projects.isEmpty ? nil : Note(message: unexplained(cause, names(projects)), isWarning: true)
        }
        let message =
            counts.unexplained == 1
            ? Message("1 of \(total) changes does not come from lines touched since \(since) (\(base))")
            : Message(
                "\(counts.unexplained) of \(total) changes do not come from lines touched since \(since) (\(base))")
        return [Note(message: message, isWarning: true)] + notes
    }

    private static func unexplained(_ cause: ChangeOrigin.Cause, _ names: Message) -> Message {
        switch cause {
        case .elsewhere:
            Message(
                "  the files say what they said: drift, a merge that is not applied yet, a rotated credential: \(names)"
            )
        case .structure:
            Message(
                "  the files say something else, and no line of its block was touched (look at the indentation): \(names)"
            )
        }
    }

    /// One line for each place that explains changes of several projects.
    private static func indirect(_ plan: Plan, _ attribution: Attribution) -> [Message] {
        var projects: [TouchedPlace: [ProjectID]] = [:]
        for change in plan.changes {
            if case .indirect(let place) = attribution.origin(of: change.project) {
                projects[place, default: []].append(change.project)
            }
        }
        return projects.sorted { ($0.key.place, $0.key.kind.rawValue) < ($1.key.place, $1.key.kind.rawValue) }.map {
            let place = ShownValue.place($0.key.place)
            let from = $0.key.isFormer ? Message("\(place) before") : Message(verbatim: place)
            return Message("  \(kind($0.key.kind)), \(from), changes \(names($0.value))")
        }
    }

    private static func kind(_ kind: TouchedPlace.Kind) -> Message {
        switch kind {
        case .defaults: Message(verbatim: "defaults")
        case .settings: Message(verbatim: "settings")
        case .anchor, .block, .removedBlock: Message("an anchor")
        }
    }

    private static func names(_ projects: [ProjectID]) -> Message {
        let shown = projects.prefix(mostNames).map(ShownValue.project).joined(separator: ", ")
        let rest = projects.count - mostNames
        return rest > 0 ? Message("\(shown) and \(rest) more") : Message(verbatim: shown)
    }
}
