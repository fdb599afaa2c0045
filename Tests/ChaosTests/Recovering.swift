import Emulator
import Foundation
import StateStorage
import TestSupport
import Testing

extension ChaosWorld {
    /// Compares state and API right after something has gone wrong.
    ///
    /// - Returns: how things stand.
    @discardableResult
    func expectNothingLost(
        since before: Ledger, except excused: Set<String> = [], _ note: String,
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws -> Ledger {
        let ledger = try await ledger()
        let violations = ledger.violations(since: before, except: excused)
        #expect(violations.isEmpty, "\(note): \(shown(violations))", sourceLocation: sourceLocation)
        return ledger
    }

    /// Holds the next `plan` and `apply` to what is left to do, and state, files and API to each other afterwards.
    ///
    /// - Parameter ledger: how things stand.
    func expectRecovery(
        from ledger: Ledger, _ note: String, sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        let settled = ledger.settled(fleet)
        let plan = try await plan(note, sourceLocation)
        let planned = Set(plan.projects)
        let again = planned.intersection(settled).sorted()
        #expect(again.isEmpty, "\(note): planned though done: \(shown(again))", sourceLocation: sourceLocation)
        let open = Set(fleet.wishes.keys).subtracting(settled)
        let forgotten = open.subtracting(planned).sorted()
        #expect(forgotten.isEmpty, "\(note): not planned: \(shown(forgotten))", sourceLocation: sourceLocation)

        await emulator.clearRequests()
        let run = try await applyOwningDeletes(note, sourceLocation)
        #expect(run.exitCode == 0, "\(note): \(run.output.suffix(800))\(run.errors)", sourceLocation: sourceLocation)
        let written = await writes().compactMap(\.project)
        let twice = Set(written).filter { id in written.count { $0 == id } > 1 }.sorted()
        #expect(twice.isEmpty, "\(note): sent more than once: \(shown(twice))", sourceLocation: sourceLocation)
        let needless = settled.intersection(written).sorted()
        #expect(needless.isEmpty, "\(note): sent again: \(shown(needless))", sourceLocation: sourceLocation)
        try await expectAgreement(note, sourceLocation: sourceLocation)
    }

    /// Holds state, files and API to each other.
    func expectAgreement(_ note: String, sourceLocation: SourceLocation = #_sourceLocation) async throws {
        let last = try await run("plan", "--detailed-exitcode")
        #expect(last.exitCode == 0, "\(note): \(last.output.suffix(500))\(last.errors)", sourceLocation: sourceLocation)
        let ledger = try await ledger()
        let disagreements = ledger.disagreements(with: fleet)
        #expect(disagreements.isEmpty, "\(note): \(shown(disagreements))", sourceLocation: sourceLocation)
        #expect(ledger.stored?.leftover == nil, "\(note): a journal is left", sourceLocation: sourceLocation)
    }

    struct ShownPlan {
        var projects: [String] = []
        /// The number of deletes that nobody owns yet.
        var deletes = 0
        var leftoverIsShown = false
    }

    /// What `plan` shows, which must succeed.
    func plan(_ note: String, _ sourceLocation: SourceLocation = #_sourceLocation) async throws -> ShownPlan {
        let run = try await run("plan", "--format", "json")
        #expect(run.exitCode == 0, "\(note): \(run.errors)", sourceLocation: sourceLocation)
        let json = try #require(
            try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any],
            sourceLocation: sourceLocation)
        var plan = ShownPlan()
        plan.projects = (json["changes"] as? [[String: Any]] ?? []).compactMap { $0["project"] as? String }
        let requirements = (json["requirements"] as? [[String: Any]] ?? []).filter { $0["given"] as? Bool == false }
        plan.deletes = requirements.compactMap { $0["number"] as? Int }.max() ?? 0
        let diagnostics = json["diagnostics"] as? [[String: Any]] ?? []
        plan.leftoverIsShown = diagnostics.contains { $0["code"] as? String == "run-left-open" }
        return plan
    }

    /// Applies, with the word for the deletes that the plan asks for.
    ///
    /// A delete that an earlier run left open can turn out to be done, and then the number is another one: the refusal
    /// sends nothing, and the next plan has the right number.
    func applyOwningDeletes(
        _ note: String, _ sourceLocation: SourceLocation = #_sourceLocation
    ) async throws -> BuiltProgram.Run {
        var run = try await run(try await applyArguments(note, sourceLocation))
        if run.exitCode == 4, fleet.implicitDeletes > 0 {
            #expect(await writes().isEmpty, "\(note): refused, and sent something", sourceLocation: sourceLocation)
            run = try await self.run(try await applyArguments(note, sourceLocation))
        }
        return run
    }

    func applyArguments(
        _ note: String, _ sourceLocation: SourceLocation = #_sourceLocation
    ) async throws -> [String] {
        let deletes = fleet.implicitDeletes > 0 ? try await plan(note, sourceLocation).deletes : 0
        return ["apply", "--yes"] + (deletes > 0 ? ["--allow-deletes", "\(deletes)"] : [])
    }

    /// The first few, and how many there are.
    private func shown(_ texts: [String]) -> String {
        "\(texts.count): " + texts.prefix(5).joined(separator: ", ")
    }
}
