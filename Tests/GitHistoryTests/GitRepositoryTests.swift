import DesiredFiles
import GitHistory
import Integrations
import Messages
import TestSupport
import Testing

@Suite("What files said at an earlier commit")
struct GitRepositoryTests {
    private func open(_ repository: ScratchRepository, _ below: String = "") async throws -> GitRepository {
        try await GitRepository(
            around: repository.path + (below.isEmpty ? "" : "/" + below), environment: repository.environment)
    }

    /// Everything below a path of a commit: each file by its name, with its text.
    private func texts(
        _ repository: ScratchRepository, _ path: String, of commit: String
    ) async throws -> [String: String] {
        let opened = try await open(repository)
        var files = try await opened.files(of: commit)
        let found = DesiredFileLoader(source: files, workingDirectory: repository.path).discover([path])
        try await opened.fill(&files, found.map(\.absolute), of: commit)
        var texts: [String: String] = [:]
        for (shown, absolute) in found {
            texts[shown] = String(decoding: try files.read(absolute, limit: 1 << 20), as: UTF8.self)
        }
        return texts
    }

    @Test("The commit to compare with is the last one that both sides have in common")
    func mergeBase() async throws {
        try await withRepository { repository in
            let base = try await repository.commit()
            try await repository.git("checkout", "--quiet", "-b", "topic")
            try await repository.commit("ours")
            try await repository.git("checkout", "--quiet", "main")
            let theirs = try await repository.commit("theirs")
            try await repository.git("checkout", "--quiet", "topic")
            let opened = try await open(repository)
            #expect(opened.root == repository.path)
            for name in ["main", theirs, "refs/heads/main"] { #expect(try await opened.mergeBase(with: name) == base) }
            try await repository.git("tag", "-a", "v1", "-m", "one", "main")
            #expect(try await opened.mergeBase(with: "v1") == base, "a tag with a message of its own")
            #expect(try await opened.mergeBase(with: "HEAD") != base)
        }
    }

    @Test("Files are read as they were, in folders and under any name")
    func files() async throws {
        try await withRepository { repository in
            let names = [
                "jelou/a.yaml", "jelou/with space/b \"q\".yml", "jelou/ñandú 日本.yaml", "jelou/line\nbreak.yaml",
            ]
            for name in names { try repository.folder.write("was \(name)", to: name) }
            try repository.folder.write("other", to: "jelou/notes.txt")
            try repository.folder.write("hidden", to: "jelou/.hidden/c.yaml")
            let commit = try await repository.commit()
            for name in names { try repository.folder.write("is", to: name) }
            let texts = try await texts(repository, "jelou", of: commit)
            #expect(texts == Dictionary(uniqueKeysWithValues: names.map { ($0, "was \($0)") }))
        }
    }

    @Test("Links within the repository are followed, and those that lead out of it are nothing")
    func links() async throws {
        try await withRepository { repository in
            try repository.folder.write("text", to: "real/a.yaml")
            try await repository.link("jelou", to: "real")
            try await repository.link("out.yaml", to: "/etc/hostname")
            try await repository.link("loop.yaml", to: "loop.yaml")
            let commit = try await repository.commit()
            #expect(try await texts(repository, "jelou", of: commit) == ["jelou/a.yaml": "text"])
            let files = try await open(repository).files(of: commit)
            #expect(!files.exists(repository.path + "/out.yaml"))
            #expect(!files.exists(repository.path + "/loop.yaml"))
            #expect(!files.exists("/etc/hostname"))
            #expect(files.exists(repository.path + "/real/a.yaml"))
        }
    }

    @Test("A folder without a repository, a name that is none, and a history without a commit are told apart")
    func problems() async throws {
        try await withTemporaryFolder { folder in
            let environment = ScratchRepository(folder: folder).environment
            let problem = await #expect(throws: GitProblem.self) {
                try await GitRepository(around: folder.path, environment: environment)
            }
            #expect(problem?.diagnostic.code == "git-no-repository")
        }
        try await withRepository { repository in
            let opened = try await open(repository)
            await #expect(throws: GitProblem.unknownCommit("main", isShallow: false)) {
                try await opened.mergeBase(with: "main")
            }
            let first = try await repository.commit()
            await #expect(throws: GitProblem.unknownCommit("nowhere", isShallow: false)) {
                try await opened.mergeBase(with: "nowhere")
            }
            await #expect(throws: GitProblem.unknownCommit("--all", isShallow: false)) {
                try await opened.mergeBase(with: "--all")
            }
            try await repository.git("checkout", "--quiet", "--orphan", "other")
            try await repository.commit("another beginning")
            await #expect(throws: GitProblem.noCommonAncestor(first, isShallow: false)) {
                try await opened.mergeBase(with: first)
            }
        }
    }

    @Test("Without git in the search path that is said")
    func noGit() async throws {
        try await withTemporaryFolder { folder in
            for path in ["", folder.path] {
                await #expect(throws: GitProblem.notInstalled) {
                    try await GitRepository(around: folder.path, environment: ["PATH": path])
                }
            }
        }
    }

    @Test("A file outside of the repository, or in a submodule, has no history here")
    func outside() async throws {
        try await withRepository { repository in
            try await repository.git("init", "--quiet", "inner")
            try repository.folder.write("text", to: "inner/a.yaml")
            try repository.folder.write("text", to: "a.yaml")
            try await repository.git("-C", "inner", "add", "--all")
            try await repository.git("-C", "inner", "commit", "--quiet", "--message", "inner")
            let commit = try await repository.commit()
            let opened = try await open(repository)
            let files = try await opened.files(of: commit)
            try opened.requireInside(repository.path + "/a.yaml", shown: "a.yaml", files: files)
            #expect(throws: GitProblem.inSubmodule(file: "inner")) {
                try opened.requireInside(repository.path + "/inner/a.yaml", shown: "inner", files: files)
            }
            // Its real path lies here, and the one by which its past would be looked for does not.
            try await withTemporaryFolder { other in
                try await ScratchRepository(folder: other).link("way", to: repository.path)
                #expect(throws: GitProblem.outside(file: "way", repository: repository.path)) {
                    try opened.requireInside(other.path("way/a.yaml"), shown: "way", files: files)
                }
            }
            #expect(throws: GitProblem.outside(file: "x", repository: repository.path)) {
                try opened.requireInside("/etc/hostname", shown: "x", files: files)
            }
        }
    }

    @Test("Nothing that a repository configures is run, and nothing is fetched")
    func hostile() async throws {
        try await withRepository { repository in
            try repository.folder.write("version: 1\n", to: "jelou.yaml")
            try repository.folder.write("*.yaml diff=evil filter=evil\n", to: ".gitattributes")
            let commit = try await repository.commit()
            let touch = "touch \(repository.path)/ran #"
            for (key, value) in [
                ("diff.evil.textconv", touch), ("diff.evil.command", touch), ("diff.external", touch),
                ("filter.evil.clean", touch), ("filter.evil.smudge", touch), ("core.fsmonitor", touch),
                ("core.pager", touch), ("core.sshCommand", touch), ("alias.ls-tree", "!" + touch),
                ("remote.origin.url", "ext::touch \(repository.path)/ran"), ("remote.origin.promisor", "true"),
                ("protocol.ext.allow", "always"), ("extensions.partialClone", "origin"),
                ("core.repositoryFormatVersion", "1"),
            ] { try await repository.git("config", key, value) }
            try repository.folder.write("#!/bin/sh\n\(touch)\n", to: ".git/hooks/post-index-change")
            try repository.folder.write("version: 1\n# edited\n", to: "jelou.yaml")
            #expect(try await texts(repository, "jelou.yaml", of: commit) == ["jelou.yaml": "version: 1\n"])
            #expect(!repository.folder.exists("ran"))

            // An object that is not there would be fetched with the program that the settings name.
            let object = try await repository.git("rev-parse", "\(commit):jelou.yaml")
            try await repository.remove(".git/objects/\(object.prefix(2))/\(object.dropFirst(2))")
            await #expect(throws: GitProblem.objectsMissing(commit)) {
                try await texts(repository, "jelou.yaml", of: commit)
            }
            #expect(!repository.folder.exists("ran"))
        }
    }

    @Test("Every problem says what to do, without a control character")
    func words() {
        let problems: [GitProblem] = [
            .notInstalled, .notStarted, .timedOut(.seconds(60)), .interrupted, .tooLarge(1),
            .noRepository("a\u{1B}[0m"),
            .unknownCommit("x\n", isShallow: true), .unknownCommit("x", isShallow: false), .noCommits,
            .noCommonAncestor("x", isShallow: true), .noCommonAncestor("x", isShallow: false),
            .outside(file: "a\u{202E}", repository: "/r"), .inSubmodule(file: "a"), .objectsMissing("c"), .failed("w."),
        ]
        for problem in problems {
            let diagnostic = problem.diagnostic
            let texts = [diagnostic.summary.english, diagnostic.detail?.english ?? "", diagnostic.hint?.english ?? ""]
            for text in texts {
                #expect(!text.isEmpty, "\(problem)")
                #expect(!text.unicodeScalars.contains { $0.isControlCharacter }, "\(problem)")
            }
        }
        #expect(
            GitProblem.unknownCommit("x", isShallow: true).diagnostic.hint?.english.contains("fetch-depth: 0") == true)
    }
}
