import Integrations
import Messages
import Presentation
import Testing

@Suite("Annotations of GitHub Actions")
struct CIAnnotationTests {
    private let annotations = GitHubAnnotations(paths: CISample.paths)

    private func lines(_ findings: [CIFinding]) -> [Substring] {
        annotations.render(findings).split(separator: "\n")
    }

    @Test("errors, warnings and notices in this order, each at its place from the root of the repository")
    func places() throws {
        #expect(
            lines(CISample.validation().findings) == [
                "::error title=unsupported value [credential-unset]::TOKEN is not set.%0ADid you mean \"bearer\"?",
                """
                ::error file=infra/jelou/jelou.yaml,line=7,col=15,endColumn=20,title=unsupported value [auth-type]::"barer" is \
                not known.%0ADid you mean "bearer"?
                """,
                """
                ::error file=infra/jelou/jelou.yaml,line=9,col=15,endColumn=20,title=unsupported value [webhook-url]::"barer" \
                is not known.%0ADid you mean "bearer"?
                """,
                """
                ::warning file=infra/jelou/teams/b.yaml,line=3,col=15,endColumn=20,title=unsupported value [same-webhook]::\
                "barer" is not known.%0ADid you mean "bearer"?
                """,
            ])
        let drift = lines(try CISample.drift(.everyStatus()).findings)
        #expect(drift.contains { $0.hasPrefix("::notice ") && $0.contains("[drift-pending]") })
        #expect(!drift.contains { $0.contains("c-accepted") })
        #expect(!drift.contains { $0.contains("a-sync") })
    }

    @Test("standard input and files outside the repository have no place to be shown at")
    func noPlace() {
        for file in ["-", "/elsewhere/a.yaml", "../../../a.yaml"] {
            let line = lines(CISample.validation([CISample.problem(file: file)]).findings).first
            #expect(line?.hasPrefix("::error title=") == true)
        }
    }

    @Test("of more than ten of a kind nine are written, the first ones, and the others counted")
    func limit() {
        let problems = (1...30).reversed().map { CISample.problem(line: $0) }
        let written = lines(CISample.validation(problems).findings)
        #expect(written.count == 10)
        #expect(written.first?.contains("line=1,") == true)
        #expect(written.last == "::error title=jelouctl::21 more are in the log of this step.")
        #expect(lines(CISample.validation(Array(problems.prefix(10))).findings).count == 10)
    }

    @Test("text of others begins no line and adds no property")
    func hostile() {
        let text = annotations.render(CISample.hostile().findings)
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.count == 3 && lines.last == "")
        for line in lines.dropLast() {
            #expect(line.hasPrefix("::error "))
            #expect(!line.unicodeScalars.contains { $0.isControlCharacter })
            let properties = line.dropFirst("::error ".count).prefix { $0 != ":" }
            #expect(!properties.contains("%0A"))
            #expect(line.contains("%250A::error::x"), "a percent sign of others stays one")
        }
        #expect(
            lines[1].hasPrefix(
                "::error file=infra/jelou/a b/%25%2C%3A]]>&\"'<ñ😀> %3A%3Aerror%3A%3A.yaml,line=7,col=15,endColumn=20,title="
            ))
    }

    @Test("blocked changes of a plan are errors at the project's block")
    func plan() throws {
        let written = lines(CIFinding.findings(of: try Scenario.ordinary().plan()))
        #expect(
            written.contains {
                $0.hasPrefix("::error file=infra/jelou/jelou.yaml,line=1,") && $0.contains("[change-blocked]")
                    && $0.contains("facturas-pe is blocked by protect")
            })
    }

    @Test("the language is that of the texts for people; a code is the same in every one")
    func language() throws {
        let style = TextStyle(language: .spanish)
        let text = GitHubAnnotations(style: style, paths: CISample.paths)
            .render(try CISample.drift(.everyStatus()).findings)
        #expect(text.contains("[drift-missing]"))
    }
}
