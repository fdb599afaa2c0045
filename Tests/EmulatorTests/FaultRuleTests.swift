import Foundation
import Testing

@testable import Emulator

@Suite("How faults and rules are written")
struct FaultNotationTests {
    @Test(
        "A fault reads the same after it was written",
        arguments: [
            "status=500", "status=503,body=html,retry-after=2,after", "status=429,retry-after=date+5",
            "status=429,retry-after=date+-5", "status=429,retry-after=soon", "status=400,body=echo",
            "status=500,body=hostile", "status=404,body=gateway", "status=502,body=empty", "cut-before", "cut-after",
            "truncate", "oversized", "ignore-write", "pretend-write", "stale-answer", "normalise-url",
            "missing-fields=authType+id", "empty-body", "foreign-body=html", "foreign-body=json", "broken-json",
            "failed-envelope", "latency=20ms", "cut-after,latency=20ms,latency-after=1500ms",
        ])
    func roundTrip(notation: String) throws {
        #expect(try Fault(parsing: notation).notation == notation)
    }

    @Test(
        "What is no fault is refused",
        arguments: [
            "", "nonsense", "status", "status=", "status=abc", "status=99", "status=600", "body=html", "retry-after=1",
            "after", "status=500,cut-before", "cut-before,cut-after", "status=500,body=xml", "latency=20", "latency=ms",
            "latency=-1s", "latency=1e99h", "missing-fields=", "foreign-body=xml", "cut-before=1", "status=500,",
            "status=429,retry-after=", "status=429,retry-after=a\nb",
            "status=429,retry-after=date+-9223372036854775808",
        ])
    func refused(notation: String) {
        #expect(throws: FaultNotationError.self) { try Fault(parsing: notation) }
    }

    @Test(
        "Durations have a unit",
        arguments: [
            ("20ms", Duration.milliseconds(20)), ("1.5s", .milliseconds(1500)), ("2m", .seconds(120)),
            ("1h", .seconds(3600)), ("0s", .zero),
        ])
    func durations(text: String, duration: Duration) throws {
        #expect(try Duration(notation: text) == duration)
    }

    @Test("A rule says which requests, how many, and what befalls them")
    func rules() throws {
        #expect(
            try FaultRule(parsing: "PATCH:*:2:status=500")
                == FaultRule(methods: ["PATCH"], times: 2, fault: .status(500)))
        #expect(
            try FaultRule(parsing: "patch,DELETE:ventas-*:3+*/project@0.25:cut-after,latency=1s")
                == FaultRule(
                    methods: ["PATCH", "DELETE"], project: "ventas-*", skip: 3, perProject: true, probability: 0.25,
                    fault: Fault(.cutAfterEffect, latency: .seconds(1))))
        #expect(try FaultRule(parsing: "*:*:*:truncate") == FaultRule(fault: Fault(.truncatedBody)))
    }

    @Test(
        "What is no rule is refused",
        arguments: [
            "", "PATCH:*:2",
            "PUT:*:2:status=500", "PATCH::2:status=500", "PATCH:*:x:status=500", "PATCH:*:-1:status=500",
            "PATCH:*:1@2:status=500", "PATCH:*:1@x:status=500", "PATCH:*:-2+1:status=500", "PATCH:*:1:nonsense",
        ])
    func refusedRules(notation: String) {
        #expect(throws: FaultNotationError.self) { try FaultRule(parsing: notation) }
    }

    @Test("A rule in JSON is the notation, or an object that reads back what is shown")
    func rulesInJSON() throws {
        let read = { (text: String) in try JSONDecoder().decode(FaultRule.self, from: Data(text.utf8)) }
        let rule = try FaultRule(parsing: "PATCH:a*:1+2/project@0.5:status=429,retry-after=1")
        #expect(try read(rule.json.text) == rule)
        #expect(try read(#""PATCH:*:2:status=500""#) == FaultRule(methods: ["PATCH"], times: 2, fault: .status(500)))
        #expect(try read(#"{"fault":"cut-before","project":"a:b"}"#).project == "a:b")
        #expect(throws: (any Error).self) { try read(#"{"fault":"cut-before","tmes":2}"#) }
        #expect(throws: (any Error).self) { try read(#"{"fault":"cut-before","methods":["PUT"]}"#) }
    }
}

@Suite("Which requests a rule hits")
struct FaultScriptTests {
    private func hits(_ rules: [String], _ requests: [(String, String)]) throws -> [String] {
        var script = FaultScript(try rules.map { try FaultRule(parsing: $0) })
        var generator = SeededGenerator(seed: 1)
        return requests.map { method, project in
            script.next(method: method, project: project, drawing: &generator)?.notation ?? "-"
        }
    }

    @Test("It skips, hits as often as it says, and is spent")
    func skipAndTimes() throws {
        let requests = Array(repeating: ("GET", "a"), count: 5)
        #expect(try hits(["*:*:1+2:status=500"], requests) == ["-", "status=500", "status=500", "-", "-"])
        #expect(try hits(["*:*:0:status=500"], requests) == ["-", "-", "-", "-", "-"])
    }

    @Test("Rules come one after the other, the next when the one before is spent")
    func sequence() throws {
        let requests = Array(repeating: ("PATCH", "a"), count: 4)
        let rules = ["PATCH:*:2:status=500", "PATCH:*:1:cut-before"]
        #expect(try hits(rules, requests) == ["status=500", "status=500", "cut-before", "-"])
    }

    @Test("It counts for each project apart when it says so")
    func perProject() throws {
        let requests = [("GET", "a"), ("GET", "b"), ("GET", "a"), ("GET", "b")]
        #expect(try hits(["*:*:1/project:cut-before"], requests) == ["cut-before", "cut-before", "-", "-"])
        #expect(try hits(["*:*:1:cut-before"], requests) == ["cut-before", "-", "-", "-"])
    }

    @Test("Methods and projects that do not match are neither hit nor counted")
    func matching() throws {
        let requests = [("GET", "ventas-co"), ("PATCH", "soporte"), ("PATCH", "ventas-co")]
        #expect(try hits(["PATCH:ventas-*:1:cut-before"], requests) == ["-", "-", "cut-before"])
    }

    @Test("Chance is the same for the same seed")
    func chance() throws {
        let requests = Array(repeating: ("GET", "a"), count: 1000)
        let first = try hits(["*:*:*@0.1:cut-before"], requests)
        #expect(try hits(["*:*:*@0.1:cut-before"], requests) == first)
        #expect((50..<200).contains(first.count { $0 != "-" }))
    }

    @Test(
        "Patterns match whole ids",
        arguments: [
            ("*", "", true), ("a*c", "abbc", true), ("a*c", "abcd", false), ("a?c", "abc", true), ("a?c", "ac", false),
            ("*b*", "abc", true), ("", "a", false), ("**", "x", true), ("a*b*c", "aXbXbc", true), ("日*", "日本", true),
        ])
    func globs(pattern: String, text: String, matches: Bool) {
        #expect(globMatches(pattern, text) == matches)
    }

    @Test("An id that looks like a pattern is matched as it stands")
    func exact() throws {
        #expect(try hits(["*:a?b[*:1:cut-before"], [("GET", "a?b[*")]) == ["cut-before"])
    }
}
