import Integrations
import Planning
import Presentation
import Testing

@Suite("A plan as text")
struct PlanTextTests {
    private func render(
        _ plan: Plan, width: Int = 80, color: Bool = false, unchanged: Bool = false, requests: Bool = false
    ) -> String {
        PlanText(
            style: TextStyle(usesColor: color, width: width), showUnchanged: unchanged, showRequests: requests
        ).render(
            plan,
            context: PlanContext(
                filesName: "jelou.yaml", fileProjectCount: plan.desiredCount, statePath: ".jelouctl/state.json"))
    }

    @Test("reads as its golden file at 60, 80 and 120 columns", arguments: [60, 80, 120])
    func widths(width: Int) throws {
        for (name, scenario) in try Scenario.all() {
            expectGolden(render(try scenario.plan(), width: width), "plan-\(name)-\(width).txt")
        }
    }

    @Test("carries the same words with colour as without")
    func color() throws {
        for (name, scenario) in try Scenario.all() {
            let plan = try scenario.plan()
            let colored = render(plan, color: true, unchanged: true, requests: true)
            #expect(colored.withoutColor == render(plan, unchanged: true, requests: true), "\(name)")
            #expect(colored.contains("\u{1B}["), "\(name)")
        }
        expectGolden(
            render(try Scenario.everyAction().plan(), color: true).replacing("\u{1B}", with: "ESC"),
            "plan-every-action-color.txt")
    }

    @Test("ends with the line of totals, and is the same bytes each time")
    func stable() throws {
        for (name, scenario) in try Scenario.all() {
            let text = render(try scenario.plan())
            var shuffled = scenario
            shuffled.desired.reverse()
            shuffled.recorded?.reverse()
            #expect(try render(shuffled.plan()) == text, "\(name)")
            #expect(text.hasSuffix(" unchanged.\n"), "\(name)")
            #expect(text.split(separator: "\n").last?.hasPrefix("Plan: ") == true, "\(name)")
        }
    }

    @Test("lets no control character of a stranger through")
    func hostile() throws {
        let text = render(try Scenario.hostile().plan(), unchanged: true, requests: true)
        let controls = text.unicodeScalars.filter { $0.isControlCharacter && $0 != "\n" }
        #expect(controls.isEmpty)
        #expect(text.split(separator: "\n").count { $0.hasPrefix("Plan:") } == 1)
        #expect(!text.contains("secret-argument"))
        #expect(!text.contains("Plan: 0 to create, 0 to update, 0 to delete, 5 unchanged.\n"))
    }

    @Test("names the place of each row that comes from a file, however narrow")
    func places() throws {
        for (name, scenario) in try Scenario.all() {
            let plan = try scenario.plan()
            for width in [40, 60, 80, 200] {
                let text = render(plan, width: width)
                for change in plan.changes {
                    guard let source = change.source else { continue }
                    let place = "\(PlainText.cleaned(source.file)):\(source.line)"
                    #expect(text.contains(place), "\(name) at \(width)")
                }
            }
        }
    }

    @Test("names in full each project to be deleted and each that is blocked, however narrow")
    func namesOfWhatMatters() throws {
        let long = "un-proyecto-con-un-id-muy-largo"
        let scenario = Scenario(
            desired: [
                try Sample.desired("b", name: "Cobros Ecuador y Perú", url: "https://evil.example/x", line: 3),
                try Sample.desired(long, url: "https://panel.example.com/v2", line: 8),
            ],
            recorded: [
                try Sample.recorded("a", name: "Ventas Colombia"), try Sample.recorded("b", name: "Cobros Ecuador"),
                try Sample.recorded("c", name: "Facturas Perú", protect: true), try Sample.recorded(long),
            ],
            guards: PlanGuard(
                rules: GuardRules(allowedWebhookHosts: ["*.example.com"].compactMap { HostPattern($0) })))
        for width in [40, 60, 80, 120] {
            let text = render(try scenario.plan(), width: width)
            for name in ["Ventas Colombia", "Cobros Ecuador y Perú", "Facturas Perú"] {
                #expect(text.contains(name), "\(name) at \(width):\n\(text)")
            }
        }
    }

    @Test("cuts no row off at the width but for what must be whole")
    func rowsFit() throws {
        let text = render(try Scenario.wide().plan(), width: 80)
        for line in text.split(separator: "\n") where line.hasPrefix("  ") && !line.contains("https://") {
            #expect(line.unicodeScalars.count <= 80)
        }
    }

    @Test("lists unchanged projects when asked")
    func unchanged() throws {
        expectGolden(render(try Scenario.ordinary().plan(), unchanged: true), "plan-unchanged.txt")
    }

    @Test("shows the requests with every credential left out")
    func requests() throws {
        expectGolden(render(try Scenario.everyAction().plan(), requests: true), "plan-requests.txt")
        expectGolden(render(try Scenario.hostile().plan(), requests: true), "plan-requests-hostile.txt")
        var scenario = try Scenario.ordinary()
        scenario.desired[1] = try Sample.desired(
            "cobros-ec", url: "https://panel.example.com/2",
            access: .basic(clientID: .reference(.environment("ID")), clientSecret: .environment("SECRET")), line: 20)
        expectGolden(render(try scenario.plan(), requests: true), "plan-requests-basic.txt")
    }

    @Test("says so when there is nothing to do")
    func nothing() throws {
        let scenario = Scenario(
            desired: [try Sample.desired("ventas-co", line: 3)], recorded: [try Sample.recorded("ventas-co")])
        expectGolden(render(try scenario.plan()), "plan-nothing.txt")
        expectGolden(render(try Scenario().plan()), "plan-empty.txt")
        var live = scenario
        live.observed = [
            try Sample.id("ventas-co"): .present(
                ObservedIntegration(webhookURL: .known("https://panel.example.com/jelou"), authType: .unreported))
        ]
        expectGolden(render(try live.plan()), "plan-nothing-live.txt")
    }

    @Test("says what the filters hide")
    func filtered() throws {
        var scenario = try Scenario.ordinary()
        scenario.filter = ProjectFilter(include: [Glob("ventas-*")])
        expectGolden(render(try scenario.plan()), "plan-filtered.txt")
    }

    @Test("says whose last outcome is open")
    func unsettled() throws {
        let scenario = Scenario(
            desired: [try Sample.desired("ventas-co", line: 3), try Sample.desired("soporte-mx", line: 7)],
            recorded: [
                try Sample.recorded("ventas-co", .unsettled(UnsettledWrite(kind: .update))),
                try Sample.recorded("soporte-mx", .deleted),
            ])
        expectGolden(render(try scenario.plan()), "plan-unsettled.txt")
    }
}

extension String {
    /// The text without the sequences that colour it.
    var withoutColor: String {
        var plain = ""
        var rest = self[...]
        while let start = rest.firstRange(of: "\u{1B}[") {
            plain += rest[..<start.lowerBound]
            rest = rest[start.upperBound...].drop { $0 != "m" }.dropFirst()
        }
        return plain + rest
    }
}
