import Emulator
import Foundation
import Subprocess
import TestSupport
import Testing

@Suite("The lock of the state, as commands meet it")
struct StateLockTests {
    static let commands = [
        ["state", "list"], ["state", "show", "a"], ["state", "history"], ["state", "rm", "a", "--yes"],
        ["state", "restore", "1", "--yes"], ["state", "unlock"], ["state", "unlock", "wrong", "--yes"],
        ["apply", "--yes"], ["apply", "saved.json", "--yes"],
    ]

    @Test("5, with who holds it, while an apply works; what only reads can do without", arguments: ["text", "json"])
    func locked(_ format: String) async throws {
        try await withAppliedWorld { world in
            try await world.savePlan([("a", nextURL("a")), ("b", newURL("b")), ("c", newURL("c"))])
            try await world.whileLocked {
                let before = try world.folder.read(".jelouctl/state.json")
                for command in Self.commands {
                    let run = try await world.run(command + ["--format", format])
                    #expect(run.exitCode == 5, "\(command): \(run.text)")
                    #expect(run.errors.contains("[state-locked]") && run.errors.contains("held by apply"))
                    if format == "json" {
                        let document = try world.json(run.output)
                        let diagnostics = try #require(document["diagnostics"] as? [[String: Any]])
                        #expect(diagnostics.first?["code"] as? String == "state-locked")
                    }
                }
                for command in [["list"], ["show", "a"], ["history"]] {
                    let run = try await world.run(["state"] + command + ["--no-lock", "--format", format])
                    #expect(run.exitCode == 0, "\(command): \(run.errors)")
                }
                #expect(try await world.jelouctl("plan", "--format", format).exitCode == 0, "a plan needs no lock")
                #expect(try world.folder.read(".jelouctl/state.json") == before)
                #expect(await world.writes() == ["PATCH a"])
            }
        }
    }

    @Test("The report names operation, process, time and the id that unlock wants")
    func holder() async throws {
        try await withAppliedWorld { world in
            try world.desire([("a", nextURL("a")), ("b", newURL("b")), ("c", newURL("c"))])
            try await world.whileLocked {
                let lock = try world.json(world.folder.read(".jelouctl/state.json.lock"))
                let id = try #require(lock["id"] as? String)
                let pid = try #require(lock["pid"] as? Int)
                let run = try await world.jelouctl("state", "unlock")
                #expect(run.exitCode == 5)
                #expect(run.errors.contains(id) && run.errors.contains("\(pid)"))
                #expect(run.errors.contains("state unlock"))
            }
        }
    }

    @Test("A dead holder's lock needs no breaking: the next command takes it over, and says so")
    func deadHolder() async throws {
        try await withAppliedWorld { world in
            try await world.killAnApply(of: "b")
            let unlock = try await world.jelouctl("state", "unlock")
            #expect(unlock.exitCode == 0)
            #expect(unlock.output.contains("takes it over"))
            let apply = try await world.jelouctl("apply", "--yes")
            #expect(apply.exitCode == 0, "\(apply.text)")
            #expect(apply.errors.contains("took over"))
            let again = try await world.jelouctl("apply", "--yes")
            #expect(!again.errors.contains("took over"), "it was given back")
            #expect(try await world.jelouctl("state", "unlock").output == "The state is not locked.\n")
        }
    }

    @Test("unlock with the holder's id breaks a live lock; its holder sends nothing more and says so")
    func liveHolder() async throws {
        try await withAppliedWorld { world in
            try world.desire(["a", "b", "c"].map { ($0, nextURL($0)) })
            await world.emulator.addFault(try FaultRule(parsing: "PATCH:*:1:latency=3s"))
            let holder = try await world.jelouctl(["apply", "--yes", "--concurrency", "1"]) { running in
                try await waitUntil { await !world.emulator.requests().isEmpty }
                // Stopped, it cannot go on to the next change before its lock is broken, however long that takes here.
                try running.send(.suspend)
                let lock = try world.json(world.folder.read(".jelouctl/state.json.lock"))
                let id = try #require(lock["id"] as? String)
                #expect(try await world.jelouctl("state", "unlock", id).exitCode == 4, "nobody can be asked")
                let broken = try await world.jelouctl("state", "unlock", id, "--yes")
                #expect(broken.exitCode == 0, "\(broken.text)")
                try running.send(.resume)
            }
            #expect(holder.exitCode == 1, "\(holder.text)")
            #expect(holder.output.contains("[lease-lost]"))
            let sent = await world.writes()
            // The next call may be under way before the outcome of the last one is committed, where the loss is noticed.
            #expect(sent == ["PATCH a"], "\(sent): \(holder.output)")
            let apply = try await world.jelouctl("apply", "--yes")
            #expect(apply.exitCode == 0, "\(apply.text)")
            for id in ["a", "b", "c"] { #expect(await world.emulator.integration(id)?.webhookURL == nextURL(id)) }
            #expect(await world.writes().sorted() == ["PATCH a", "PATCH b", "PATCH c"], "nothing is sent twice")
        }
    }

    @Test("--lock-timeout waits, says for whom, and goes on when the lock is free")
    func waiting() async throws {
        try await withAppliedWorld { world in
            try world.desire([("a", nextURL("a")), ("b", newURL("b")), ("c", newURL("c"))])
            try await world.whileLocked {
                let short = try await world.jelouctl("apply", "--yes", "--lock-timeout", "100ms")
                #expect(short.exitCode == 5)
            }
            await world.emulator.clearRequests()
            await world.emulator.addFault(try FaultRule(parsing: "PATCH:*:1:latency=2s"))
            let first = try await world.jelouctl(["apply", "--yes"]) { _ in
                try await waitUntil { await !world.writes().isEmpty }
                let second = try await world.jelouctl("apply", "--yes", "--lock-timeout", "10m")
                #expect(second.exitCode == 0, "\(second.text)")
                #expect(second.errors.contains("waiting for the state's lock"))
            }
            #expect(first.exitCode == 0, "\(first.text)")
            #expect(await world.writes() == ["PATCH a"], "the second found nothing left to do")
        }
    }
}
