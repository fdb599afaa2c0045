import Integrations
import Messages
import Planning
import Testing

@Suite("Accepted drift")
struct DriftAcceptanceTests {
    private static let end = Timestamp(millisecondsSinceEpoch: 1_795_000_000_000)
    private static let after = Timestamp(millisecondsSinceEpoch: 1_795_000_000_001)
    private static let accepted = AcceptedBy(reason: "Panel migration", expires: end)

    private func finding(
        _ status: DriftStatus, _ url: String? = "A", _ authType: String? = "bearer"
    ) throws
        -> DriftFinding
    {
        let observation: Observation =
            switch status {
            case .missing: .absent
            case .unknown: .unknown(Message(verbatim: "503"))
            case .drifted, .conflict, .touched, .pending, .inSync: try Sample.live(url, authType)
            }
        return DriftFinding(project: try Sample.id(), status: status, observation: observation)
    }

    private func acceptance(
        _ status: DriftStatus, _ url: String? = nil, _ authType: String? = nil
    ) throws -> DriftAcceptance {
        DriftAcceptance([
            DriftAcceptance.Entry(
                project: try Sample.id(), status: status, webhookURL: try url.map { try Sample.url($0).text },
                authType: authType, accepted: Self.accepted, location: Sample.place("accept.yaml", line: 3))
        ])
    }

    @Test("covers a difference of its own status alone, and nothing that is none", arguments: DriftStatus.allCases)
    func status(status: DriftStatus) throws {
        for found in DriftStatus.allCases {
            let accepts = try acceptance(status).accepts(finding(found), at: Self.end)
            #expect((accepts == Self.accepted) == (found == status && status.isDifference), "\(found)")
        }
    }

    @Test("holds only for the live values that it names, as far as the answer tells them")
    func liveValues() throws {
        let cases: [(String?, String?, Bool)] = [
            (nil, nil, true), ("A", nil, true), ("A", "bearer", true), (nil, "bearer", true), ("B", nil, false),
            ("A", "basic", false),
        ]
        for (url, authType, isAccepted) in cases {
            let accepted = try acceptance(.drifted, url, authType).accepts(finding(.drifted), at: Self.end)
            #expect((accepted != nil) == isAccepted)
        }
        #expect(try acceptance(.drifted, "A").accepts(finding(.drifted, nil), at: Self.end) == nil)
    }

    @Test("of one that was touched holds for that write alone, where it names the time")
    func touched() throws {
        let earlier = Timestamp(millisecondsSinceEpoch: Self.end.millisecondsSinceEpoch - 1)
        var finding = try finding(.touched)
        func accepts(_ updatedAt: Timestamp?, live: Timestamp?) throws -> Bool {
            finding.observation = .present(
                ObservedIntegration(
                    webhookURL: .known("https://a.example.com"), authType: .known("bearer"),
                    remote: RemoteIdentity(updatedAt: live)))
            let entry = DriftAcceptance.Entry(
                project: try Sample.id(), status: .touched, updatedAt: updatedAt, accepted: Self.accepted)
            let acceptance = DriftAcceptance([entry])
            let isAccepted = acceptance.accepts(finding, at: Self.end) != nil
            let codes = acceptance.diagnostics(of: [finding], at: Self.end).map(\.code)
            #expect(codes == (isAccepted ? [] : ["accept-unused"]))
            return isAccepted
        }
        #expect(try accepts(Self.end, live: Self.end))
        #expect(try !accepts(Self.end, live: Self.after), "somebody wrote again")
        #expect(try !accepts(Self.end, live: earlier))
        #expect(try !accepts(Self.end, live: nil))
        #expect(try accepts(nil, live: Self.after), "without a time it covers every later write")
    }

    @Test("ends, and says that it has ended")
    func expiry() throws {
        let acceptance = try acceptance(.drifted)
        let finding = try finding(.drifted)
        #expect(acceptance.accepts(finding, at: Self.end) != nil)
        #expect(acceptance.diagnostics(of: [finding], at: Self.end).isEmpty)
        #expect(acceptance.accepts(finding, at: Self.after) == nil)
        let diagnostics = acceptance.diagnostics(of: [finding], at: Self.after)
        #expect(diagnostics.map(\.code) == ["accept-expired"])
        #expect(diagnostics.map(\.severity) == [.warning])
        #expect(diagnostics.first?.location == Sample.place("accept.yaml", line: 3))
    }

    @Test("says that nothing needs it, but not of what was not looked at or could not be read")
    func unused() throws {
        let acceptance = try acceptance(.drifted, "B")
        func codes(_ findings: [DriftFinding], isFiltered: Bool = false) -> [String] {
            acceptance.diagnostics(of: findings, at: Self.end, isFiltered: isFiltered).map(\.code)
        }
        #expect(codes([try finding(.inSync)]) == ["accept-unused"])
        #expect(codes([try finding(.drifted, "A")]) == ["accept-unused"])
        #expect(codes([try finding(.drifted, "B")]).isEmpty)
        #expect(codes([try finding(.unknown)]).isEmpty)
        #expect(codes([]) == ["accept-unused"])
        #expect(codes([], isFiltered: true).isEmpty)
    }

    @Test("takes the first entry that holds, of several for one project")
    func several() throws {
        let late = AcceptedBy(reason: "later", expires: Self.after)
        let acceptance = DriftAcceptance([
            DriftAcceptance.Entry(project: try Sample.id(), status: .drifted, accepted: Self.accepted),
            DriftAcceptance.Entry(project: try Sample.id(), status: .drifted, accepted: late),
        ])
        #expect(try acceptance.accepts(finding(.drifted), at: Self.end) == Self.accepted)
        #expect(try acceptance.accepts(finding(.drifted), at: Self.after) == late)
    }

    @Test("shows nothing of a project's id that a terminal acts on, and no credential")
    func words() throws {
        let entry = DriftAcceptance.Entry(
            project: try Sample.id("a b"), status: .drifted, webhookURL: "https://u:s3cr3t@a.example.com",
            accepted: Self.accepted)
        let diagnostics = DriftAcceptance([entry]).diagnostics(of: [], at: Self.end)
        let words = diagnostics.map { "\($0.summary.english) \($0.detail?.english ?? "") \($0.hint?.english ?? "")" }
            .joined()
        #expect(words.contains("\"a b\""))
        #expect(!words.contains("s3cr3t"))
    }
}
