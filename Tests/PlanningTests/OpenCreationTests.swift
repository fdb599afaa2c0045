import Integrations
import Messages
import Planning
import Testing

@Suite("A creation that nobody noted the end of")
struct OpenCreationTests {
    private func warnings(_ kind: UnsettledWrite.Kind, _ observation: Observation?) throws -> [Diagnostic] {
        let write = UnsettledWrite(
            kind: kind, tried: RecordedIntegration(webhookURL: try Sample.url("A").text),
            prior: kind == .create ? nil : RecordedIntegration(webhookURL: try Sample.url("B").text))
        let situation = Situation(
            desired: [try Sample.present()], recorded: [try Sample.recorded(.unsettled(write))],
            observed: try observation.map { [try Sample.id(): $0] })
        return try situation.plan().diagnostics.filter { $0.code == "signing-secret-unsure" }
    }

    @Test("warns that its signing secret may be lost, unless there is proven to be no integration")
    func warns() throws {
        for observation in [
            nil, .unknown(Message(verbatim: "503")), try Sample.live("A", nil), try Sample.live("D", nil),
        ] {
            let warnings = try warnings(.create, observation)
            #expect(warnings.map(\.project) == [try Sample.id()], "\(String(describing: observation))")
            #expect(warnings.map(\.severity) == [.warning])
        }
        #expect(try warnings(.create, .absent).isEmpty)
    }

    @Test("is the only open write that does: no other shows a secret")
    func others() throws {
        for kind in [UnsettledWrite.Kind.update, .delete] {
            #expect(try warnings(kind, Sample.live("A", nil)).isEmpty)
            #expect(try warnings(kind, nil).isEmpty)
        }
    }
}
