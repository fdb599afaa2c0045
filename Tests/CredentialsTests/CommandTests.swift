import Credentials
import Integrations
import Messages
import Testing

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

@Suite("A credential from a command", .timeLimit(.minutes(2)))
struct CommandTests {
    @Test("is what the program prints, without one newline at its end")
    func output() async throws {
        try await Scratch.with { scratch in
            #expect(await scratch.resolver().resolve(.command(["printf", "token\\n"])).text == "token")
            #expect(await scratch.resolver().resolve(.command(["printf", "token"])).text == "token")
            let two = await scratch.resolver().resolve(.command(["printf", "token\\n\\n"]))
            #expect(two.problem?.code == "secret-has-control-character")
        }
    }

    @Test("is not asked for where commands are not allowed, and the problem names the way")
    func notRun() async throws {
        try await Scratch.with { scratch in
            let resolver = scratch.resolver(runsCommands: false)
            let problem = await resolver.resolve(.command(["touch", "\(scratch.path)/ran"])).problem
            #expect(problem?.code == "secret-command-not-run")
            #expect(problem?.hint.english.contains("--run-commands") == true)
            #expect(await scratch.resolver().resolve(.file("ran")).problem?.code == "secret-file-unreadable")
        }
    }

    @Test("reaches no shell: its arguments mean themselves")
    func noShell() async throws {
        try await Scratch.with { scratch in
            let resolved = await scratch.resolver().resolve(.command(["printf", "%s", "$(id) `id` ; exit 1 | *"]))
            #expect(resolved.text == "$(id) `id` ; exit 1 | *")
        }
    }

    @Test("comes from a program found in the environment's PATH, or by a path relative to the working directory")
    func lookup() async throws {
        try await Scratch.with { scratch in
            try scratch.write("#!/bin/sh\necho from-path\n", to: "own-tool", executable: true)
            let found = scratch.resolver(environment: ["PATH": scratch.path])
            #expect(await found.resolve(.command(["own-tool"])).text == "from-path")
            #expect(await scratch.resolver().resolve(.command(["./own-tool"])).text == "from-path")
            #expect(await scratch.resolver().resolve(.command(["own-tool"])).problem?.code == "secret-command-failed")
            let unset = SecretResolver(environment: [:], workingDirectory: scratch.path, runsCommands: true)
            #expect(await unset.resolve(.command(["printf", "x"])).problem?.code == "secret-command-failed")
        }
    }

    @Test("runs in the given environment and working directory, and reads an empty standard input")
    func surroundings() async throws {
        try await Scratch.with { scratch in
            let resolver = scratch.resolver(environment: ["FLAVOUR": "vanilla"])
            let script = "cat; printf '%s %s' \"$FLAVOUR\" \"$(test -e here && echo here)\""
            try scratch.write("", to: "here")
            #expect(await resolver.resolve(.command(["sh", "-c", script])).text == "vanilla here")
        }
    }

    @Test("fails with the exit code and none of the program's words")
    func failure() async throws {
        try await Scratch.with { scratch in
            let script = "echo hunter2; echo hunter2 >&2; exit 7"
            let problem = await scratch.resolver().resolve(.command(["sh", "-c", script, "hunter2"])).problem
            #expect(problem?.code == "secret-command-failed")
            #expect(problem?.summary.english == "command sh ended with exit code 7")
            #expect(problem?.description.contains("hunter2") == false)
        }
    }

    @Test(
        "fails when the program cannot be started, dies, or is not named",
        arguments: [
            ["no-such-program-anywhere"], ["./missing"], [], [""], ["printf", "a\u{0}b"], ["sh", "-c", "kill -9 $$"],
        ])
    func cannotRun(arguments: [String]) async throws {
        try await Scratch.with { scratch in
            #expect(await scratch.resolver().resolve(.command(arguments)).problem?.code == "secret-command-failed")
        }
    }

    @Test("is refused when the program prints too much, nothing, or no text")
    func oddOutput() async throws {
        try await Scratch.with { scratch in
            let resolver = scratch.resolver()
            let endless = await resolver.resolve(.command(["sh", "-c", "while :; do echo aaaaaaaa; done"]))
            #expect(endless.problem?.code == "secret-too-large")
            #expect(await resolver.resolve(.command(["true"])).problem?.code == "secret-empty")
            #expect(await resolver.resolve(.command(["printf", "\\377"])).problem?.code == "secret-not-text")
        }
    }

    @Test("is given up after the time-out")
    func timeOut() async throws {
        try await Scratch.with { scratch in
            let resolver = scratch.resolver(timeout: .milliseconds(50))
            let problem = await resolver.resolve(.command(["sleep", "600"])).problem
            #expect(problem?.code == "secret-command-timed-out")
        }
    }

    @Test("does not wait for what the program left running")
    func background() async throws {
        try await Scratch.with { scratch in
            let descriptor = try await openFIFO(in: scratch)
            defer { close(descriptor) }
            let script = "exec 9>fifo; printf token; sleep 30 &"
            #expect(await scratch.resolver().resolve(.command(["sh", "-c", script])).text == "token")
            #expect(readByte(descriptor) == -1, "the child is gone, so it was waited for")
        }
    }

    @Test("is given up when it is cancelled, and the program's children go with it")
    func cancellation() async throws {
        try await Scratch.with { scratch in
            let descriptor = try await openFIFO(in: scratch)
            defer { close(descriptor) }
            // The child that ignores SIGTERM holds the FIFO open: its end can be read there.
            let script = "exec 9>fifo; (trap '' TERM; printf x >&9; sleep 600) & wait"
            let resolver = scratch.resolver(timeout: .seconds(600))
            let ended = await withTaskGroup(of: SecretProblem?.self) { group in
                group.addTask { await resolver.resolve(.command(["sh", "-c", script])).problem }
                while readByte(descriptor) != 1 { await Task.yield() }
                group.cancelAll()
                return await group.next() ?? nil
            }
            #expect(ended?.code == "secret-command-interrupted")
            while readByte(descriptor) != 0 { await Task.yield() }
        }
    }

    /// Opens a new FIFO for reading, by which a test sees whether a child that has it open for writing is alive.
    private func openFIFO(in scratch: Scratch) async throws -> CInt {
        let fifo = "\(scratch.path)/fifo"
        _ = await scratch.resolver().resolve(.command(["mkfifo", fifo]))
        let descriptor = unsafe open(fifo, O_RDONLY | O_NONBLOCK)
        try #require(descriptor >= 0)
        return descriptor
    }

    /// 1 for a byte, 0 when nobody has the FIFO open for writing, -1 while there is nothing to read.
    private func readByte(_ descriptor: CInt) -> Int {
        var byte: UInt8 = 0
        return unsafe read(descriptor, &byte, 1)
    }
}
