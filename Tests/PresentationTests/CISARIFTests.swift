import Integrations
import Planning
import Presentation
import Reports
import Testing

@Suite("SARIF")
struct CISARIFTests {
    private func encode(_ report: CIReport) -> [UInt8] { SARIFDocument(version: "1.2.3").encode(report) }

    private func run(_ report: CIReport) throws -> JSONTree {
        let runs = try JSONTree(encode(report))["runs"]?.elements
        return try #require(runs?.first)
    }

    private func results(_ report: CIReport) throws -> [JSONTree] {
        try #require(try run(report)["results"]?.elements)
    }

    @Test("reads as its golden file")
    func documents() throws {
        expectGolden(encode(CISample.validation()), "ci-validate.sarif")
        expectGolden(encode(try CISample.drift(.everyStatus())), "ci-drift.sarif")
        expectGolden(encode(CISample.failure()), "ci-failure.sarif")
    }

    @Test("each result leads to its rule, and each rule has a result")
    func rules() throws {
        for report in [CISample.validation(), try CISample.drift(.everyStatus()), CISample.hostile()] {
            let rules = try #require(try run(report)["tool"]?["driver"]?["rules"]?.elements)
            var used: Set<Int> = []
            for result in try results(report) {
                guard case .number(let number) = try #require(result["ruleIndex"]) else {
                    Issue.record("ruleIndex is no number")
                    continue
                }
                let index = Int(number)
                #expect(rules[index]["id"] == result["ruleId"])
                used.insert(index)
            }
            #expect(used == Set(rules.indices))
        }
    }

    @Test("a command that failed has no results, and says why as notifications")
    func failure() throws {
        let run = try run(CISample.failure())
        #expect(run["results"] == .list([]))
        let invocation = try #require(run["invocations"]?.elements?.first)
        #expect(invocation["executionSuccessful"] == .flag(false))
        #expect(invocation["toolExecutionNotifications"]?.elements?.count == 2)
        #expect(
            try self.run(CISample.validation())["invocations"]?.elements?.first?["executionSuccessful"] == .flag(true))
    }

    @Test(
        "drift: every project that is not in sync is a result; what is accepted is suppressed, what is unknown is open")
    func drift() throws {
        let report = try DriftScenario.everyStatus().report()
        let results = try results(CIReport(report, files: ["jelou.yaml"], paths: CISample.paths))
        #expect(results.count == report.rows.count { $0.finding.status != .inSync })
        let suppressed = results.filter { $0["suppressions"] != .list([]) }
        #expect(suppressed.count == 1)
        let justification = suppressed.first?["suppressions"]?.elements?.first?["justification"]
        #expect(justification == .text("Accepted until 2026-12-31T23:59:59.999Z: Panel migration, JIRA-123"))
        for result in results {
            let isOpen = result["ruleId"] == .text("drift-unknown")
            #expect(result["kind"] == .text(isOpen ? "open" : "fail"))
            #expect((result["level"] == .text("none")) == isOpen)
        }
    }

    @Test("paths are relative to the repository's root and escaped byte by byte")
    func places() throws {
        let locations = try results(CISample.hostile()).compactMap { $0["locations"]?.elements?.first }
        let artifacts = locations.compactMap { $0["physicalLocation"]?["artifactLocation"] }
        #expect(
            artifacts.contains {
                $0["uri"]
                    == .text(
                        "infra/jelou/a%20b/%25%2C%3A%5D%5D%3E%26%22%27%3C%C3%B1%F0%9F%98%80%3E%1B%0A%3A%3Aerror%3A%3A.yaml"
                    )
                    && $0["uriBaseId"] == .text("%SRCROOT%")
            })
        #expect(artifacts.contains { $0["uri"] == .text("infra/jelou/jelou.yaml") }, "no place: the first file")
        let outside = try results(CISample.validation([CISample.problem(file: "/elsewhere/a.yaml")]))
        let artifact = outside.first?["locations"]?.elements?.first?["physicalLocation"]?["artifactLocation"]
        #expect(artifact?["uri"] == .text("file:///elsewhere/a.yaml"))
        #expect(artifact?["uriBaseId"] == nil)
    }

    // MARK: fingerprints

    private func fingerprints(_ report: CIReport) throws -> [JSONTree?] {
        try results(report).map { $0["partialFingerprints"]?["jelouctlFinding/v1"] }
    }

    @Test("a fingerprint stays when lines move or the wording changes, and no two are alike")
    func fingerprints() throws {
        let before = try fingerprints(CISample.validation([CISample.problem(line: 7), CISample.problem(line: 9)]))
        let after = try fingerprints(
            CISample.validation([
                CISample.problem(line: 70, text: "  authType: barer", detail: "Not known."), CISample.problem(line: 90),
            ]))
        #expect(before == after)
        #expect(Set(before).count == 2)
        #expect(try fingerprints(CISample.validation([CISample.problem(file: "other.yaml")])) != [before[0]])
        #expect(try fingerprints(CISample.validation([CISample.problem(text: "  authType: baser")])) != [before[0]])
        let all = try fingerprints(try CISample.drift(.everyStatus()))
        #expect(Set(all).count == all.count)
    }

    @Test("a project's fingerprint does not depend on where its block stands")
    func movedBlocks() throws {
        var scenario = try DriftScenario.everyStatus()
        let before = try fingerprints(try CISample.drift(scenario))
        for index in scenario.desired.indices {
            scenario.desired[index].places.project = Sample.place(100 + index, file: "moved.yaml")
        }
        #expect(try fingerprints(try CISample.drift(scenario)) == before)
    }
}
