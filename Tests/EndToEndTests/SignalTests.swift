import Emulator
import Foundation
import Subprocess
import TestSupport
import Testing

@Suite("Signals before the first call: nothing is sent, and the lock is given back")
struct SignalTests {
    static let signals: [(name: String, status: Int32)] = [("INT", 130), ("TERM", 143)]

    /// Nothing was sent, nothing is locked, and the next apply does not find a dead holder.
    private func checkAftermath(_ world: World) async throws {
        #expect(await world.emulator.requests().isEmpty)
        #expect(try await world.jelouctl("state", "unlock").output == "The state is not locked.\n")
        #expect(try await world.jelouctl("plan", "--detailed-exitcode", "--run-commands").exitCode == 2)
    }

    /// Runs `apply` on a terminal of its own up to its question, and then a line of shell; `$pid` is the apply,
    /// descriptor 3 its keyboard.
    private func atPrompt(_ world: World, _ line: String) async throws -> BuiltProgram.Run {
        try await world.shell(
            """
            mkfifo keys
            script --quiet --return --flush --command \
            "sh -c 'echo \\$\\$ > pid; exec \(BuiltProgram.jelouctl.path) apply'" shown < keys > /dev/null &
            exec 3> keys
            tries=0
            until grep -q 'anything else stops' shown 2> /dev/null; do
                tries=$((tries + 1)); [ $tries -lt 1200 ] || exit 99; sleep 0.05
            done
            pid=$(cat pid)
            \(line)
            wait $!; status=$?; cat shown; exit $status
            """)
    }

    @Test("At the prompt", arguments: signals)
    func prompt(_ signal: String, _ status: Int32) async throws {
        try await withAppliedWorld(["a"]) { world in
            try world.desire([("a", nextURL("a"))])
            let run = try await atPrompt(world, "kill -\(signal) $pid")
            #expect(run.exitCode == status, "\(run.text)")
            #expect(run.output.contains("interrupted by SIG\(signal), nothing was sent"), "\(run.output)")
            try await checkAftermath(world)
            let next = try await world.jelouctl("apply", "--yes")
            #expect(next.exitCode == 0)
            #expect(!next.errors.contains("took over"), "\(next.errors)")
        }
    }

    @Test("Ctrl-C at the prompt")
    func typed() async throws {
        try await withAppliedWorld(["a"]) { world in
            try world.desire([("a", nextURL("a"))])
            let run = try await atPrompt(world, "printf '\\003' >&3")
            #expect(run.exitCode == 130, "\(run.text)")
            #expect(run.output.contains("[interrupted]"))
            try await checkAftermath(world)
        }
    }

    @Test("While it waits for the lock: the holder goes on undisturbed", arguments: signals)
    func waitingForLock(_ signal: String, _ status: Int32) async throws {
        try await withAppliedWorld(["a"]) { world in
            try world.desire([("a", nextURL("a"))])
            try await world.whileLocked {
                let run = try await BuiltProgram.shell.run(
                    [
                        "-c",
                        "exec \(BuiltProgram.jelouctl.path) apply --yes --lock-timeout 50m --json-out end.json 2> said",
                    ],
                    in: world.folder, environment: world.environment
                ) { running in
                    try await waitUntil {
                        guard world.folder.exists("said") else { return false }
                        return try world.folder.read("said").contains("waiting for the state's lock")
                    }
                    try running.send(signal == "INT" ? .interrupt : .terminate)
                }
                #expect(run.exitCode == status)
                #expect(try world.folder.read("said").contains("interrupted by SIG\(signal), nothing was sent"))
                let document = try world.json(world.folder.read("end.json"))
                let diagnostics = try #require(document["diagnostics"] as? [[String: Any]])
                #expect(diagnostics.map { $0["code"] as? String } == ["interrupted"])
                #expect(try await world.jelouctl("state", "unlock").exitCode == 5, "the holder has it still")
                #expect(await world.writes().count == 1)
            }
        }
    }

    @Test("While a credential command takes its time", arguments: signals)
    func slowCredential(_ signal: String, _ status: Int32) async throws {
        try await withAppliedWorld(["a"]) { world in
            let argv = "[sh, -c, 'if [ -e slow ]; then : > started; exec sleep 2; fi; echo token']"
            try world.desire(
                "projects:\n  a: { webhookUrl: \(nextURL("a")), authType: bearer, authorization: { command: \(argv) } }\n"
            )
            try world.folder.write("", to: "slow")
            let run = try await world.jelouctl(["apply", "--yes", "--format", "json"]) { running in
                try await waitUntil { world.folder.exists("started") }
                try running.send(signal == "INT" ? .interrupt : .terminate)
            }
            #expect(run.exitCode == status, "\(run.text)")
            #expect(run.errors.contains("interrupted by SIG\(signal), nothing was sent"))
            #expect(try world.json(run.output)["command"] as? String == "apply")
            try FileManager.default.removeItem(atPath: world.folder.path("slow"))
            try await checkAftermath(world)
            let next = try await world.jelouctl("apply", "--yes")
            #expect(next.exitCode == 0, "\(next.text)")
            #expect(!next.errors.contains("took over"), "\(next.errors)")
        }
    }

    @Test("A signal while another apply's leftovers are asked about leaves them as they were", arguments: signals)
    func recovering(_ signal: String, _ status: Int32) async throws {
        try await withAppliedWorld { world in
            try await world.killAnApply(of: "b")
            await world.emulator.addFault(try FaultRule(parsing: "GET:b:1:latency=600s"))
            let run = try await world.jelouctl(["apply", "--yes"]) { running in
                try await waitUntil { await !world.emulator.requests().isEmpty }
                try running.send(signal == "INT" ? .interrupt : .terminate)
            }
            #expect(run.exitCode == status, "\(run.text)")
            #expect(await world.writes().isEmpty)
            #expect(try await world.jelouctl("state", "unlock").output == "The state is not locked.\n")
            let plan = try world.json(try await world.jelouctl("plan", "--format", "json").output)
            let changes = try #require(plan["changes"] as? [[String: Any]])
            #expect(changes.map { $0["reason"] as? String } == ["outcome-unknown"])
            #expect(try await world.jelouctl("apply", "--yes").exitCode == 0)
            #expect(await world.emulator.integration("b")?.webhookURL == nextURL("b"))
        }
    }
}
