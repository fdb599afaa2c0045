package import Integrations
package import Messages
package import Reports

/// What standard error says while a plan is carried out.
///
/// Pure: it is told what happens and when, and answers with the text to write. Off a terminal a small run is told change
/// by change, and a large one by a line now and then, that its log stays readable. On a terminal one line is redrawn, and
/// what went wrong stands above it.
package struct ProgressFeed: Sendable {
    package enum Style: Hashable, Sendable {
        case lines(Language)
        /// - Parameter width: columns of the terminal.
        case bar(width: Int, TextStyle)
    }

    /// The most changes that are told one by one.
    package static let mostToldOneByOne = 100

    private let bar: ProgressBar?
    private let text: TextStyle
    private var tally = ProgressTally()
    private var lastSummary: Moment
    private var lastSlowed: Moment
    private var lastDrawing: Moment
    private var isDrawn = false
    private var isStale = false

    package init(style: Style, now: Timestamp) {
        bar =
            if case .bar(let width, let style) = style { ProgressBar(width: width, style: style) } else { nil }
        text =
            switch style {
            case .lines(let language): TextStyle(language: language)
            case .bar(_, let style): style
            }
        lastSummary = Moment(now)
        lastSlowed = Moment(nil)
        lastDrawing = Moment(nil)
    }

    /// What to write for an event, line ends and all; nil for nothing.
    package mutating func output(for event: ApplyEvent, at now: Timestamp) -> String? {
        count(event, now)
        let line = isTold(event, now) ? ProgressLine(style: text).render(event) : nil
        guard bar == nil else { return drawing(under: line, now) }
        return line.map { $0 + "\n" } ?? summary(event, now)
    }

    /// Draws the bar again if it shows less than is known, as it does when much happened at once and then nothing.
    package mutating func refresh(at now: Timestamp) -> String? {
        isStale ? drawing(under: nil, now) : nil
    }

    /// Takes the bar away: the summary of the run stands in its place.
    package mutating func end() -> String? {
        guard isDrawn else { return nil }
        (isDrawn, isStale) = (false, false)
        return ProgressBar.clearing
    }

    private mutating func count(_ event: ApplyEvent, _ now: Timestamp) {
        switch event {
        case .started(let changes):
            tally.planned = changes
            lastSummary = Moment(now)
        case .finished(let result): tally.count(result.outcome)
        case .attemptFailed, .slowed, .canaryPassed, .stopping: break
        }
    }

    /// Whether an event has a line of its own.
    private mutating func isTold(_ event: ApplyEvent, _ now: Timestamp) -> Bool {
        let isLarge = tally.planned > Self.mostToldOneByOne
        switch event {
        case .started: return bar == nil
        case .stopping, .canaryPassed: return true
        // Under pressure the API may say so with every answer.
        case .slowed: return lastSlowed.passed(.seconds(10), now)
        case .attemptFailed: return bar == nil && !isLarge
        case .finished(let result): return bar == nil ? !isLarge : result.outcome != .succeeded
        }
    }

    private mutating func summary(_ event: ApplyEvent, _ now: Timestamp) -> String? {
        guard tally.planned > Self.mostToldOneByOne, case .finished = event, lastSummary.passed(.seconds(10), now)
        else {
            return nil
        }
        return text.text(tally.sentence) + "\n"
    }

    private mutating func drawing(under line: String?, _ now: Timestamp) -> String? {
        guard let bar else { return nil }
        let above = line.map { (isDrawn ? ProgressBar.clearing : "") + $0 + "\n" }
        // A line has written over the bar, so it is drawn again whenever that was.
        guard tally.planned > 0, lastDrawing.passed(.milliseconds(100), now) || line != nil else {
            isStale = tally.planned > 0
            return above
        }
        (isDrawn, isStale) = (true, false)
        return (above ?? ProgressBar.clearing) + bar.line(tally)
    }
}

/// Results of a run so far.
struct ProgressTally: Hashable, Sendable {
    /// How many will be tried.
    var planned = 0
    private(set) var succeeded = 0
    private(set) var failed = 0
    private(set) var skipped = 0
    private(set) var unknown = 0

    var finished: Int { succeeded + failed + skipped + unknown }
    var total: Int { max(planned, finished) }

    mutating func count(_ outcome: ChangeResult.Outcome) {
        switch outcome {
        case .succeeded: succeeded += 1
        case .failed: failed += 1
        case .skipped: skipped += 1
        case .unknown: unknown += 1
        }
    }

    /// As in "1,200 of 10,000 done: 1,190 succeeded, 10 failed.", with what there is none of left out.
    var sentence: Message {
        var parts = [Message("\(Self.grouped(succeeded)) succeeded")]
        if failed > 0 { parts.append(Message("\(Self.grouped(failed)) failed")) }
        if unknown > 0 { parts.append(Message("\(Self.grouped(unknown)) unknown")) }
        if skipped > 0 { parts.append(Message("\(Self.grouped(skipped)) skipped")) }
        let results = Message(joining: parts, separator: ", ")
        return Message("\(Self.grouped(finished)) of \(Self.grouped(total)) done: \(results).")
    }

    private static func grouped(_ number: Int) -> String {
        var text = String(number)
        var place = text.count - 3
        while place > 0 {
            text.insert(",", at: text.index(text.startIndex, offsetBy: place))
            place -= 3
        }
        return text
    }
}

/// When something was done last.
private struct Moment: Sendable {
    private var time: Timestamp?

    init(_ time: Timestamp?) {
        self.time = time
    }

    /// Whether so long has gone by; if so it counts from now.
    ///
    /// A clock that was set back counts as gone by, or nothing would be said until it has caught up.
    mutating func passed(_ interval: Duration, _ now: Timestamp) -> Bool {
        if let time, now >= time,
            .milliseconds(now.millisecondsSinceEpoch - time.millisecondsSinceEpoch) < interval
        {
            return false
        }
        time = now
        return true
    }
}
