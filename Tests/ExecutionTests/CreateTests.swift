import Execution
import IntegrationAPI
import Integrations
import Messages
import Planning
import Reports
import StateStorage
import TestSupport
import Testing

@Suite("A creation", .timeLimit(.minutes(2)))
struct CreateTests {
    @Test("is sent once, its secret is stored, and the state knows it")
    func created() async throws {
        let bench = try CreateBench([try Sample.create("a", credential: Sample.token)])
        let report = try await bench.run()
        #expect(report.ending("a") == .succeeded(.done))
        #expect(try bench.calls("a") == [.create])
        let call = try #require(bench.service.calls.first)
        #expect(call.webhookURL == Sample.url("B"))
        #expect(call.authType == "bearer")
        #expect(call.authorization == "webhook-credential")
        let id = try Sample.id("a")
        #expect(bench.sink?[id] == ScriptedService.signingSecret(of: id))
        #expect(bench.sink?.events == [.prepared(["a"]), .reserved("a"), .stored("a")])
        let project = try #require(try bench.finalState("a"))
        #expect(project.appliedURL == Sample.url("B"))
        #expect(project.remote.id == "remote-a")
        #expect(bench.store.records.map(\.kind) == [.intent, .outcome])
        #expect(bench.store.records.first?.project?.openWrite?.kind == .create)
        #expect(bench.audited.value.map(\.resultClass) == [.done])
    }

    @Test("has its secret in the sink before the journal holds its outcome, and before the audit is told")
    func order() async throws {
        let bench = try CreateBench([try Sample.create("a")])
        let (store, audited) = (bench.store, bench.audited)
        let seen = Watched<[Int]>([])
        var watching = bench
        watching.sink?.onStore = { _ in
            seen.change { $0 = [store.records.count { $0.kind == .outcome }, audited.value.count] }
        }
        _ = try await watching.run()
        #expect(seen.value == [0, 0])
        #expect(store.records.count { $0.kind == .outcome } == 1)
    }

    @Test("does not take the identity of what was there before")
    func newIdentity() async throws {
        let bench = try CreateBench([try Sample.create("a")], recorded: [try Sample.applied("a")])
        _ = try await bench.run()
        let project = try #require(try bench.finalState("a"))
        #expect(project.remote == RemoteIdentity(id: "remote-a"))
    }

    @Test("goes after the updates and before the deletes")
    func orderOfKinds() async throws {
        let bench = try CreateBench(
            [try Sample.delete("a"), try Sample.create("b"), try Sample.update("c")], live: ["a", "c"],
            recorded: [try Sample.applied("a"), try Sample.applied("c")])
        let report = try await bench.run()
        #expect(report.summary.succeeded == 3)
        #expect(bench.service.calls.map(\.operation) == [.update, .create, .delete])
    }

    @Test("is not made without a sink, nor where the sink is not ready; the others go on")
    func notReady() async throws {
        var bench = try CreateBench([try Sample.create("a"), try Sample.create("b"), try Sample.create("c")])
        bench.sink?.unprepared = ["a"]
        bench.sink?.unreservable = ["b"]
        let report = try await bench.run()
        #expect(report.ending("a") == .failed(.sinkNotReady))
        #expect(report.results.first?.message?.english == "the shelf of a is taken")
        #expect(report.ending("b") == .failed(.sinkNotReady))
        #expect(report.ending("c") == .succeeded(.done))
        #expect(bench.service.calls.map(\.project.rawValue) == ["c"])
        #expect(bench.audited.value.count == 1)
        #expect(try bench.finalState("b") == nil)

        var without = try CreateBench([try Sample.create("a")])
        without.sink = nil
        #expect(try await without.run().ending("a") == .failed(.sinkNotReady))
        #expect(without.service.calls.isEmpty)
    }

    @Test("whose secret is lost has failed, and is remembered as there")
    func lost() async throws {
        var bench = try CreateBench([
            try Sample.create("a"), try Sample.create("b", credential: Sample.token), try Sample.create("c"),
        ])
        bench.sink?.unstorable = ["a"]
        bench.service.script(try Sample.id("b"), .create, .obeyWithoutFields)
        bench.service.script(try Sample.id("c"), .create, .obeyAndFail(.lost))
        let report = try await bench.run()
        for id in ["a", "b", "c"] {
            #expect(report.ending(id) == .failed(.signingSecretLost))
            #expect(try bench.finalState(id)?.appliedURL == Sample.url("B"))
        }
        let messages = report.results.map(\.message?.english)
        #expect(messages[0] == "the shelf broke")
        #expect(messages[1] == "the answer did not hold it")
        #expect(messages[2]?.contains("lost") == true)
        #expect(try bench.calls("c") == [.create, .read])
        #expect(bench.sink?.events("b") == [.reserved("b"), .released("b")])
        #expect(bench.sink?.events("c") == [.reserved("c"), .released("c")])
        #expect(bench.audited.value.map(\.resultClass) == [.signingSecretLost, .signingSecretLost, .connectionLost])
        guard case .applied(let values) = try bench.finalState("b")?.status else {
            Issue.record("not recorded")
            return
        }
        #expect(values.credential?.reference == Sample.token)
    }

    @Test("that somebody else made meanwhile, with other values, is remembered with those, and without our credential")
    func foreign() async throws {
        let bench = try CreateBench([try Sample.create("a", credential: Sample.token)], live: ["a"])
        bench.service.script(try Sample.id("a"), .create, .fail(.lost))
        let report = try await bench.run()
        #expect(report.ending("a") == .failed(.signingSecretLost))
        guard case .applied(let values) = try bench.finalState("a")?.status else {
            Issue.record("not recorded")
            return
        }
        #expect(values == RecordedIntegration(webhookURL: Sample.url("A"), authType: .noAuth))
    }

    @Test("whose answer was lost is proven absent, or stays open where nothing is proven")
    func lostAnswer() async throws {
        let bench = try CreateBench([try Sample.create("a"), try Sample.create("b")])
        bench.service.script(try Sample.id("a"), .create, .fail(.server()))
        bench.service.script(try Sample.id("b"), .create, .obeyAndFail(.lost))
        bench.service.script(try Sample.id("b"), .read, .fail(.server()), .fail(.unreachable), .fail(.server()))
        let report = try await bench.run()
        #expect(report.ending("a") == .failed(.serverFailure))
        #expect(try bench.finalState("a") == nil)
        #expect(report.ending("b") == .unknown(.connectionLost))
        #expect(try bench.finalState("b")?.openWrite?.kind == .create)
        #expect(try bench.calls("a") == [.create, .read])
        #expect(try bench.calls("b") == [.create, .read, .read, .read])
    }

    @Test("that the API refuses keeps the API's words")
    func rejected() async throws {
        let bench = try CreateBench([try Sample.create("a")], live: ["a"])
        let report = try await bench.run()
        #expect(report.ending("a") == .failed(.rejected))
        #expect(report.results.first?.httpStatus == 409)
        #expect(bench.sink?.events("a") == [.reserved("a"), .released("a")])
    }

    @Test("stores the secret also of an answer that comes when the run is being ended")
    func interrupted() async throws {
        let rules = ApplyRules(concurrency: 1, retries: 0, grace: .zero, backoff: .zero)
        let bench = try CreateBench([try Sample.create("a"), try Sample.create("b")], rules: rules)
        bench.service.script(try Sample.id("a"), .create, .obey)
        var hasty = bench
        hasty.sink?.onStore = { _ in }
        let report = try await hasty.run {
            await hasty.service.waitForCalls(1)
            hasty.interrupt(.interrupt)
            hasty.interrupt(.interrupt)
        }
        let id = try Sample.id("a")
        // Either the answer was there in time, and then its secret is stored, or the call was given up.
        let isStored = hasty.sink?[id] == ScriptedService.signingSecret(of: id)
        #expect(isStored == (report.ending("a") == .succeeded(.done)))
        #expect(report.ending("a")?.resultClass != .signingSecretLost)
    }

    @Test("shows its secret to nobody but the sink")
    func secrecy() async throws {
        var bench = try CreateBench([try Sample.create("a"), try Sample.create("b")])
        bench.sink?.unstorable = ["b"]
        let report = try await bench.run()
        var written = ""
        dump(report, to: &written)
        dump(bench.events.value, to: &written)
        dump(bench.audited.value, to: &written)
        dump(bench.store.batches, to: &written)
        dump(bench.store.saved, to: &written)
        #expect(written.contains("remote-a"))
        #expect(!written.contains("signing-secret-of"))
    }
}
