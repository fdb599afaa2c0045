import Integrations
import Messages
import Planning
import Testing

@Suite("An integration that somebody wrote to since")
struct TouchTests {
    private static let ours = Timestamp(millisecondsSinceEpoch: 1_795_000_000_000)
    private static let later = Timestamp(millisecondsSinceEpoch: 1_795_000_000_001)

    private func live(_ letter: String = "A", _ authType: String? = "bearer", at time: Timestamp?) throws -> Observation
    {
        guard case .present(var live) = try Sample.live(letter, authType) else { throw Sample.Unusable() }
        live.remote.updatedAt = time
        return .present(live)
    }

    /// Applied at A with a credential, wanted at the letter with the same one.
    private func situation(
        _ letter: String = "A", managesCredential: Bool = true, recordedAt: Timestamp?, _ observation: Observation
    ) throws -> Situation {
        var recorded = try Sample.applied(
            authType: .bearer, credential: managesCredential ? Sample.credential("X") : nil)
        recorded.remote.updatedAt = recordedAt
        return Situation(
            desired: [
                try Sample.present(
                    "ventas-co", letter, authType: .bearer, authorization: managesCredential ? Sample.token : nil)
            ], recorded: [recorded], observed: [try Sample.id(): observation],
            credentials: managesCredential ? [try Sample.id(): .fingerprint(try Sample.fingerprint("X"))] : [:])
    }

    @Test("is sent its credential again, because the one that is there cannot be compared")
    func sentAgain() throws {
        let change = try #require(try situation(recordedAt: Self.ours, live(at: Self.later)).change())
        guard case .update(let update, _) = change.action else { throw Sample.Unusable() }
        #expect(change.reason == .liveTouched)
        #expect(change.liveUpdatedAt == Self.later)
        #expect(update.webhookURL == nil)
        #expect(update.authentication?.authType.after == .bearer)
        #expect(update.authentication?.authorization?.before == .unknown(.notReadBack))
        #expect(update.authentication?.authorization?.after.reference == Sample.token)
    }

    @Test("is sent it with what the files change, and with what drifted")
    func sentAlong() throws {
        for (wanted, live, reason) in [("B", "A", Change.Reason.desiredDiffers), ("A", "D", .liveDiffers)] {
            let change = try #require(
                try situation(wanted, recordedAt: Self.ours, self.live(live, at: Self.later)).change())
            guard case .update(let update, _) = change.action else { throw Sample.Unusable() }
            #expect(change.reason == reason)
            #expect(update.webhookURL != nil && update.authentication?.authorization != nil)
        }
    }

    @Test("is left alone where no credential is managed, and where the times prove nothing")
    func leftAlone() throws {
        #expect(try situation(managesCredential: false, recordedAt: Self.ours, live(at: Self.later)).change() == nil)
        let unproven: [(Timestamp?, Timestamp?)] = [
            (Self.ours, Self.ours), (Self.later, Self.ours), (nil, Self.later), (Self.ours, nil),
        ]
        for (recorded, live) in unproven {
            #expect(try situation(recordedAt: recorded, self.live(at: live)).change() == nil)
        }
    }

    @Test("makes a change stale, as every managed value does that has moved since it was read")
    func staleness() throws {
        let change = try #require(try situation("B", recordedAt: Self.ours, live(at: Self.ours)).change())
        guard case .update(let update, _) = change.action else { throw Sample.Unusable() }
        #expect(update.authentication == nil, "the auth type is no part of the change, and still must not move")
        #expect(change.staleness(against: try live(at: Self.ours)) == nil)
        #expect(change.staleness(against: try live(at: nil)) == nil)
        for moved in [try live("D", at: Self.ours), try live("A", "basic", at: Self.ours), try live(at: Self.later)] {
            #expect(change.staleness(against: moved) != nil, "\(moved)")
        }
    }

    @Test("makes an adoption stale if it is not any more what was to be adopted")
    func adoption() throws {
        var unrecorded = try situation(managesCredential: false, recordedAt: nil, live(at: Self.ours))
        unrecorded.recorded = []
        let change = try #require(try unrecorded.change())
        #expect(change.action == .adopt)
        #expect(change.staleness(against: try live(at: Self.ours)) == nil)
        for moved in [
            try live("D", at: Self.ours), try live(at: Self.later), .absent, .unknown(Message(verbatim: "503")),
        ] {
            #expect(change.staleness(against: moved) != nil, "\(moved)")
        }
    }

    @Test("makes a forget stale if the integration is there again")
    func forgetting() throws {
        let gone = Situation(recorded: [try Sample.applied()], observed: [try Sample.id(): .absent])
        let change = try #require(try gone.change())
        #expect(change.action == .forget && change.restsOnLiveValues)
        #expect(change.staleness(against: .absent) == nil)
        #expect(change.staleness(against: try live(at: nil)) != nil)
        #expect(change.staleness(against: .unknown(Message(verbatim: "503"))) != nil)
        // What the state remembers as deleted is let go of whatever is there now.
        let tombstone = Situation(recorded: [try Sample.recorded(.deleted)])
        let done = try #require(try tombstone.change())
        #expect(done.action == .forget && !done.restsOnLiveValues)
        #expect(done.staleness(against: try live(at: nil)) == nil)
    }
}
