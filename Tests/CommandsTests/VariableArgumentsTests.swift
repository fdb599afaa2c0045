import ArgumentParser
import Testing

@testable import Commands

@Suite("Variables of options")
struct VariableArgumentsTests {
    private func expand(_ arguments: [String], _ environment: [String: String]) throws -> [String] {
        try VariableArguments(arguments: arguments, environment: environment, root: JelouctlCommand.self).arguments
    }

    @Test("A variable becomes an argument behind its command")
    func option() throws {
        #expect(
            try expand(["plan", "--quiet"], ["JELOUCTL_STATE": "x.json"]) == ["plan", "--state=x.json", "--quiet"])
    }

    @Test(
        "A flag on the command line goes first, under any of its names",
        arguments: [
            ["apply", "--file", "a.yaml"], ["apply", "--file=a.yaml"], ["apply", "-f", "a.yaml"],
        ])
    func named(_ arguments: [String]) throws {
        #expect(try expand(arguments, ["JELOUCTL_FILE": "b.yaml"]) == arguments)
    }

    @Test("Words behind -- are no options")
    func terminator() throws {
        #expect(
            try expand(["schema", "--", "--quiet"], ["JELOUCTL_QUIET": "1"]) == ["schema", "--quiet", "--", "--quiet"])
    }

    @Test(
        "A switch takes true and false",
        arguments: [("1", ["plan", "--quiet"]), ("true", ["plan", "--quiet"]), ("0", ["plan"]), ("", ["plan"])])
    func toggle(_ value: String, _ expected: [String]) throws {
        #expect(try expand(["plan"], ["JELOUCTL_QUIET": value]) == expected)
    }

    @Test(
        "An empty variable is none, of a switch, of an option and of nothing at all",
        arguments: ["JELOUCTL_QUIET", "JELOUCTL_LANG", "JELOUCTL_PROJECT", "JELOUCTL_CONCURRENCY", "JELOUCTL_LNAG"])
    func empty(_ variable: String) throws {
        let expanded = try VariableArguments(
            arguments: ["plan"], environment: [variable: "", "JELOUCTL_STATE": "x.json"], root: JelouctlCommand.self)
        #expect(expanded.arguments == ["plan", "--state=x.json"])
        #expect(expanded.variables == ["JELOUCTL_STATE"])
        #expect(expanded.unknown.isEmpty)
    }

    @Test("A switch that is neither names its variable")
    func wrongToggle() {
        #expect {
            _ = try expand(["plan"], ["JELOUCTL_QUIET": "maybe"])
        } throws: { error in
            (error as? VariableArguments.Problem)?.variable == "JELOUCTL_QUIET"
        }
    }

    @Test("A repeatable option takes several values, parted by commas")
    func repeated() throws {
        let expected = ["plan", "--project=a*", "--project=b"]
        #expect(try expand(["plan"], ["JELOUCTL_PROJECT": "a*,b"]) == expected)
    }

    @Test("A variable of an option that the command does not have is left alone")
    func foreign() throws {
        #expect(try expand(["validate"], ["JELOUCTL_ALLOW_DELETES": "3"]) == ["validate"])
    }

    @Test("A value that begins with a dash stays a value")
    func dash() throws {
        #expect(try expand(["plan"], ["JELOUCTL_STATE": "--yes"]) == ["plan", "--state=--yes"])
    }

    @Test("Without variables nothing changes")
    func none() throws {
        #expect(try expand(["plan", "-C", "x"], ["PATH": "/bin"]) == ["plan", "-C", "x"])
    }

    /// Options of saved plans, runs, records, locks and rollback: where they belong, their variable, a value.
    static let newer: [(command: [String], variable: String, option: String, value: String)] = [
        (["plan"], "JELOUCTL_OUT", "--out", "plan.json"),
        (["plan"], "JELOUCTL_ROLLBACK_TO", "--rollback-to", "12"),
        (["apply"], "JELOUCTL_EXPECT_DIGEST", "--expect-digest", "sha256:" + String(repeating: "0", count: 64)),
        (["apply"], "JELOUCTL_MAX_PLAN_AGE", "--max-plan-age", "24h"),
        (["apply"], "JELOUCTL_CANARY", "--canary", "10%"),
        (["apply"], "JELOUCTL_MAX_FAILURES", "--max-failures", "3"),
        (["apply"], "JELOUCTL_GRACE", "--grace", "10s"),
        (["apply"], "JELOUCTL_EVENTS", "--events", "-"),
        (["apply"], "JELOUCTL_AUDIT_LOG", "--audit-log", "audit.jsonl"),
        (["apply"], "JELOUCTL_LOCK_TIMEOUT", "--lock-timeout", "30s"),
        (["apply"], "JELOUCTL_LEASE_DURATION", "--lease-duration", "60s"),
        (["apply"], "JELOUCTL_STATE_HISTORY", "--state-history", "5"),
        (["state", "rm"], "JELOUCTL_LOCK_TIMEOUT", "--lock-timeout", "30s"),
        (["state", "restore"], "JELOUCTL_STATE", "--state", "x.json"),
        (["state", "restore"], "JELOUCTL_STATE_HISTORY", "--state-history", "5"),
        (["state", "list"], "JELOUCTL_FORMAT", "--format", "json"),
        (["audit", "verify"], "JELOUCTL_EXPECT_HEAD", "--expect-head", "sha256:" + String(repeating: "0", count: 64)),
    ]

    @Test("Every newer option has its variable, for commands below commands too", arguments: newer)
    func newerOption(_ command: [String], _ variable: String, _ option: String, _ value: String) throws {
        #expect(try expand(command, [variable: value]) == command + ["\(option)=\(value)"])
    }

    @Test(
        "Every newer switch has its variable",
        arguments: [
            (["apply"], "JELOUCTL_YES", "--yes"), (["apply"], "JELOUCTL_SKIP_STALE", "--skip-stale"),
            (["apply"], "JELOUCTL_ACCEPT_UNCHECKED", "--accept-unchecked"),
            (["apply"], "JELOUCTL_FAIL_FAST", "--fail-fast"), (["state", "list"], "JELOUCTL_NO_LOCK", "--no-lock"),
            (["state", "unlock"], "JELOUCTL_YES", "--yes"),
        ])
    func newerSwitch(_ command: [String], _ variable: String, _ option: String) throws {
        #expect(try expand(command, [variable: "true"]) == command + [option])
        #expect(try expand(command, [variable: "false"]) == command)
    }

    @Test("A variable that no command knows is told, one of another command is not")
    func unknown() throws {
        let arguments = try VariableArguments(
            arguments: ["plan"], environment: ["JELOUCTL_EVENTZ": "x", "JELOUCTL_EXPECT_HEAD": "x"],
            root: JelouctlCommand.self)
        #expect(arguments.unknown == ["JELOUCTL_EVENTZ"])
    }
}
