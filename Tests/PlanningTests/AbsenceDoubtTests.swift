import Integrations
import Messages
import Planning
import Testing

@Suite("When an answer of absence is doubted")
struct AbsenceDoubtTests {
    private static let there = Observation.present(ObservedIntegration(webhookURL: .unreported, authType: .unreported))
    private static let unread = Observation.unknown(Message("HTTP 500"))

    /// What was observed, and of how many the absence is doubted; nil if it is not.
    static let table: [(observations: [Observation], doubted: Int?)] = [
        ([], nil), ([there], nil), ([unread], nil), ([unread, unread], nil), ([there, unread], nil),
        ([.absent], 1), ([.absent, .absent], 2), ([.absent, unread], 1), ([unread, .absent, .absent], 2),
        ([.absent, there], nil), ([.absent, .absent, there, unread], nil),
    ]

    @Test("Only an integration that is there takes the doubt away", arguments: table)
    func doubt(_ row: (observations: [Observation], doubted: Int?)) {
        let doubt = AbsenceDoubt(row.observations)
        #expect(doubt?.absent == row.doubted)
        #expect(doubt.map(\.asked) == row.doubted.map { _ in row.observations.count })
    }

    @Test("What is said counts what was not read apart from what is absent")
    func words() throws {
        let baseURL = try APIBaseURL("https://api.example.com/platform")
        let all = try #require(AbsenceDoubt([.absent, .absent]))
        #expect(all.summary.english == "the API knows none of the projects")
        #expect(all.detail(at: baseURL).english.contains("for all 2 projects that it was asked about"))
        let part = try #require(AbsenceDoubt([.absent, Self.unread]))
        #expect(part.summary.english == "none of the projects was proven to be there")
        #expect(part.detail(at: baseURL).english.contains("for 1 of the 2 projects"))
        #expect(part.detail(at: baseURL).english.contains("the others could not be read"))
    }

    @Test("What was looked at is counted, and the keys that were refused apart")
    func coverage() throws {
        let ids = try ["a", "b", "c", "d"].map { try ProjectID($0) }
        let observed = [ids[0]: Self.there, ids[1]: .absent, ids[2]: Self.unread, ids[3]: Self.unread]
        let coverage = LiveCoverage(observed, causes: [ids[2]: .keyRefused, ids[3]: .keyOutOfReach])
        #expect(coverage == LiveCoverage(asked: 4, unread: 2, refused: 1))
        #expect(coverage.read == 2 && !coverage.isWhole)
        #expect(LiveCoverage([ids[0]: Self.there, ids[1]: .absent]).isWhole)
    }
}
