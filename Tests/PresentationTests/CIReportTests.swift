import Integrations
import Planning
import Presentation
import Reports
import Testing

@Suite("JUnit and code quality")
struct CIReportTests {
    // MARK: JUnit

    @Test("JUnit reads as its golden file")
    func junit() throws {
        expectGolden(JUnitDocument().encode(CISample.validation()), "ci-validate.junit.xml")
        expectGolden(JUnitDocument().encode(try CISample.drift(.everyStatus())), "ci-drift.junit.xml")
        expectGolden(JUnitDocument().encode(CISample.failure()), "ci-failure.junit.xml")
    }

    @Test("JUnit has a case for each project and one for the run, and its totals are theirs")
    func totals() throws {
        let report = try DriftScenario.everyStatus().report()
        let text = CISample.text(JUnitDocument().encode(try CISample.drift(.everyStatus())))
        #expect(text.split(separator: "<testcase ").count - 1 == report.rows.count + 1)
        let open = report.rows.filter { $0.accepted == nil }.map(\.finding.status)
        let (failures, errors) = (open.count(where: \.isDifference), open.count { $0 == .unknown })
        #expect(
            text.contains(
                "tests=\"\(report.rows.count + 1)\" failures=\"\(failures)\" errors=\"\(errors)\" skipped=\"1\""))
        #expect(text.split(separator: "<failure ").count - 1 == failures)
        #expect(text.split(separator: "<error ").count - 1 == errors)
        #expect(text.split(separator: "<skipped ").count - 1 == 1)
    }

    @Test("nobody's text breaks out of the XML, and what XML cannot hold is not in it")
    func hostileXML() {
        let text = CISample.text(JUnitDocument().encode(CISample.hostile()))
        #expect(!text.contains("]]>"))
        #expect(!text.contains("<a b="))
        #expect(text.contains("&lt;a b=&quot;'&amp;&quot;&gt;"))
        #expect(text.contains("ñ 😀"))
        let forbidden = text.unicodeScalars.filter {
            ($0.value < 0x20 && $0 != "\n") || $0.value == 0xFFFE || $0.value == 0xFFFF
        }
        #expect(forbidden.isEmpty)
    }

    // MARK: code quality

    @Test("code quality reads as its golden file")
    func codeQuality() throws {
        expectGolden(CodeQualityDocument().encode(CISample.validation()), "ci-validate.codequality.json")
        expectGolden(CodeQualityDocument().encode(try CISample.drift(.everyStatus())), "ci-drift.codequality.json")
        expectGolden(CodeQualityDocument().encode(CISample.failure()), "ci-failure.codequality.json")
    }

    /// The fields that GitLab documents for a report of one's own tool.
    @Test("each issue has the fields that GitLab reads, and a fingerprint of its own")
    func issues() throws {
        let severities = ["info", "minor", "major", "critical", "blocker"].map(JSONTree.text)
        let reports = [
            CISample.validation(), CISample.failure(), CISample.hostile(), try CISample.drift(.everyStatus()),
            try CISample.drift(.hostile()), try CISample.drift(.inSync()),
        ]
        for report in reports {
            let issues = try #require(try JSONTree(CodeQualityDocument().encode(report)).elements)
            for issue in issues {
                #expect(issue.keys == ["description", "check_name", "fingerprint", "severity", "location"])
                #expect(issue["severity"].map(severities.contains) == true)
                guard case .text(let path) = issue["location"]?["path"] else {
                    Issue.record("an issue without a path")
                    continue
                }
                #expect(!path.isEmpty && !path.hasPrefix("./") && !path.hasPrefix("/"))
                guard case .number(let line) = issue["location"]?["lines"]?["begin"] else {
                    Issue.record("an issue without a line")
                    continue
                }
                #expect(line >= 1)
            }
            #expect(Set(issues.map { $0["fingerprint"] }).count == issues.count)
        }
    }

    @Test("accepted drift is no issue")
    func accepted() throws {
        let report = try DriftScenario.everyStatus().report()
        let issues = try JSONTree(CodeQualityDocument().encode(try CISample.drift(.everyStatus()))).elements
        let open = report.rows.count { $0.accepted == nil && $0.finding.status != .inSync }
        #expect(issues?.count == open + report.diagnostics.count)
    }

    // MARK: paths

    @Test("paths begin at the root, wherever the job works")
    func paths() {
        let below = CIPaths(root: "/repo/", workingDirectory: "/repo/infra/jelou")
        #expect(below.path("a.yaml") == "infra/jelou/a.yaml")
        #expect(below.path("./x/../a.yaml") == "infra/jelou/a.yaml")
        #expect(below.path("../a.yaml") == "infra/a.yaml")
        #expect(below.path("/repo/b.yaml") == "b.yaml")
        #expect(below.path("../../../etc/a.yaml") == "/etc/a.yaml")
        #expect(below.path("-") == "-")
        #expect(CIPaths(root: "/rep", workingDirectory: "/repo").path("a") == "a", "no parent, though a prefix")
        #expect(CIPaths(root: nil, workingDirectory: "/repo").path("a") == "a")
        #expect(CIPaths(root: "/", workingDirectory: "/repo").path("a") == "repo/a")
    }
}
