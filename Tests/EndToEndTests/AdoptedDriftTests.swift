import Emulator
import Foundation
import TestSupport
import Testing

@Suite("Drift of what was adopted")
struct AdoptedDriftTests {
    private func status(_ world: World) async throws -> String? {
        let report = try world.json(try await world.jelouctl("drift", "--format", "json").output)
        let projects = try #require(report["projects"] as? [[String: Any]])
        return projects.first?["status"] as? String
    }

    @Test("A write of somebody else behind the adoption is seen, also where it leaves the values as they were")
    func touched() async throws {
        try await withWorld(["a": newURL("a")]) { world in
            try world.desire([("a", newURL("a"))])
            let adopted = try await world.jelouctl("apply", "--refresh", "--yes")
            #expect(adopted.output.contains("adopt, nothing is sent"), "\(adopted.text)")
            #expect(await world.writes().isEmpty)
            #expect(try await status(world) == "in_sync")

            // Somebody else, with a state of their own, sends the same address once more.
            let other = try await world.jelouctl("apply", "--yes", "--state", "elsewhere.json")
            #expect(other.exitCode == 0, "\(other.text)")
            #expect(await world.writes() == ["PATCH a"])
            #expect(try await status(world) == "touched")
        }
    }

    @Test("A saved plan brings along what the API told when it was made")
    func savedPlan() async throws {
        try await withWorld(["a": newURL("a")]) { world in
            try world.desire([("a", newURL("a"))])
            #expect(try await world.jelouctl("plan", "--refresh", "--out", "p.plan").exitCode == 0)
            #expect(try await world.jelouctl("apply", "p.plan", "--yes").exitCode == 0)
            #expect(try await world.jelouctl("apply", "--yes", "--state", "elsewhere.json").exitCode == 0)
            #expect(try await status(world) == "touched")
        }
    }
}
