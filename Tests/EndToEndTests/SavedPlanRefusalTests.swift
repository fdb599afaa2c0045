import Emulator
import Foundation
import TestSupport
import Testing

@Suite("A saved plan that is not what was approved is refused")
struct SavedPlanRefusalTests {
    /// What is changed in a plan by hand; the base URL is the emulator's.
    static let edits: [(name: String, from: String, to: String)] = [
        ("one URL, where it is sent", "\"after\":\"\(nextURL("a"))\"", "\"after\":\"https://evil.example.com/a\""),
        ("the URL everywhere", nextURL("a"), "https://evil.example.com/a"),
        ("a consent", "\"consent\":\"notNeeded\"", "\"consent\":\"given\""),
        ("the base URL", "http://127.0.0.1:", "http://127.0.0.2:"),
        ("the time it was made", "\"createdAt\":\"2", "\"createdAt\":\"3"),
        ("a reference", "\"env\":\"JELOU_API_KEY\"", "\"env\":\"JELOU_API_KEY_OTHER\""),
        ("the seal", "hmac-sha256:", "sha256:"),
        ("white space", "\"counts\"", " \"counts\""),
    ]

    @Test("Edited by hand it is refused with 4, and nothing is sent", arguments: edits)
    func edited(_ name: String, _ from: String, _ to: String) async throws {
        try await withAppliedWorld { world in
            try await world.savePlan([("a", nextURL("a")), ("b", newURL("b")), ("c", newURL("c"))])
            let saved = try world.folder.read("saved.json")
            try #require(saved.contains(from), "\(name) is in the plan")
            try world.folder.write(saved.replacing(from, with: to), to: "saved.json")
            let run = try await world.jelouctl("apply", "saved.json", "--yes", "--format", "json")
            #expect(run.exitCode == 4, "\(run.errors)")
            // What contradicts itself is found before the seal is looked at.
            let code = name.hasPrefix("one URL") ? "plan-damaged" : "plan-edited"
            let diagnostics = try #require(try world.json(run.output)["diagnostics"] as? [[String: Any]])
            #expect(diagnostics.first?["code"] as? String == code, "\(run.errors)")
            #expect(run.errors.contains("[\(code)]"))
            #expect(await world.emulator.requests().isEmpty)
        }
    }

    @Test("A plan that was cut off anywhere is refused, and nothing is sent")
    func cutOff() async throws {
        try await withAppliedWorld { world in
            try await world.savePlan([("a", nextURL("a")), ("b", newURL("b")), ("c", newURL("c"))])
            let saved = try world.folder.read("saved.json")
            for share in 1..<8 {
                try world.folder.write(String(saved.prefix(saved.count * share / 8)), to: "saved.json")
                let run = try await world.jelouctl("apply", "saved.json", "--yes")
                #expect(run.exitCode == 4, "\(run.errors)")
                #expect(run.errors.contains("[plan-damaged]"), "\(run.errors)")
            }
            #expect(await world.emulator.requests().isEmpty)
        }
    }

    @Test("The plan of another state is refused")
    func anotherState() async throws {
        try await withAppliedWorld { world in
            try await world.savePlan([("a", nextURL("a")), ("b", newURL("b")), ("c", newURL("c"))])
            let other = try await world.jelouctl("apply", "--yes", "--state", "other.json")
            #expect(other.exitCode == 0, "\(other.text)")
            await world.emulator.clearRequests()
            let run = try await world.jelouctl("apply", "saved.json", "--yes", "--state", "other.json")
            #expect(run.exitCode == 4, "\(run.errors)")
            let none = try await world.jelouctl("apply", "saved.json", "--yes", "--state", "none.json")
            #expect(none.exitCode == 4, "\(none.errors)")
            #expect(none.errors.contains("[plan-unverifiable]"))
            #expect(await world.emulator.requests().isEmpty)
        }
    }

    @Test(
        "--expect-digest ties an apply to what was approved, with and without a saved plan", arguments: [true, false])
    func expectedDigest(_ isSaved: Bool) async throws {
        try await withAppliedWorld { world in
            try await world.savePlan([("a", nextURL("a")), ("b", newURL("b")), ("c", newURL("c"))])
            let digest = try #require(try world.json(world.folder.read("saved.json"))["digest"] as? String)
            let apply = ["apply", "--yes"] + (isSaved ? ["saved.json"] : [])
            let wrong = try await world.run(apply + ["--expect-digest", "sha256:" + String(repeating: "0", count: 64)])
            #expect(wrong.exitCode == 4)
            #expect(wrong.errors.contains("[digest-differs]") && wrong.errors.contains(digest))
            let malformed = try await world.run(apply + ["--expect-digest", "sha256:abc"])
            #expect(malformed.exitCode == 64)
            #expect(await world.emulator.requests().isEmpty)
            let right = try await world.run(apply + ["--expect-digest", digest])
            #expect(right.exitCode == 0, "\(right.text)")
            #expect(await world.writes() == ["PATCH a"])
        }
    }

    @Test("--max-plan-age refuses a plan that has become too old, and no younger one")
    func tooOld() async throws {
        try await withAppliedWorld { world in
            try await world.savePlan([("a", nextURL("a")), ("b", newURL("b")), ("c", newURL("c"))])
            // Without --yes nothing is sent while it is young enough, so it can be asked until it is not.
            try await waitUntil {
                let run = try await world.jelouctl("apply", "saved.json", "--max-plan-age", "1s")
                #expect(run.exitCode == 4)
                return run.errors.contains("[plan-too-old]")
            }
            #expect(await world.emulator.requests().isEmpty)
            let young = try await world.jelouctl("apply", "saved.json", "--yes", "--max-plan-age", "365d")
            #expect(young.exitCode == 0, "\(young.text)")
        }
    }

    @Test(
        "Nothing can be taken from a saved plan, and no word added",
        arguments: [
            ["--project", "a"], ["--exclude", "b"], ["--label", "team=a"], ["--shard", "1/2"],
            ["--allow-deletes", "1"],
            ["--allow-changes", "3"], ["--rebase"],
        ])
    func addedWords(_ words: [String]) async throws {
        try await withAppliedWorld { world in
            try await world.savePlan([("a", nextURL("a")), ("b", newURL("b")), ("c", newURL("c"))])
            let run = try await world.run(["apply", "saved.json", "--yes"] + words)
            #expect(run.exitCode == 64, "\(run.text)")
            #expect(run.errors.contains(words[0]))
            #expect(await world.emulator.requests().isEmpty)
        }
    }

    @Test("A base URL that the plan alone names gets no key")
    func untrustedHost() async throws {
        try await withWorld { world in
            try world.desire([("a", newURL("a"))])
            var bare = world
            bare.environment["JELOUCTL_BASE_URL"] = nil
            let evil = "https://evil.example.com/platform"
            #expect(try await bare.jelouctl("plan", "--base-url", evil, "--out", "saved.json").exitCode == 0)
            let refused = try await bare.jelouctl("apply", "saved.json", "--yes")
            #expect(refused.exitCode == 4)
            #expect(refused.errors.contains("[untrusted-host]") && refused.errors.contains("evil.example.com"))
            let other = try await bare.jelouctl("apply", "saved.json", "--yes", "--base-url", "http://127.0.0.1:9/x")
            #expect(other.exitCode == 4)
            #expect(other.errors.contains("[plan-base-url]"))
        }
    }

    @Test(
        "What is no plan is an error that says so",
        arguments: [
            "pipe", "folder", "huge", "garbage", "empty", "missing", ".jelouctl/state.json", "jelou.yaml",
            "document.json", "/dev/zero",
        ])
    func noPlan(_ path: String) async throws {
        try await withAppliedWorld { world in
            try await world.savePlan([("a", nextURL("a")), ("b", newURL("b")), ("c", newURL("c"))])
            let made = try await world.shell(
                """
                mkfifo pipe && mkdir folder && truncate -s 300M huge && echo '{]' > garbage && : > empty
                """)
            #expect(made.exitCode == 0, "\(made.errors)")
            #expect(try await world.jelouctl("plan", "--json-out", "document.json").exitCode == 0)
            let run = try await world.jelouctl("apply", path, "--yes")
            #expect(run.exitCode == 1, "\(run.text)")
            #expect(run.errors.contains("error: ") && run.errors.contains("[plan-"), "\(run.errors)")
            #expect(run.errors.contains(path))
            #expect(await world.emulator.requests().isEmpty)
        }
    }

    @Test(
        "--out never replaces a file that is needed",
        arguments: [
            "jelou.yaml", "./jelou.yaml", ".jelouctl/state.json", ".jelouctl/state.json.lock",
            ".jelouctl/state.json.history", ".jelouctl/state.json.journal", "document.json",
        ])
    func outOverInput(_ path: String) async throws {
        try await withAppliedWorld { world in
            try world.desire([("a", nextURL("a")), ("b", newURL("b")), ("c", newURL("c"))])
            let before = try world.folder.files().map { ($0, try world.folder.read($0)) }
            let run = try await world.jelouctl("plan", "--out", path, "--json-out", "./document.json")
            #expect(run.exitCode == 64, "\(run.text)")
            for (file, content) in before { #expect(try world.folder.read(file) == content, "\(file) is as it was") }
        }
    }

    @Test(
        "--out replaces an older plan, and nothing else", arguments: ["notes.txt", "folder", "pipe", "link", "no/plan"])
    func outOverOther(_ path: String) async throws {
        try await withAppliedWorld { world in
            try await world.savePlan([("a", nextURL("a")), ("b", newURL("b")), ("c", newURL("c"))])
            #expect(
                try await world.shell("echo mine > notes.txt; mkdir folder; mkfifo pipe; ln -s saved.json link")
                    .exitCode == 0)
            let saved = try world.folder.read("saved.json")
            let run = try await world.jelouctl("plan", "--out", path)
            #expect(run.exitCode == 1, "\(run.text)")
            #expect(run.errors.contains("[plan-unwritable]"))
            #expect(try world.folder.read("notes.txt") == "mine\n")
            #expect(try world.folder.read("saved.json") == saved)
            #expect(try await world.jelouctl("plan", "--out", "saved.json").exitCode == 0)
            #expect(try world.folder.read("saved.json") != saved)
        }
    }
}
