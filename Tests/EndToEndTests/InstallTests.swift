import TestSupport
import Testing

@Suite("make install", .enabled(if: InstalledProgram.make.isThere))
struct InstallTests {
    static let installed = [
        "bin/jelouctl", "share/bash-completion/completions/jelouctl", "share/fish/vendor_completions.d/jelouctl.fish",
        "share/zsh/site-functions/_jelouctl",
    ]

    /// Runs `make` with a stub for the program, so that nothing is built.
    private func make(_ target: String, _ settings: [String], in folder: TemporaryFolder) async throws {
        try folder.write("#!/bin/sh\necho stub\n", to: "stub")
        let run = try await BuiltProgram.shell.run(
            ["-c", "exec make -C \"$@\"", "sh", projectRoot, target, "BINARY=\(folder.path("stub"))"] + settings,
            in: folder)
        #expect(run.exitCode == 0, "\(run.text)")
    }

    @Test("Program, pages and completions come and go", arguments: ["plain", "with space"])
    func comesAndGoes(_ name: String) async throws {
        try await withTemporaryFolder { folder in
            let prefix = folder.path(name)
            try await make("install", ["PREFIX=\(prefix)"], in: folder)
            let files = try folder.files().filter { $0.hasPrefix(name) }.map { String($0.dropFirst(name.count + 1)) }
            let pages = files.filter { $0.hasPrefix("share/man/man1/") }
            #expect(files.filter { !pages.contains($0) } == Self.installed)
            #expect(pages.contains("share/man/man1/jelouctl.1"))
            #expect(pages.contains("share/man/man1/jelouctl-state-list.1"))
            let run = try await BuiltProgram.shell.run(["-c", "\"$1/bin/jelouctl\"", "sh", prefix], in: folder)
            #expect(run.output == "stub\n")
            try folder.write("mine\n", to: "\(name)/share/man/man1/other.1")
            try await make("uninstall", ["PREFIX=\(prefix)"], in: folder)
            #expect(try folder.files() == ["stub", "\(name)/share/man/man1/other.1"].sorted())
        }
    }

    @Test("DESTDIR goes before PREFIX")
    func stage() async throws {
        try await withTemporaryFolder { folder in
            try await make("install", ["DESTDIR=\(folder.path("stage"))", "PREFIX=/usr"], in: folder)
            #expect(folder.exists("stage/usr/bin/jelouctl"))
            #expect(folder.exists("stage/usr/share/man/man1/jelouctl-plan.1"))
            try await make("uninstall", ["DESTDIR=\(folder.path("stage"))", "PREFIX=/usr"], in: folder)
            #expect(try folder.files() == ["stub"])
        }
    }
}
