import Credentials
import Integrations
import Testing

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

@Suite("A credential in a file")
struct FileTests {
    @Test(
        "loses one newline at its end and nothing else",
        arguments: [
            ("token", "token"), ("token\n", "token"), ("token\r\n", "token"), (" to ken ", " to ken "),
            ("pässwörd\n", "pässwörd"),
        ])
    func newline(content: String, expected: String) async throws {
        try await Scratch.with { scratch in
            try scratch.write(content, to: "token")
            #expect(await scratch.resolver().resolve(.file("token")).text == expected)
            #expect(await scratch.resolver().resolve(.file("\(scratch.path)/token")).text == expected)
        }
    }

    @Test(
        "is refused when it is no single line of text",
        arguments: [
            ("", "secret-empty"), ("\n", "secret-empty"), ("\r\n", "secret-empty"),
            ("token\n\n", "secret-has-control-character"), ("a\nb", "secret-has-control-character"),
            ("token\r", "secret-has-control-character"), ("\u{FEFF}token\n", "secret-not-text"),
        ])
    func refused(content: String, code: String) async throws {
        try await Scratch.with { scratch in
            try scratch.write(content, to: "token")
            #expect(await scratch.resolver().resolve(.file("token")).problem?.code == code)
        }
    }

    @Test("is refused when it is not UTF-8, and when it holds a NUL")
    func bytes() async throws {
        try await Scratch.with { scratch in
            try scratch.write([0xFF, 0xFE, 0x41, 0x00], to: "utf16")
            try scratch.write([0x41, 0x00, 0x42], to: "nul")
            #expect(await scratch.resolver().resolve(.file("utf16")).problem?.code == "secret-not-text")
            #expect(await scratch.resolver().resolve(.file("nul")).problem?.code == "secret-has-control-character")
        }
    }

    @Test("holds 64 KiB at most")
    func size() async throws {
        try await Scratch.with { scratch in
            let limit = 64 * 1024
            try scratch.write([UInt8](repeating: 0x61, count: limit), to: "full")
            try scratch.write([UInt8](repeating: 0x61, count: limit + 1), to: "over")
            #expect(await scratch.resolver().resolve(.file("full")).text?.utf8.count == limit)
            #expect(await scratch.resolver().resolve(.file("over")).problem?.code == "secret-too-large")
        }
    }

    @Test("is found through a symbolic link")
    func symbolicLink() async throws {
        try await Scratch.with { scratch in
            try scratch.write("token", to: "target")
            try FileManager.default.createSymbolicLink(
                atPath: "\(scratch.path)/link", withDestinationPath: "target")
            #expect(await scratch.resolver().resolve(.file("link")).text == "token")
        }
    }

    @Test(
        "is refused when there is no regular file", .timeLimit(.minutes(1)),
        arguments: ["missing", "folder", "fifo", "loop", "/dev/zero", "/dev/null", "", "a\u{0}b", "~/token"])
    func noRegularFile(path: String) async throws {
        try await Scratch.with { scratch in
            try FileManager.default.createDirectory(
                atPath: "\(scratch.path)/folder", withIntermediateDirectories: false)
            try FileManager.default.createSymbolicLink(atPath: "\(scratch.path)/loop", withDestinationPath: "loop")
            let made = await scratch.resolver().resolve(.command(["mkfifo", "\(scratch.path)/fifo"]))
            #expect(made.problem?.code == "secret-empty")
            let problem = await scratch.resolver().resolve(.file(path)).problem
            #expect(problem?.code == "secret-file-unreadable")
        }
    }
}
