package import Integrations
import Messages
package import Planning
package import Reports

/// What happens while a plan is carried out, as newline-delimited JSON: one object a line.
///
/// `EventSchema` describes each line.
package struct EventJSON: Sendable {
    private let run: String

    package init(run: String) {
        self.run = run
    }

    /// The first line of a run that has a plan.
    package func started(plan: Plan, at time: Timestamp) -> [UInt8] {
        let state = RunStarted.State(lineage: Nullable(plan.lineage), serial: Nullable(plan.serial))
        return line(
            .runStarted, time, RunStarted(changes: plan.changes.count, digest: plan.digest, state: state))
    }

    /// An earlier run ended before it could record what it did; this one found out what it could.
    ///
    /// - Parameters:
    ///   - run: the earlier one.
    ///   - settled: writes of which it is known now whether they happened.
    ///   - open: the projects of those of which it is not.
    package func recovered(run earlier: String, settled: Int, open: [ProjectID], at time: Timestamp) -> [UInt8] {
        line(
            .runRecovered, time, RunRecovered(recoveredRun: earlier, settled: settled, open: open.map(\.rawValue)))
    }

    package func encode(_ event: ApplyEvent, at time: Timestamp) -> [UInt8] {
        switch event {
        case .started(let changes): line(.sendingStarted, time, SendingStarted(changes: changes))
        case .attemptFailed(let project, let resultClass, let message, let attempt):
            line(
                .attemptFailed, time,
                AttemptFailed(
                    project: project.rawValue, class: resultClass.rawValue, attempt: attempt,
                    message: Nullable(message.map { PlainText.cleaned($0.english) })))
        case .finished(let result): line(.changeFinished, time, ResultDocument(result))
        case .slowed(let wait): line(.slowed, time, Slowed(waitMilliseconds: wait.wholeMilliseconds))
        case .canaryPassed(let changes): line(.canaryPassed, time, CanaryPassed(changes: changes))
        case .stopping(let reason): line(.stopping, time, Stopping(reason: reason.word))
        }
    }

    /// The last line of a run.
    package func finished(_ report: ApplyReport, plan: Plan, exitStatus: Int, at time: Timestamp) -> [UInt8] {
        line(
            .runFinished, time,
            RunFinished(
                summary: ApplyDocument.SummaryDocument(report.summary),
                state: ApplyDocument.StateDocument(report.state, lineage: plan.lineage),
                stopped: Nullable(report.stop?.word), exitStatus: exitStatus))
    }

    /// The last line of a run that ended before anything was sent: refused, declined, or without what it needed.
    package func ended(exitStatus: Int, at time: Timestamp) -> [UInt8] {
        let state = ApplyDocument.StateDocument(lineage: Nullable(nil), serial: Nullable(nil), outcome: "untouched")
        return line(
            .runFinished, time,
            RunFinished(
                summary: ApplyDocument.SummaryDocument(), state: state, stopped: Nullable(nil), exitStatus: exitStatus))
    }

    private func line(_ type: EventType, _ time: Timestamp, _ facts: some Encodable) -> [UInt8] {
        JSONDocument.encodeLine(EventDocument(type: type, time: time, run: run, facts: facts))
    }
}

/// The kinds of lines; the raw value is the word that programs look for.
enum EventType: String, CaseIterable {
    case runStarted = "run-started"
    case runRecovered = "run-recovered"
    case sendingStarted = "sending-started"
    case attemptFailed = "attempt-failed"
    case changeFinished = "change-finished"
    case slowed
    case canaryPassed = "canary-passed"
    case stopping
    case runFinished = "run-finished"
}

/// One line, version 1: what every line says, and beside it what lines of this type say.
private struct EventDocument<Facts: Encodable>: Encodable {
    var type: EventType
    var time: Timestamp
    var run: String
    var facts: Facts

    private enum CommonKey: String, CodingKey {
        case formatVersion
        case type
        case time
        case run
    }

    func encode(to encoder: any Encoder) throws {
        try facts.encode(to: encoder)
        var container = encoder.container(keyedBy: CommonKey.self)
        try container.encode(JSONDocument.formatVersion, forKey: .formatVersion)
        try container.encode(type.rawValue, forKey: .type)
        try container.encode(time.millisecondText, forKey: .time)
        try container.encode(run, forKey: .run)
    }
}

private struct RunStarted: Encodable {
    var changes: Int
    var digest: String
    var state: State

    struct State: Encodable {
        var lineage: Nullable<String>
        var serial: Nullable<Int>
    }
}

private struct RunRecovered: Encodable {
    var recoveredRun: String
    var settled: Int
    var open: [String]
}

private struct SendingStarted: Encodable {
    var changes: Int
}

private struct AttemptFailed: Encodable {
    var project: String
    var `class`: String
    var attempt: Int
    var message: Nullable<String>
}

private struct Slowed: Encodable {
    var waitMilliseconds: Int64
}

private struct CanaryPassed: Encodable {
    var changes: Int
}

private struct Stopping: Encodable {
    var reason: String
}

private struct RunFinished: Encodable {
    var summary: ApplyDocument.SummaryDocument
    var state: ApplyDocument.StateDocument
    var stopped: Nullable<String>
    var exitStatus: Int
}

extension Timestamp {
    /// RFC 3339 in UTC, always with three digits of a second's fraction, so that lines stand below each other.
    fileprivate var millisecondText: String {
        let text = description
        return text.contains(".") ? text : text.dropLast() + ".000Z"
    }
}

extension Duration {
    /// Rounded up, so that a wait is never told as none.
    fileprivate var wholeMilliseconds: Int64 {
        let (seconds, attoseconds) = components
        return seconds * 1000 + (attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000
    }
}
