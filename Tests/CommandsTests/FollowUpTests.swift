import ArgumentParser
import Foundation
import Integrations
import Messages
import Planning
import Reports
import Testing

@testable import Commands

@Suite("Commands that go on from here")
struct FollowUpTests {
    // MARK: apply

    /// Each option of apply with a value, and whether the command that goes on has it.
    private static let applyOptions: [(option: String, words: [String], isCarried: Bool)] = [
        ("chdir", ["-C", "infra"], true), ("file", ["-f", "teams", "-f", "more.yaml"], true),
        ("state", ["--state", "s2.json"], true),
        ("lock-timeout", ["--lock-timeout", "90s"], true), ("lease-duration", ["--lease-duration", "2m"], true),
        ("state-history", ["--state-history", "100"], true),
        ("base-url", ["--base-url", "https://api.example.com/x"], true), ("ca-file", ["--ca-file", "ca.pem"], true),
        ("concurrency", ["--concurrency", "3"], true), ("rate-limit", ["--rate-limit", "20/m"], true),
        ("timeout", ["--timeout", "1500ms"], true), ("retries", ["--retries", "0"], true),
        ("project", ["--project", "ventas-*", "--project", "a"], true), ("exclude", ["--exclude", "b"], true),
        ("label", ["--label", "env=prod"], true), ("shard", ["--shard", "2/5"], true),
        ("rebase", ["--rebase"], true), ("require-state", ["--require-state"], true),
        ("refresh", ["--refresh"], true), ("skip-blocked", ["--skip-blocked"], true),
        ("canary", ["--canary", "10%"], true), ("max-failures", ["--max-failures", "4"], true),
        ("fail-fast", ["--fail-fast"], true), ("grace", ["--grace", "7s"], true),
        ("audit-log", ["--audit-log", "audit.jsonl"], true),
        ("allow-deletes", ["--allow-deletes", "1"], false), ("allow-changes", ["--allow-changes", "2"], false),
        ("allow-creates", ["--allow-creates", "3"], false), ("yes", ["--yes"], false),
        ("expect-digest", ["--expect-digest", "sha256:" + String(repeating: "a", count: 64)], false),
        ("skip-stale", ["--skip-stale"], false), ("max-plan-age", ["--max-plan-age", "7d"], false),
        ("accept-unchecked", ["--accept-unchecked"], false), ("dry-run", ["--dry-run"], false),
        ("show-unchanged", ["--show-unchanged"], false), ("show-requests", ["--show-requests"], false),
        ("detailed-exitcode", ["--detailed-exitcode"], false),
        ("require-credentials", ["--require-credentials"], true), ("run-commands", ["--run-commands"], false),
        ("events", ["--events", "events.jsonl"], false), ("format", ["--format", "json"], false),
        ("json-out", ["--json-out", "out.json"], false), ("markdown-out", ["--markdown-out", "out.md"], false),
        ("max-bytes", ["--max-bytes", "3000"], false), ("color", ["--color", "never"], false),
        ("lang", ["--lang", "es"], false), ("quiet", ["--quiet"], false),
        ("log-level", ["--log-level", "info"], false),
        ("log-format", ["--log-format", "json"], false), ("annotations", ["--annotations", "never"], false),
        ("github-summary", ["--github-summary"], false),
    ]

    private func parsed<Command: ParsableCommand>(_ words: [String], as type: Command.Type) throws -> Command {
        try #require(try JelouctlCommand.parseAsRoot(words) as? Command)
    }

    private func report(_ results: [ChangeResult] = []) -> ApplyReport {
        ApplyReport(run: "run", results: results, stop: nil, state: .noState)
    }

    private func rerun(_ words: [String], after report: ApplyReport? = nil) throws -> ShellCommand? {
        try parsed(["apply"] + words, as: ApplyCommand.self).rerunCommand(after: report ?? self.report())
    }

    @Test("apply has decided of each of its options whether it goes on with it")
    func complete() throws {
        let known = Set(Self.applyOptions.map(\.option)).union(["help", "version"])
        let names = try optionNames(of: "apply")
        #expect(names.subtracting(known).isEmpty, "decide about these in RerunCommand.swift")
        #expect(known.subtracting(names.union(["help", "version"])).isEmpty)
    }

    @Test("apply goes on with what decides the run, and with nothing else")
    func apply() throws {
        let all = try #require(try rerun(Self.applyOptions.flatMap(\.words)))
        let carried = Self.applyOptions.filter(\.isCarried).flatMap(\.words)
        #expect(all.words.sorted() == (["jelouctl", "apply"] + carried).sorted())
        for (option, words, isCarried) in Self.applyOptions {
            let command = try #require(try rerun(words))
            #expect(command.words == ["jelouctl", "apply"] + (isCarried ? words : []), "--\(option)")
            // Read back it gives itself: the values mean the same.
            #expect(try rerun(Array(command.words.dropFirst(2))) == command, "--\(option)")
        }
    }

    @Test("apply reads live values first where the API knew no integration to change")
    func absent() throws {
        let id = try ProjectID("a")
        func report(_ outcome: ChangeResult.Outcome, _ resultClass: ResultClass) -> ApplyReport {
            let change = Change(
                project: id, name: nil, action: .forget, reason: .liveAbsent, source: nil, formerFile: nil,
                access: .standard, memory: nil)
            return self.report([
                ChangeResult(change: change, outcome: outcome, resultClass: resultClass, httpStatus: 404, attempts: 1)
            ])
        }
        #expect(try rerun(["-q"], after: report(.failed, .absent))?.description == "jelouctl apply --refresh")
        #expect(try rerun(["-q"], after: report(.failed, .rejected))?.description == "jelouctl apply")
    }

    @Test("apply names no command after a saved plan, whose files and filters it does not know")
    func savedPlan() throws {
        #expect(try rerun(["plan.json", "-C", "infra"]) == nil)
    }

    @Test("a dry run names the run itself, with the numbers that hold for its plan")
    func dryRun() throws {
        let own = ["--allow-deletes", "1", "--expect-digest", "sha256:" + String(repeating: "a", count: 64)]
        let files = try parsed(["apply", "-f", "x", "--dry-run", "--show-unchanged"] + own, as: ApplyCommand.self)
        #expect(files.realRunCommand.words == ["jelouctl", "apply", "-f", "x"] + own)
        #expect(files.dryRunCommand.words == files.realRunCommand.words + ["--dry-run", "--show-unchanged"])
        let saved = try parsed(["apply", "plan.json", "-C", "infra", "--dry-run", "--yes"], as: ApplyCommand.self)
        #expect(saved.realRunCommand.description == "jelouctl apply -C infra plan.json")
    }

    // MARK: plan, drift

    private static let common = [
        "-C", "infra", "-f", "teams", "--state", "s2.json", "--base-url", "https://api.example.com/x", "--ca-file",
        "ca.pem", "--rate-limit", "5/s", "--project", "it's*", "--exclude", "b", "--label", "env=prod", "--shard",
        "2/5",
    ]

    private static let decisions = ["--rebase", "--require-state", "--allow-deletes", "2", "--refresh"]

    @Test("plan goes on with apply for the same files, state and projects, and the numbers that hold for its plan")
    func plan() throws {
        let words = Self.common + Self.decisions
        let command = try parsed(
            ["plan", "--show-unchanged", "--since", "main", "--run-commands"] + words, as: PlanCommand.self)
        let plan = Plan(baseURL: .standard, recorded: nil, isRefreshed: false)
        #expect(command.nextCommand(after: plan, savedTo: nil).words == ["jelouctl", "apply"] + words)
        #expect(
            command.completeCommand.words == ["jelouctl", "plan"] + words
                + ["--run-commands", "--since", "main", "--show-unchanged"])
        #expect(
            command.nextCommand(after: plan, savedTo: "-my plan.json").words == [
                "jelouctl", "apply", "-C", "infra", "./-my plan.json", "--expect-digest", plan.digest, "--base-url",
                "https://api.example.com/x", "--ca-file", "ca.pem", "--require-state",
            ])
        _ = try parsed(Array(command.nextCommand(after: plan, savedTo: nil).words.dropFirst()), as: ApplyCommand.self)
    }

    @Test("a plan back to a former state is saved before it is applied")
    func rollback() throws {
        let command = try parsed(["plan", "--rollback-to", "12"] + Self.common, as: PlanCommand.self)
        let plan = Plan(baseURL: .standard, recorded: nil, isRefreshed: false)
        #expect(
            command.nextCommand(after: plan, savedTo: nil).words
                == ["jelouctl", "plan", "--rollback-to", "12", "--out", "plan.json"] + Self.common)
        #expect(command.completeCommand.words == ["jelouctl", "plan", "--rollback-to", "12"] + Self.common)
    }

    @Test("drift goes on with the same files, state and projects")
    func drift() throws {
        let command = try parsed(
            ["drift", "--accept", "known.yaml", "--show-in-sync", "--metrics-file", "m.prom"] + Self.common,
            as: DriftCommand.self)
        #expect(command.applyCommand.words == ["jelouctl", "apply"] + Self.common + ["--refresh"])
        #expect(command.lookingUp("refresh").words == ["jelouctl", "refresh"] + Self.common)
        #expect(command.lookingUp("plan").words == ["jelouctl", "plan"] + Self.common)
        #expect(
            command.completeCommand.words
                == ["jelouctl", "drift"] + Self.common + ["--accept", "known.yaml", "--show-in-sync"])
        _ = try parsed(Array(command.lookingUp("refresh").words.dropFirst()), as: RefreshCommand.self)
        _ = try parsed(Array(command.completeCommand.words.dropFirst()), as: DriftCommand.self)
    }

    @Test(
        "a value is read back whatever it begins with",
        arguments: ["-x", "--yes", "-", "", "a b", "=x", "it's", "\u{1B}[31m", "\u{202E}"])
    func odd(_ value: String) throws {
        var command = ShellCommand("jelouctl", "apply")
        command.add("--file", short: "-f", value)
        command.add("--state", value)
        command.add("--project", value)
        let read = try parsed(Array(command.words.dropFirst()), as: ApplyCommand.self)
        #expect(read.files.file == [value] && read.state.state == value && read.filter.project == [value])
    }

    // MARK: what the argument parser tells

    private func optionNames(of command: String) throws -> Set<String> {
        let dump = try JSONDecoder().decode(Dump.self, from: Data(JelouctlCommand._dumpHelp().utf8))
        let found = try #require(dump.command.subcommands?.first { $0.commandName == command })
        return Set((found.arguments ?? []).flatMap { $0.names ?? [] }.filter { $0.kind == "long" }.map(\.name))
    }

    private struct Dump: Decodable {
        var command: Node

        struct Node: Decodable {
            var commandName: String
            var subcommands: [Node]?
            var arguments: [Option]?
        }

        struct Option: Decodable {
            var names: [Name]?
        }

        struct Name: Decodable {
            var kind: String
            var name: String
        }
    }
}
