import Foundation
import TestSupport
import Testing

@Suite("Which changes come from lines that a branch touched")
struct AttributionTests {
    /// What the JSON document says of each project: `explained block jelou.yaml:4`.
    private func origins(_ world: World, _ run: BuiltProgram.Run) throws -> [String: String] {
        let changes = try #require(try world.json(run.output)["changes"] as? [[String: Any]], "\(run.text)")
        var origins: [String: String] = [:]
        for change in changes {
            let origin = try #require(change["explainedBy"] as? [String: Any])
            let words = [origin["result"] as? String, origin["kind"] as? String].compactMap(\.self)
            let source = (origin["source"] as? [String: Any]).map { " \($0["file"] ?? ""):\($0["line"] ?? "")" } ?? ""
            let former = origin["former"] as? Bool == true ? " before" : ""
            origins[change["project"] as? String ?? ""] = words.joined(separator: " ") + source + former
        }
        return origins
    }

    private func origins(_ world: World, _ more: String...) async throws -> [String: String] {
        try origins(world, try await world.jelouctl(["plan", "--since", "main", "--format", "json"] + more))
    }

    @Test("A touched block, a new one and one that was taken out are explained; drift and other merges are not")
    func classes() async throws {
        try await withCommittedWorld { world in
            try world.desire([("a", nextURL("a")), ("b", newURL("b")), ("c", nextURL("c")), ("d", newURL("d"))])
            try await world.commit("another merge, not applied yet")
            try await world.git("branch", "--force", "main")
            try world.desire([("b", nextURL("b")), ("c", nextURL("c")), ("e", newURL("e"))])
            let run = try await world.jelouctl("plan", "--since", "main", "--format", "json")
            #expect(
                try origins(world, run) == [
                    "a": "explained removed-block jelou.yaml:3 before", "b": "explained block jelou.yaml:4",
                    "c": "unexplained elsewhere", "e": "explained block jelou.yaml:7",
                ])
            let attribution = try #require(try world.json(run.output)["attribution"] as? [String: Any])
            #expect(attribution["since"] as? String == "main")
            #expect(attribution["mergeBase"] as? String == (try await world.git("rev-parse", "main")))
            #expect(["explained", "indirect", "unexplained"].map { attribution[$0] as? Int } == [3, 0, 1])

            let text = try await world.jelouctl("plan", "--since", "main")
            #expect(text.exitCode == 0)
            #expect(
                text.output.contains("1 of 4 changes does not come from lines touched since main"), "\(text.output)")
            #expect(text.output.contains("not in this diff"))
            #expect(text.output.split(separator: "\n").last?.hasPrefix("Plan: ") == true)
            let plain = try await world.jelouctl("plan", "--format", "json")
            #expect(try world.json(plain.output)["digest"] as? String == world.json(run.output)["digest"] as? String)
            #expect(!plain.output.contains("explainedBy"))
        }
    }

    @Test("Committed and uncommitted lines count; commits of the other side do not")
    func mergeBase() async throws {
        try await withCommittedWorld { world in
            try await world.git("checkout", "--quiet", "-b", "topic")
            try world.desire([("a", nextURL("a")), ("b", newURL("b")), ("c", newURL("c"))])
            try await world.commit("ours")
            try await world.git("checkout", "--quiet", "main")
            try world.desire([("a", newURL("a")), ("b", newURL("b")), ("c", nextURL("c"))])
            try await world.commit("theirs")
            try await world.git("checkout", "--quiet", "topic")
            try world.desire([("a", nextURL("a")), ("b", nextURL("b")), ("c", newURL("c"))])
            #expect(
                try await origins(world) == [
                    "a": "explained block jelou.yaml:4", "b": "explained block jelou.yaml:6",
                ])
        }
    }

    @Test("Touched defaults and anchors explain indirectly; a slip above a block explains nothing")
    func indirect() async throws {
        try await withCommittedWorld { world in
            let yaml = """
                x-one: &one
                  labels: { team: TEAM }
                defaults:
                  labels: { env: ENV }
                projects:
                  a:
                    <<: *one
                    webhookUrl: \(newURL("a"))
                  b:
                    webhookUrl: \(newURL("b"))
                SLIP
                  c:
                    webhookUrl: \(newURL("c"))

                """
            func desire(team: String, env: String, slip: String) throws {
                try world.desire(
                    yaml.replacing("TEAM", with: team).replacing("ENV", with: env).replacing("SLIP", with: slip))
            }
            try desire(team: "x", env: "test", slip: "#")
            try await world.commit("labels")
            try await world.git("branch", "--force", "main")
            #expect(try await world.jelouctl("apply", "--yes").exitCode == 0)

            try desire(team: "y", env: "test", slip: "#")
            #expect(try await origins(world) == ["a": "indirect anchor jelou.yaml:3"])
            try desire(team: "x", env: "live", slip: "x-old:")
            #expect(
                try await origins(world) == [
                    "a": "indirect defaults jelou.yaml:5", "b": "indirect defaults jelou.yaml:5",
                    "c": "unexplained structure",
                ], "defaults take no project out")
            try desire(team: "x", env: "test", slip: "x-old:")
            #expect(try await origins(world) == ["c": "unexplained structure"])
            let strict = try await world.jelouctl("plan", "--since", "main", "--fail-on-unexplained", "--out", "p.json")
            #expect(strict.exitCode == 4)
            #expect(strict.output.contains("[unexplained-changes]"), "\(strict.output)")
            #expect(!world.folder.exists("p.json"))
        }
    }

    @Test("Unexplained changes are exit 4 only where that was asked for, and before 2")
    func exitCodes() async throws {
        try await withCommittedWorld { world in
            let strict = ["plan", "--since", "main", "--fail-on-unexplained", "--detailed-exitcode"]
            #expect(try await world.jelouctl(strict).exitCode == 0, "no changes")
            try world.desire([("a", nextURL("a")), ("b", newURL("b")), ("c", newURL("c"))])
            #expect(try await world.jelouctl(strict).exitCode == 2)
            try await world.commit("merged")
            try await world.git("branch", "--force", "main")
            #expect(try await world.jelouctl(strict).exitCode == 4)
            #expect(try await world.jelouctl("plan", "--since", "main", "--detailed-exitcode").exitCode == 2)
            #expect(try await world.jelouctl("plan", "--since", "main").exitCode == 0)
        }
    }

    @Test("A file under another name explains nothing by its name alone, and its touched lines do")
    func rename() async throws {
        try await withCommittedWorld { world in
            try world.desire([("a", newURL("a")), ("b", newURL("b")), ("c", nextURL("c"))])
            try await world.commit("merged, not applied")
            try await world.git("branch", "--force", "main")
            let text = try world.folder.read("jelou.yaml").replacing(newURL("b"), with: nextURL("b"))
            try FileManager.default.removeItem(atPath: world.folder.path("jelou.yaml"))
            try world.folder.write(text, to: "jelou/renamed \"it\" ñ.yaml")
            #expect(
                try await origins(world) == [
                    "b": "explained block jelou/renamed \"it\" ñ.yaml:6", "c": "unexplained elsewhere",
                ])
        }
    }

    @Test("Works in a folder below the root, and with files that were not committed yet")
    func below() async throws {
        try await withCommittedWorld { world in
            try world.desire([("a", nextURL("a")), ("b", newURL("b")), ("c", newURL("c"))])
            try await world.commit("merged, not applied")
            try await world.git("branch", "--force", "main")
            try world.folder.write(
                "version: 1\nprojects:\n  n: { webhookUrl: \(newURL("n")) }\n", to: "teams/new/jelou.yaml")
            let state = world.folder.path(".jelouctl/state.json")
            let run = try await world.jelouctl(
                "plan", "-C", "teams/new", "-f", "jelou.yaml", "-f", "../../jelou.yaml", "--state", state, "--since",
                "main", "--format", "json")
            #expect(
                try origins(world, run) == ["a": "unexplained elsewhere", "n": "explained block jelou.yaml:3"])
        }
    }

    @Test("What cannot be compared is said, with what to do")
    func refusals() async throws {
        try await withCommittedWorld { world in
            func check(_ arguments: [String], _ exitCode: Int32, _ word: String) async throws {
                let run = try await world.jelouctl(["plan"] + arguments)
                #expect(run.exitCode == exitCode, "\(arguments) \(run.text)")
                #expect(run.errors.contains(word), "\(arguments) \(run.text)")
            }
            try await check(["--fail-on-unexplained"], 64, "[since-missing]")
            try await check(["--since="], 64, "--since")
            for hostile in ["--since=--output=stolen", "--since=-x", "--since=a b", "--since=a\nb"] {
                try await check([hostile], 64, "[since]")
            }
            try await check(["--since", "main", "--rollback-to", "1"], 64, "[since-rollback]")
            try await check(["--since", "main", "-f", "-"], 64, "[since-standard-input]")
            try await check(["--since", "nowhere"], 1, "git fetch")
            try await check(["--since", "main:jelou.yaml"], 1, "[git-unknown-commit]")
            #expect(!world.folder.exists("stolen"))
            try await withTemporaryFolder { other in
                try other.write(world.folder.read("jelou.yaml"), to: "jelou.yaml")
                try await check(["--since", "main", "-f", other.path("jelou.yaml")], 1, "[git-outside]")
                try await check(["--since", "main", "-C", other.path], 1, "[git-no-repository]")
            }
        }
    }

    @Test("In a shallow clone it says how to fetch the rest")
    func shallow() async throws {
        try await withCommittedWorld { world in
            try await world.git("checkout", "--quiet", "-b", "topic")
            try await world.commit("ours")
            try await world.git(
                "clone", "--quiet", "--depth", "1", "--branch", "topic", "file://\(world.folder.path)", "c")
            try await world.git("-C", "c", "fetch", "--quiet", "--depth", "1", "origin", "main:main")
            for name in ["main", "main~1"] {
                let run = try await world.jelouctl("plan", "-C", "c", "--since", name)
                #expect(run.exitCode == 1, "\(run.text)")
                #expect(run.errors.contains("fetch-depth: 0"), "\(run.text)")
            }
        }
    }

    @Test("Nothing that the repository configures is run")
    func hostile() async throws {
        try await withCommittedWorld { world in
            try world.folder.write("*.yaml diff=evil filter=evil\n", to: ".gitattributes")
            try await world.commit("attributes")
            try await world.git("branch", "--force", "main")
            let touch = "touch \(world.folder.path)/ran #"
            for key in [
                "diff.evil.textconv", "diff.evil.command", "diff.external", "filter.evil.clean", "filter.evil.process",
                "core.fsmonitor", "core.pager", "core.sshCommand",
            ] { try await world.git("config", key, touch) }
            try world.desire([("a", nextURL("a")), ("b", newURL("b")), ("c", newURL("c"))])
            let variables = ["GIT_EXTERNAL_DIFF": touch, "GIT_PAGER": touch, "GIT_DIR": world.folder.path("elsewhere")]
            let run = try await world.jelouctl("plan", "--since", "main", also: variables)
            #expect(run.exitCode == 0, "\(run.text)")
            #expect(run.output.contains("The change comes from lines touched since main"), "\(run.output)")
            #expect(!world.folder.exists("ran"))
        }
    }
}

/// A world whose projects were applied, and whose files are committed on the branch `main`.
private func withCommittedWorld(_ body: (World) async throws -> Void) async throws {
    try await withAppliedWorld { world in
        try world.folder.write(".jelouctl/\n", to: ".gitignore")
        try await world.git("init", "--quiet", "--initial-branch=main")
        try await world.commit("applied")
        try await world.git("checkout", "--quiet", "--detach")
        try await body(world)
    }
}

extension World {
    /// Runs git as somebody with a name, and gives its first line.
    @discardableResult
    fileprivate func git(_ arguments: String...) async throws -> String {
        let known = ["-c", "user.name=Test", "-c", "user.email=test@example.com", "-c", "commit.gpgSign=false"]
        let run = try await BuiltProgram.shell.run(["-c", "exec git \"$@\"", "git"] + known + arguments, in: folder)
        try #require(run.exitCode == 0, "\(arguments): \(run.errors)")
        return run.output.split(separator: "\n").first.map(String.init) ?? ""
    }

    fileprivate func commit(_ message: String) async throws {
        try await git("add", "--all")
        try await git("commit", "--quiet", "--allow-empty", "--message", message)
    }
}
