import Credentials
import Integrations
import Messages
import TestSupport
import Testing

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

@Suite("A command that stores signing secrets", .timeLimit(.minutes(2)))
struct SigningSecretCommandTests {
    private static let secret = "Sign/ing+Secret=0123456789"

    private func store(
        _ folder: TemporaryFolder, _ arguments: [String], environment: [String: String] = [:],
        timeout: Duration = .seconds(60), clock: any Clock<Duration> = PausingClock()
    ) -> SigningSecretStore {
        var variables = environment
        variables["PATH"] = variables["PATH"] ?? ProcessInfo.processInfo.environment["PATH"]
        return SigningSecretStore(
            sink: .command(arguments), workingDirectory: folder.path, environment: variables, commandTimeout: timeout,
            clock: clock)
    }

    /// Runs a script of the shell with the secret.
    private func problem(
        _ folder: TemporaryFolder, _ script: String, timeout: Duration = .seconds(60)
    ) async throws -> SinkProblem? {
        let store = store(folder, ["sh", "-c", script], timeout: timeout)
        let result = await store.store(Secret(Self.secret), for: try ProjectID("a/b ñ"))
        if case .failure(let problem) = result { return problem }
        return nil
    }

    @Test("reads the secret alone from its standard input, and finds the project in its environment")
    func stored() async throws {
        try await withTemporaryFolder { folder in
            let script =
                "cat > got; printf '%s|%s' \"$JELOUCTL_PROJECT\" \"$FLAVOUR\" > project; printf '%s' \"$*\" > args"
            let store = store(folder, ["sh", "-c", script, "sh", "$(id)"], environment: ["FLAVOUR": "vanilla"])
            let id = try ProjectID("a/b ñ")
            #expect(await store.prepare([id]).isEmpty)
            try await store.reserve(id).get()
            try await store.store(Secret(Self.secret), for: id).get()
            #expect(try folder.read("got") == Self.secret)
            #expect(try folder.read("project") == "a/b ñ|vanilla")
            #expect(try folder.read("args") == "$(id)")
        }
    }

    @Test("can open its standard input by name, as tools do that take the value from a file")
    func namedInput() async throws {
        try await withTemporaryFolder { folder in
            let problem = try await problem(folder, "cp /dev/stdin got")
            #expect(problem == nil)
            #expect(try folder.read("got") == Self.secret)
        }
    }

    @Test("has failed with any exit code but 0, and its first line of errors is told")
    func failure() async throws {
        try await withTemporaryFolder { folder in
            let failed = try await problem(
                folder, "echo out; printf '\\n\\033[31mpermission  denied\\nmore\\n' >&2; exit 2")
            #expect(
                failed?.summary.english
                    == "command sh ended with exit code 2, at the last of 3 tries: [31mpermission denied")
            #expect(
                try await problem(folder, "exit 1")?.summary.english
                    == "command sh ended with exit code 1, at the last of 3 tries")
            #expect(
                try await problem(folder, "kill -9 $$")?.summary.english
                    == "command sh was ended by signal 9, at the last of 3 tries")
        }
    }

    @Test(
        "never has the secret, or a part of it, repeated in a message",
        arguments: [
            "cat >&2; exit 1", "printf 'value: ' >&2; cat >&2; exit 1", "base64 >&2; exit 1",
            "(printf 'user:'; cat) | base64 >&2; exit 1", "od -An -tx1 -w99 >&2; exit 1", "cut -c 5-15 >&2; exit 1",
            "tr a-z A-Z >&2; exit 1",
        ])
    func repeated(_ script: String) async throws {
        try await withTemporaryFolder { folder in
            let problem = try #require(try await problem(folder, script))
            #expect(problem.summary.english.hasPrefix("command sh ended with exit code 1"))
            #expect(problem.summary.english.hasSuffix("(its words are not shown: the secret stands in them)"))
        }
    }

    @Test("may say as much as it likes, and need not read the secret")
    func chatty() async throws {
        try await withTemporaryFolder { folder in
            let script =
                "i=0; while [ $i -lt 20000 ]; do echo 'all is well with me'; echo 'very well' >&2; i=$((i+1)); done"
            #expect(try await problem(folder, script) == nil)
            #expect(try await problem(folder, "exec <&-; exit 0") == nil)
            let long = try await problem(folder, "head -c 300000 /dev/zero | tr '\\0' x >&2; exit 3")
            #expect((long?.summary.english.count ?? 0) < 400)
            #expect(
                long?.summary.english.hasPrefix("command sh ended with exit code 3, at the last of 3 tries: xxx")
                    == true)
        }
    }

    @Test("is ended after the time-out, and the secret counts as not stored")
    func timeOut() async throws {
        try await withTemporaryFolder { folder in
            let problem = try await problem(folder, "sleep 600", timeout: .milliseconds(50))
            #expect(problem?.summary.english.contains("still running") == true)
        }
    }

    @Test("does not make us wait for what it left running")
    func background() async throws {
        try await withTemporaryFolder { folder in
            let problem = try await problem(folder, "cat > got; sleep 100 & exit 0")
            #expect(problem == nil)
        }
    }

    @Test(
        "is missed before the first call",
        arguments: [["no-such-program-anywhere"], ["./missing"], ["./plain"], ["."], [], [""], ["sh", "a\u{0}b"]])
    func missing(_ arguments: [String]) async throws {
        try await withTemporaryFolder { folder in
            try folder.write("no program", to: "plain")
            let id = try ProjectID("a")
            let store = store(folder, arguments)
            #expect(await store.prepare([id])[id] != nil)
            await #expect(throws: SinkProblem.self) { try await store.store(Secret(Self.secret), for: id).get() }
        }
    }

    @Test("is not named with its arguments")
    func arguments() async throws {
        try await withTemporaryFolder { folder in
            let store = store(folder, ["sh", "-c", "exit 1", "hunter2"])
            let result = await store.store(Secret(Self.secret), for: try ProjectID("a"))
            guard case .failure(let problem) = result else {
                Issue.record("it did not fail")
                return
            }
            #expect(!problem.summary.english.contains("hunter2"))
        }
    }
}
