import Integrations
import Messages
import Planning
import Presentation
import Reports
import Testing

@Suite("The feed of progress")
struct ProgressFeedTests {
    private func time(_ milliseconds: Int64) -> Timestamp {
        Timestamp(millisecondsSinceEpoch: 1_794_993_120_000 + milliseconds)
    }

    private func finished(
        _ outcome: ChangeResult.Outcome = .succeeded, _ project: String = "ventas-co"
    ) throws -> ApplyEvent {
        var change = try Sample.change("ventas-co", of: Scenario.ordinary())
        change.project = try Sample.id(project)
        let resultClass: ResultClass =
            switch outcome {
            case .succeeded: .done
            case .failed: .serverFailure
            case .skipped: .interrupted
            case .unknown: .timedOut
            }
        return .finished(ChangeResult(change: change, outcome: outcome, resultClass: resultClass, attempts: 1))
    }

    // MARK: lines

    @Test("tells a small run change by change")
    func small() throws {
        let (report, _) = try Sample.mixedReport()
        var events: [ApplyEvent] = [.started(changes: 100)]
        events += report.results.map { .finished($0) }
        events += [
            .attemptFailed(project: try Sample.id("a"), .timedOut, message: nil, attempt: 1), .canaryPassed(changes: 2),
            .stopping(.stateNotSaved),
        ]
        let feed = Screen(.lines(.english), now: time(0))
        for event in events {
            #expect(feed.output(for: event, at: time(0)) == ProgressLine().render(event).map { $0 + "\n" })
        }
        #expect(feed.refresh(at: time(1000)) == nil)
        #expect(feed.end() == nil)
    }

    @Test("tells a large run by a line every ten seconds")
    func large() throws {
        let feed = Screen(.lines(.english), now: time(0))
        #expect(feed.output(for: .started(changes: 10000), at: time(5)) == "Sending 10000 changes.\n")
        var lines: [String] = []
        for number in 1...3000 {
            let event = try finished(number <= 10 ? .failed : .succeeded)
            if let line = feed.output(for: event, at: time(5 + Int64(number) * 10)) { lines.append(line) }
        }
        #expect(
            lines == [
                "1,000 of 10,000 done: 990 succeeded, 10 failed.\n",
                "2,000 of 10,000 done: 1,990 succeeded, 10 failed.\n",
                "3,000 of 10,000 done: 2,990 succeeded, 10 failed.\n",
            ])
    }

    @Test("names of a large run only the outcomes that there are")
    func outcomes() throws {
        let feed = Screen(.lines(.english), now: time(0))
        _ = feed.output(for: .started(changes: 101), at: time(0))
        #expect(try feed.output(for: finished(), at: time(10000)) == "1 of 101 done: 1 succeeded.\n")
        #expect(try feed.output(for: finished(.unknown), at: time(19999)) == nil)
        #expect(
            try feed.output(for: finished(.skipped), at: time(20000))
                == "3 of 101 done: 1 succeeded, 1 unknown, 1 skipped.\n")
    }

    @Test("says at once what concerns all of a large run")
    func atOnce() throws {
        let feed = Screen(.lines(.english), now: time(0))
        _ = feed.output(for: .started(changes: 1000), at: time(0))
        let failure = ApplyEvent.attemptFailed(project: try Sample.id("a"), .timedOut, message: nil, attempt: 1)
        #expect(feed.output(for: failure, at: time(20000)) == nil)
        for event in [.canaryPassed(changes: 10), .stopping(.tooManyFailures(10)), .stopping(.interrupted(.interrupt))]
            as [ApplyEvent]
        {
            #expect(feed.output(for: event, at: time(1)) == ProgressLine().render(event).map { $0 + "\n" })
        }
    }

    @Test("says that the API asks for less once in ten seconds", arguments: [10, 1000])
    func slowed(changes: Int) {
        let feed = Screen(.lines(.english), now: time(0))
        _ = feed.output(for: .started(changes: changes), at: time(0))
        let told = [0, 1, 9999, 10000, 15000, 19999, 20000, 50000].filter { milliseconds in
            feed.output(for: .slowed(wait: .seconds(1)), at: time(milliseconds)) != nil
        }
        #expect(told == [0, 10000, 20000, 50000])
    }

    @Test("goes on when the clock was set back")
    func clockSetBack() throws {
        let feed = Screen(.lines(.english), now: time(0))
        _ = feed.output(for: .started(changes: 1000), at: time(0))
        #expect(try feed.output(for: finished(), at: time(-3_600_000)) != nil)
        #expect(try feed.output(for: finished(), at: time(-3_599_999)) == nil)
        #expect(try feed.output(for: finished(), at: time(-3_590_000)) != nil)
    }

    // MARK: the bar

    private static let clear = "\r\u{1B}[K"

    private func bar(width: Int = 80, color: Bool = false, changes: Int) -> (feed: Screen, first: String?) {
        let feed = Screen(.bar(width: width, TextStyle(usesColor: color)), now: time(0))
        let first = feed.output(for: .started(changes: changes), at: time(0))
        return (feed, first)
    }

    @Test("draws how far a run is on one line")
    func drawing() throws {
        let (feed, first) = bar(changes: 4)
        #expect(first == Self.clear + "[>                             ] 0/4  0 done")
        #expect(
            try feed.output(for: finished(), at: time(100)) == Self.clear
                + "[#######>                      ] 1/4  1 done")
        #expect(
            try feed.output(for: finished(.unknown), at: time(200))?.hasSuffix(
                "\n[###############>              ] 2/4  1 done  1 unknown") == true)
        #expect(
            try feed.output(for: finished(.failed), at: time(300))?.hasSuffix(
                "\n[######################>       ] 3/4  1 done  1 failed  1 unknown") == true)
        #expect(
            try feed.output(for: finished(.skipped), at: time(400))
                == Self.clear + "[##############################] 4/4  1 done  1 failed  1 unknown  1 skipped")
        #expect(feed.end() == Self.clear)
        #expect(feed.end() == nil)
    }

    @Test("draws at most ten times a second, and catches up")
    func pace() throws {
        let (feed, _) = bar(changes: 1000)
        var drawings = 0
        for milliseconds in 1...1000 where try feed.output(for: finished(), at: time(Int64(milliseconds))) != nil {
            drawings += 1
        }
        #expect(drawings == 10)
        #expect(feed.refresh(at: time(5000)) == nil)
        #expect(try feed.output(for: finished(), at: time(5000)) != nil)
        #expect(try feed.output(for: finished(.skipped), at: time(5050)) == nil)
        #expect(feed.refresh(at: time(5099)) == nil)
        #expect(feed.refresh(at: time(5100))?.contains("1002/1002") == true)
        #expect(feed.refresh(at: time(9000)) == nil)
    }

    @Test("puts what went wrong above the bar, as whole lines, and draws it again")
    func above() throws {
        let (feed, _) = bar(changes: 1000)
        let events: [ApplyEvent] = [
            try finished(.failed), try finished(.unknown), .slowed(wait: .seconds(1)), .canaryPassed(changes: 2),
            .stopping(.tooManyFailures(10)),
        ]
        for event in events {
            let line = try #require(ProgressLine().render(event))
            let output = try #require(feed.output(for: event, at: time(1)))
            #expect(output.hasPrefix(Self.clear + line + "\n["))
            #expect(output.count { $0 == "\n" } == 1)
        }
        // What will be made again is not told: the bar is there to be looked at.
        let failure = ApplyEvent.attemptFailed(project: try Sample.id("a"), .timedOut, message: nil, attempt: 1)
        #expect(feed.output(for: failure, at: time(2)) == nil)
    }

    @Test("draws nothing when nothing is sent")
    func nothing() {
        let (feed, first) = bar(changes: 0)
        #expect(first == nil)
        #expect(feed.output(for: .stopping(.stateNotSaved), at: time(0))?.hasSuffix("run.\n") == true)
        #expect(feed.end() == nil)
    }

    @Test("never fills the terminal's last column", arguments: 1...200)
    func width(width: Int) throws {
        let (feed, first) = bar(width: width, changes: 100_000)
        var drawings = [first]
        for (index, outcome) in ChangeResult.Outcome.allCases.enumerated() {
            drawings.append(try feed.output(for: finished(outcome), at: time(Int64(index + 1) * 100)))
        }
        for drawing in drawings {
            let bar =
                try #require(drawing).replacing(Self.clear, with: "").split(
                    separator: "\n", omittingEmptySubsequences: false
                ).last ?? ""
            #expect(bar.count < width)
            #expect(width < 10 || bar.contains("/100000"))
        }
    }

    @Test("carries the same words with colour as without")
    func color() throws {
        let (plain, _) = bar(changes: 10)
        let (colored, _) = bar(color: true, changes: 10)
        let events = [try finished(), try finished(.failed), try finished(.unknown), try finished(.skipped)]
        for (index, event) in events.enumerated() {
            let now = time(Int64(index + 1) * 100)
            let left = plain.output(for: event, at: now)?.replacing(Self.clear, with: "")
            let right = colored.output(for: event, at: now)?.replacing(Self.clear, with: "")
            #expect(left?.contains("\u{1B}") == false)
            #expect(right?.contains("\u{1B}[32m1 done\u{1B}[0m") == true)
            #expect(right?.withoutColor == left?.withoutColor)
        }
    }
}

/// A feed that expectations can ask: they cannot change a value.
private final class Screen {
    private var feed: ProgressFeed

    init(_ style: ProgressFeed.Style, now: Timestamp) {
        feed = ProgressFeed(style: style, now: now)
    }

    func output(for event: ApplyEvent, at now: Timestamp) -> String? { feed.output(for: event, at: now) }
    func refresh(at now: Timestamp) -> String? { feed.refresh(at: now) }
    func end() -> String? { feed.end() }
}
