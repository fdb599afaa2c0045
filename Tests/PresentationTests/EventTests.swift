import Integrations
import Messages
import Planning
import Presentation
import Reports
import Testing

@Suite("Events")
struct EventTests {
    private let json = EventJSON(run: "20261118T091200Z-1f2e3d4c")

    /// 2026-11-18T09:12:00Z and so many milliseconds.
    private func time(_ milliseconds: Int64) -> Timestamp {
        Timestamp(millisecondsSinceEpoch: 1_794_993_120_000 + milliseconds)
    }

    /// Every type of line, and every outcome of a change.
    private func lines() throws -> [[UInt8]] {
        let (report, plan) = try Sample.mixedReport()
        var stopped = report
        stopped.stop = .tooManyFailures(10)
        var lines = [
            json.started(plan: plan, at: time(0)),
            json.recovered(run: "20261117T000000Z-00000000", settled: 3, open: [try Sample.id("k-lost")], at: time(1)),
            json.encode(.started(changes: 12), at: time(20)),
            json.encode(
                .attemptFailed(
                    project: try Sample.id("f-server"), .serverFailure, message: Message(verbatim: "upstream\nfailed"),
                    attempt: 1),
                at: time(300)),
            json.encode(
                .attemptFailed(project: try Sample.id("g timeout"), .timedOut, message: nil, attempt: 2), at: time(301)),
        ]
        lines += report.results.enumerated().map { json.encode(.finished($1), at: time(400 + Int64($0))) }
        lines += [
            json.encode(.slowed(wait: .milliseconds(2500)), at: time(500)),
            json.encode(.canaryPassed(changes: 2), at: time(501)),
        ]
        lines += stopReasons.enumerated().map { json.encode(.stopping($1), at: time(600 + Int64($0))) }
        lines += [
            json.finished(stopped, plan: plan, exitStatus: 3, at: time(1000)),
            json.finished(report, plan: plan, exitStatus: 3, at: time(60_000)),
        ]
        return lines
    }

    private let stopReasons: [StopReason] = [
        .interrupted(.interrupt), .interrupted(.terminate), .tooManyFailures(10), .stateNotSaved, .canaryFailed,
        .leaseLost, .auditNotWritten,
    ]

    @Test("read as their golden lines")
    func golden() throws {
        expectGolden(try lines().joined().map(\.self), "events.jsonl")
    }

    @Test("are one line each, and as the schema says")
    func schema() throws {
        let check = SchemaCheck(schema: try JSONTree(Array(EventSchema.jsonSchema.utf8)))
        var types: Set<JSONTree?> = []
        for line in try lines() {
            #expect(line.filter { $0 == UInt8(ascii: "\n") }.count == 1)
            #expect(line.last == UInt8(ascii: "\n"))
            let document = try JSONTree(line)
            #expect(check.problems(document).isEmpty, "\(String(decoding: line, as: UTF8.self))")
            #expect(document["run"] == .text("20261118T091200Z-1f2e3d4c"))
            types.insert(document["type"])
        }
        #expect(types.count == 9)
        #expect(check.schema["oneOf"]?.elements?.count == 9)
    }

    @Test("of every class, outcome and state are as the schema says")
    func words() throws {
        let check = SchemaCheck(schema: try JSONTree(Array(EventSchema.jsonSchema.utf8)))
        let (report, plan) = try Sample.mixedReport()
        let problem = Diagnostic(
            code: "state-unwritable", severity: .error, summary: Message(verbatim: "the state cannot be written"))
        for resultClass in ResultClass.allCases {
            for change in try Scenario.everyAction().plan().changes {
                for outcome in ChangeResult.Outcome.allCases {
                    let result = ChangeResult(change: change, outcome: outcome, resultClass: resultClass)
                    #expect(check.problems(try JSONTree(json.encode(.finished(result), at: time(0)))).isEmpty)
                }
            }
        }
        let states: [ApplyReport.StateOutcome] = [
            .saved(lineage: "l", serial: 1), .noState, .unchanged(lineage: "l", serial: 1),
            .journaled(lineage: "l", serial: 1, nil), .notSaved(problem),
        ]
        for state in states {
            for reason in stopReasons {
                let report = ApplyReport(run: report.run, results: report.results, stop: reason, state: state)
                let line = json.finished(report, plan: plan, exitStatus: 1, at: time(0))
                #expect(check.problems(try JSONTree(line)).isEmpty, "\(state) \(reason)")
            }
        }
    }

    @Test("that are not as the schema says are found")
    func contradictions() throws {
        let check = SchemaCheck(schema: try JSONTree(Array(EventSchema.jsonSchema.utf8)))
        let whole = String(decoding: try lines()[5], as: UTF8.self)
        #expect(check.problems(try JSONTree(Array(whole.utf8))).isEmpty)
        for (part, other) in [
            ("\"type\":\"change-finished\"", "\"type\":\"change-begun\""),
            ("\"type\":\"change-finished\"", "\"type\":\"run-finished\""),
            ("\"outcome\":\"succeeded\"", "\"outcome\":\"good\""), ("\"class\":\"done\"", "\"class\":\"fine\""),
            ("\"attempts\":1", "\"attempts\":-1"), ("\"attempts\":1", "\"attempts\":\"1\""),
            ("\"project\":", "\"id\":"), ("\"formatVersion\":\"1.0\"", "\"formatVersion\":\"2.0\""),
        ] {
            #expect(whole.contains(part))
            #expect(!check.problems(try JSONTree(Array(whole.replacing(part, with: other).utf8))).isEmpty)
        }
    }

    @Test("tell of a change what the document of apply tells")
    func sameFacts() throws {
        let (report, plan) = try Sample.mixedReport()
        let document = try JSONTree(ApplyJSON().encode(report, plan: plan, diagnostics: []))
        for (result, told) in zip(report.results, try #require(document["results"]?.elements)) {
            let event = try JSONTree(json.encode(.finished(result), at: time(0)))
            for key in told.keys { #expect(event[key] == told[key]) }
            #expect(event.keys.subtracting(told.keys) == ["formatVersion", "run", "time", "type"])
        }
    }

    @Test("have times in UTC to the millisecond")
    func times() throws {
        for (milliseconds, text) in [
            (0, "2026-11-18T09:12:00.000Z"), (7, "2026-11-18T09:12:00.007Z"), (-1, "2026-11-18T09:11:59.999Z"),
        ] as [(Int64, String)] {
            let document = try JSONTree(json.encode(.started(changes: 1), at: time(milliseconds)))
            #expect(document["time"] == .text(text))
        }
    }

    @Test("never tell a wait as none")
    func waits() throws {
        for (wait, milliseconds) in [(.nanoseconds(1), 1), (.milliseconds(1500), 1500), (.seconds(90), 90000)]
            as [(Duration, Double)]
        {
            let document = try JSONTree(json.encode(.slowed(wait: wait), at: time(0)))
            #expect(document["waitMilliseconds"] == .number(milliseconds))
        }
    }

    @Test("keep a project's bytes, and hold nothing that a terminal acts on")
    func hostile() throws {
        let plan = try Scenario.hostile().plan()
        let message = "x\n\u{1B}[2J\u{9B}\u{202E}\u{7F}y"
        for change in plan.changes {
            let result = ChangeResult(
                change: change, outcome: .failed, resultClass: .rejected, httpStatus: 400, attempts: 1,
                message: Message(verbatim: message), requestID: message)
            let line = json.encode(.finished(result), at: time(0))
            let text = String(decoding: line, as: UTF8.self)
            #expect(text.unicodeScalars.filter(\.isControlCharacter).map(\.value) == [0x0A])
            #expect(!text.contains("secret-argument"))
            #expect(try JSONTree(line)["project"] == .text(change.project.rawValue))
        }
    }
}
