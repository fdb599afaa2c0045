/// What manual pages say that the commands' own help does not: exit codes, variables without an option, files.
enum ManualPageFacts {
    static let variableRule = """
        Every option has a variable: `JELOUCTL_` and its long name in capitals, with `_` for each hyphen. A flag goes before \
        a variable, a variable before the files, the files before the default. A repeatable option takes several values \
        with commas between them. A switch takes true or false. An empty variable counts as unset. A variable that no \
        command knows is named in a warning.
        """

    struct Named {
        let name: String
        let meaning: String
    }

    /// The exit codes that a command with such options can end with, by number.
    static func statuses(of command: ManualPageSource.Command) -> [ExitStatus] {
        ExitStatus.allCases.filter { status in
            switch status {
            case .success, .failure, .usage: true
            case .differences: command.has("detailed-exitcode") || command.has("metrics-file")
            case .incomplete, .interrupted, .terminated: command.has("grace")
            case .refused: command.has("yes") || command.has("base-url") || command.commandName == "init"
            case .locked: command.has("lock-timeout") || command.commandName == "unlock"
            case .authentication: command.has("base-url")
            case .invalidFiles: command.has("file")
            }
        }
    }

    static func meaning(of status: ExitStatus) -> String {
        switch status {
        case .success: "Success; nothing to report."
        case .failure:
            "An error: something could not be looked up, read or written, or a check failed. Standard error says what."
        case .differences:
            "There are differences: with `--detailed-exitcode` changes to make; for `drift` something live that was moved."
        case .incomplete: "`apply` finished, and some changes failed, were skipped, or are unknown."
        case .refused:
            "Refused, and nothing was sent: a guard, a missing consent, a declined question, or a file that is there already."
        case .locked: "The state is locked by somebody else."
        case .authentication: "Authentication failed: every failure was 401 or 403."
        case .usage: "Wrong usage, or a filter that matches nothing."
        case .invalidFiles: "The desired-state files are invalid or missing."
        case .interrupted: "SIGINT, after a clean stop or a hard one."
        case .terminated: "SIGTERM, after a clean stop or a hard one."
        }
    }

    static func variables(of command: ManualPageSource.Command) -> [Named] {
        var variables: [Named] = []
        if command.has("base-url") {
            variables += [
                Named(
                    name: "JELOU_API_KEY",
                    meaning: "The API key of projects for which the files name none."),
                Named(
                    name: "JELOUCTL_TRUSTED_API_HOSTS",
                    meaning: "Hosts that files may name as the API, with commas between them."),
                Named(
                    name: "HTTPS_PROXY, HTTP_PROXY, NO_PROXY",
                    meaning: "Proxies, with http:// URLs; names in lower case go first. Loopback is never proxied."),
            ]
        }
        variables += [
            Named(name: "NO_COLOR", meaning: "If it is not empty, text is not coloured unless `--color` says so."),
            Named(name: "TERM", meaning: "The same, if it is dumb."),
        ]
        return variables
    }

    static func files(of command: ManualPageSource.Command) -> [Named] {
        var files: [Named] = []
        if command.has("file") || command.commandName == "init" {
            files.append(Named(name: "jelou.yaml", meaning: "The desired state, unless `--file` names another one."))
        }
        if command.has("file") {
            files.append(Named(name: "jelou/", meaning: "The same as a folder, if there is no such file."))
        }
        if command.commandName == "init" {
            files.append(Named(name: "jelou.schema.json", meaning: "The schema of the files, for editors."))
        }
        if command.has("state") {
            files += [
                Named(
                    name: ".jelouctl/state.json",
                    meaning: "The cached state, unless `--state` or the files name another one."),
                Named(name: ".jelouctl/state.json.*", meaning: "Its lock, its journal, and former states beside it."),
            ]
        }
        return files
    }
}
