package import Integrations
import Messages

/// Why the history cannot be read.
package enum GitProblem: Error, Hashable, Sendable {
    case notInstalled
    case notStarted
    case timedOut(Duration)
    case interrupted
    case tooLarge(Int)
    /// In git's words.
    case noRepository(String)
    case unknownCommit(String, isShallow: Bool)
    case noCommits
    case noCommonAncestor(String, isShallow: Bool)
    case outside(file: String, repository: String)
    case inSubmodule(file: String)
    /// The commit is there, and files of it are not.
    case objectsMissing(String)
    /// In git's words.
    case failed(String)

    package var diagnostic: Diagnostic {
        Diagnostic(code: code, severity: .error, summary: summary, detail: detail, hint: hint)
    }

    private var code: String {
        switch self {
        case .notInstalled, .notStarted, .timedOut, .interrupted, .tooLarge, .failed: "git-failed"
        case .noRepository: "git-no-repository"
        case .unknownCommit, .noCommits: "git-unknown-commit"
        case .noCommonAncestor, .objectsMissing: "git-history-incomplete"
        case .outside, .inSubmodule: "git-outside"
        }
    }

    private var summary: Message {
        switch self {
        case .noRepository: Message("there is no Git repository to compare with")
        case .unknownCommit, .noCommits: Message("the commit to compare with is not in this repository")
        case .noCommonAncestor, .objectsMissing: Message("the history that is needed is not in this repository")
        case .outside, .inSubmodule: Message("a file is not part of the repository")
        case .notInstalled, .notStarted, .timedOut, .interrupted, .tooLarge, .failed:
            Message("git did not answer")
        }
    }

    private var detail: Message {
        switch self {
        case .notInstalled: Message("The program git was not found in PATH.")
        case .notStarted: Message("The program git could not be started.")
        case .timedOut(let limit): Message("It took longer than \(limit).")
        case .interrupted: Message("It was ended before it was done.")
        case .tooLarge(let limit): Message("It said more than \(limit) bytes.")
        case .noRepository(let words): Message("git says: \(Self.shown(words)).")
        case .unknownCommit(let name, _): Message("\(Self.shown(name)) names no commit here.")
        case .noCommits: Message("Nothing has been committed yet, so there is no HEAD.")
        case .noCommonAncestor(let name, _): Message("\(Self.shown(name)) and HEAD have no commit in common here.")
        case .outside(let file, let repository):
            Message(
                "\(Self.shown(file)) does not lie in \(Self.shown(repository)), so no commit tells what it said before."
            )
        case .inSubmodule(let file): Message("\(Self.shown(file)) lies in a submodule, which has a history of its own.")
        case .objectsMissing(let name):
            Message("Files of commit \(Self.shown(name)) are missing, as in a partial clone.")
        case .failed(let words): Message("git says: \(Self.shown(words)).")
        }
    }

    private var hint: Message {
        switch self {
        case .notInstalled: Message("Install git, or leave --since out.")
        case .noRepository:
            Message(
                """
                Run it in a clone. If git speaks of dubious ownership, as in a container, run: git config --global --add \
                safe.directory with the path of the clone.
                """)
        case .unknownCommit(_, isShallow: true), .noCommonAncestor(_, isShallow: true):
            Message(
                """
                The clone is shallow. Fetch the whole history: fetch-depth: 0 for actions/checkout, GIT_DEPTH: 0 in GitLab, \
                or git fetch --unshallow.
                """)
        case .unknownCommit:
            Message("Check the name, and fetch it first: git fetch origin main, then --since origin/main.")
        case .noCommonAncestor: Message("Name a branch, tag or commit that HEAD comes from.")
        case .noCommits: Message("Commit first, or leave --since out.")
        case .outside: Message("Name only files of the repository that you work in, or leave --since out.")
        case .inSubmodule: Message("Work in the submodule, with -C, or leave --since out.")
        case .objectsMissing: Message("Fetch the history with its files: clone without --filter.")
        case .notStarted, .timedOut, .interrupted, .tooLarge, .failed:
            Message("Run git by hand in this folder, or leave --since out.")
        }
    }

    private static func shown(_ text: String) -> String {
        var text = PlainText.cleaned(text, limit: 400)
        while let last = text.last, last == " " || last == "." { text.removeLast() }
        return text
    }
}
