import IntegrationAPI
import Reports
import Testing

@testable import Execution

@Suite("An outcome that several attempts left open")
struct OpenOutcomeTests {
    @Test("is certain once the API says that there is no integration", arguments: MachineBench.Kind.updates)
    func absence(_ kind: MachineBench.Kind) throws {
        var bench = try MachineBench(kind)
        try #require(bench.call() == .send(0))
        bench.fail(.server())
        try #require(bench.call() == .send(0))
        bench.fail(.absent)
        #expect(bench.call() == nil)
        #expect(bench.ending() == .failed(.absent))
    }

    @Test("is asked about after each write that leaves it open, and not twice after one")
    func askedAgain() throws {
        var bench = try MachineBench(.update)
        try #require(bench.call() == .send(0))
        bench.fail(.lost)
        try #require(bench.call() == .settle(0))
        bench.settle(showing: "A")
        var call = bench.call()
        while call == .send(0) {
            bench.fail(.server())
            call = bench.call()
        }
        #expect(call == .settle(0))
        bench.settle(showing: "A")
        #expect(bench.call() == nil)
        #expect(bench.ending() == .failed(.serverFailure))
    }
}

extension MachineBench.Kind {
    static let updates: [MachineBench.Kind] = [.update, .updateWithCredential]
}
