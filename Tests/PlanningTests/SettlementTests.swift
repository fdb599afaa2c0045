import Integrations
import Messages
import Planning
import Testing

@Suite("An open outcome, once the live side is read")
struct SettlementTests {
    /// What reading showed.
    enum Reading: CaseIterable {
        case unknown
        case absent
        case asTried
        case asBefore
        case third
        case asTriedInOneField
        case asBeforeInOneField
        case onlyOtherField
        case nothingReported
    }

    private static let former = RemoteIdentity(
        id: "7", createdAt: Timestamp(millisecondsSinceEpoch: 1), updatedAt: Timestamp(millisecondsSinceEpoch: 2))

    private static func tried() throws -> RecordedIntegration {
        RecordedIntegration(
            webhookURL: try Sample.url("B").text, authType: .basic, credential: try Sample.credential("X"))
    }

    private static func prior() throws -> RecordedIntegration {
        RecordedIntegration(
            webhookURL: try Sample.url("A").text, authType: .bearer, credential: try Sample.credential("X"))
    }

    private static func observation(_ reading: Reading) throws -> Observation {
        func live(_ letter: String?, _ authType: String?) throws -> Observation {
            guard case .present(var live) = try Sample.live(letter, authType) else { throw Sample.Unusable() }
            live.remote = RemoteIdentity(updatedAt: Timestamp(millisecondsSinceEpoch: 9))
            return .present(live)
        }
        switch reading {
        case .unknown: return .unknown(Message(verbatim: "503"))
        case .absent: return .absent
        case .asTried: return try live("B", "basic")
        case .asBefore: return try live("A", "bearer")
        case .third: return try live("C", "basic")
        case .asTriedInOneField: return try live("B", "bearer")
        case .asBeforeInOneField: return try live("A", nil)
        case .onlyOtherField: return try live(nil, "basic")
        case .nothingReported: return try live(nil, nil)
        }
    }

    private static func project(_ write: UnsettledWrite) throws -> RecordedProject {
        var project = try Sample.recorded(.unsettled(write), protect: true, labels: ["team": "ventas"])
        project.remote = former
        project.run = "r1"
        return project
    }

    private static func applied(
        _ project: RecordedProject, _ values: RecordedIntegration, updatedAt: Int64 = 2
    ) -> RecordedProject {
        var project = project
        project.status = .applied(values)
        project.remote.updatedAt = Timestamp(millisecondsSinceEpoch: updatedAt)
        return project
    }

    @Test(
        "only what the answer proves is settled",
        arguments: UnsettledWrite.Kind.allCases, Reading.allCases)
    func crossProduct(kind: UnsettledWrite.Kind, reading: Reading) throws {
        for flags in 0..<8 {
            let (carried, knowsPrior, tombstone) = (flags & 1 == 1, flags & 2 == 2, flags & 4 == 4)
            let write = UnsettledWrite(
                kind: kind, tried: try Self.tried(), carriedCredential: carried,
                prior: knowsPrior ? try Self.prior() : nil, leavesTombstone: tombstone)
            let project = try Self.project(write)
            var gone = project
            gone.status = .deleted
            gone.protect = false
            gone.remote = RemoteIdentity()
            let expected: Settlement?
            switch (kind, reading) {
            case (_, .unknown): expected = nil
            case (.update, .asTried):
                expected = carried ? nil : .happened(Self.applied(project, try Self.tried(), updatedAt: 9))
            case (.update, .asBefore):
                expected = carried || !knowsPrior ? nil : .didNotHappen(Self.applied(project, try Self.prior()))
            case (.update, _): expected = nil
            case (.delete, .absent): expected = .happened(tombstone ? gone : nil)
            case (.delete, _):
                expected = .didNotHappen(Self.applied(project, knowsPrior ? try Self.prior() : try Self.tried()))
            case (.create, .absent): expected = .didNotHappen(nil)
            case (.create, .asTried):
                expected = carried ? nil : .happened(Self.applied(project, try Self.tried(), updatedAt: 9))
            case (.create, _): expected = nil
            }
            #expect(project.settled(by: try Self.observation(reading)) == expected, "flags \(flags)")
        }
    }

    /// The address alone is tried to be changed; the auth type is not managed, or stays.
    @Test(
        "only fields that are managed count, and of those that the write changes",
        arguments: [
            (AuthType?.none, AuthType?.none, "B", String?.none, true),
            (nil, nil, "A", nil, false), (nil, nil, "B", "apiKey", true), (nil, nil, "C", nil, nil),
            (.bearer, .bearer, "B", "bearer", true), (.bearer, .bearer, "B", nil, nil),
            (.bearer, .bearer, "A", nil, false), (.bearer, .bearer, "A", "basic", false),
            (.bearer, nil, "A", "bearer", nil), (.bearer, nil, "A", nil, nil), (nil, .bearer, "A", nil, false),
        ] as [(AuthType?, AuthType?, String, String?, Bool?)])
    func fields(
        tried: AuthType?, prior: AuthType?, liveURL: String, liveAuthType: String?, happened: Bool?
    ) throws {
        let write = UnsettledWrite(
            kind: .update, tried: RecordedIntegration(webhookURL: try Sample.url("B").text, authType: tried),
            prior: RecordedIntegration(webhookURL: try Sample.url("A").text, authType: prior))
        let settlement = try Self.project(write).settled(by: Sample.live(liveURL, liveAuthType))
        switch settlement {
        case .happened: #expect(happened == true)
        case .didNotHappen: #expect(happened == false)
        case nil: #expect(happened == nil)
        }
    }

    @Test("a write that changes nothing is never said not to have happened")
    func nothingChanged() throws {
        let values = RecordedIntegration(webhookURL: try Sample.url("A").text)
        let write = UnsettledWrite(kind: .update, tried: values, prior: values)
        let project = try Self.project(write)
        #expect(project.settled(by: try Sample.live("B", nil)) == nil)
        guard case .happened = project.settled(by: try Sample.live("A", nil)) else {
            Issue.record("what was tried is live")
            return
        }
        let unmanaged = try Self.project(UnsettledWrite(kind: .update, prior: values))
        #expect(unmanaged.settled(by: try Sample.live("A", "bearer")) == nil)
    }

    @Test("texts are the same only byte for byte")
    func byBytes() throws {
        let write = UnsettledWrite(
            kind: .update, tried: RecordedIntegration(webhookURL: "https://a.example.com/\u{E9}"),
            prior: RecordedIntegration(webhookURL: "https://a.example.com/x"))
        let live = ObservedIntegration(
            webhookURL: .known("https://a.example.com/e\u{301}"), authType: .unreported)
        #expect(try Self.project(write).settled(by: .present(live)) == nil)
    }

    @Test("where no write is open there is nothing to settle")
    func notOpen() throws {
        let live = try Sample.live("A", nil)
        #expect(try Sample.applied().settled(by: live) == nil)
        #expect(try Sample.recorded(.deleted).settled(by: .absent) == nil)
    }
}
