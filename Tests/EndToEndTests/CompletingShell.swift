import TestSupport
import Testing

/// A shell at a terminal that has our completion script, in which keys are pressed.
enum CompletingShell: String, CaseIterable {
    case bash
    case zsh
    case fish

    /// Whether it has to be tried on this machine; the terminal is made by Python.
    var isWanted: Bool {
        #if canImport(Darwin)
            // The bash of the system is version 3, which does not tell what stands in its line.
            if program.path == "/bin/bash" { return false }
        #endif
        return program.isWanted && InstalledProgram.python3.isWanted
    }

    static var wanted: [CompletingShell] { allCases.filter(\.isWanted) }

    /// What a shell did with a line that ended with Tab.
    struct Completion {
        /// The words that were offered, sorted.
        var offers: [String]
        /// The line after Tab.
        var line: String
        /// What the completion said on standard error.
        var errors: String
    }

    /// Types a line, presses Tab, and tells what came of it.
    ///
    /// - Parameter folder: where the shell is; it gets none of the files of the shell and of this.
    func complete(
        _ line: String, in folder: TemporaryFolder, environment: [String: String] = [:],
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws -> Completion {
        let shell = try #require(program.path, "\(rawValue) is not installed", sourceLocation: sourceLocation)
        return try await withTemporaryFolder { own in
            try own.write(Self.terminal, to: "terminal.py")
            try own.write(script, to: ".zshrc")
            let programs = BuiltProgram.jelouctl.path.split(separator: "/").dropLast().joined(separator: "/")
            let all = [
                "HOME": own.path, "TERM": "dumb", "PATH": "/\(programs):/usr/local/bin:/usr/bin:/bin",
                "KEYS": line + keys, "COMPLETIONS": projectRoot + "/completions",
                // Nobody listens there.
                "HTTPS_PROXY": "http://127.0.0.1:9", "HTTP_PROXY": "http://127.0.0.1:9",
            ]
            let run = try await BuiltProgram.shell.run(
                ["-c", "exec \"$@\"", "sh", InstalledProgram.python3.path ?? "python3", own.path("terminal.py")]
                    + command(shell, own.path(".zshrc")),
                in: folder, environment: all.merging(environment) { $1 })
            try #require(run.exitCode == 0 && own.exists("line"), "\(run.text)", sourceLocation: sourceLocation)
            let offers = own.exists("offers") ? try own.read("offers").split(separator: "\n").map(word) : []
            return Completion(
                offers: Set(offers).sorted(), line: try own.read("line"),
                errors: own.exists("errors") ? try own.read("errors") : "")
        }
    }

    /// Types a line, presses Tab, and gives the words that were offered; anything on standard error is a failure.
    func offers(
        _ line: String, in folder: TemporaryFolder, environment: [String: String] = [:],
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws -> [String] {
        let completion = try await complete(
            line, in: folder, environment: environment, sourceLocation: sourceLocation)
        #expect(completion.errors.isEmpty, sourceLocation: sourceLocation)
        return completion.offers
    }

    private var program: InstalledProgram {
        switch self {
        case .bash: .bash
        case .zsh: .zsh
        case .fish: .fish
        }
    }

    /// Starts the shell without the settings of the machine.
    private func command(_ shell: String, _ script: String) -> [String] {
        switch self {
        case .bash: [shell, "--noprofile", "--rcfile", script, "-i"]
        // It looks for `.zshrc` in the home folder.
        case .zsh: [shell, "-d", "-i"]
        // What its completions say goes past every redirection of its own.
        case .fish:
            ["/bin/sh", "-c", "exec \"$0\" \"$@\" 2>~/errors", shell, "--no-config", "-i", "-C", "source ~/.zshrc"]
        }
    }

    /// What is typed behind the line: Tab, and the key that writes down the line and leaves.
    private var keys: String {
        switch self {
        case .bash, .zsh: "\t\u{14}"
        // Its scripts cannot look on: there is a key that asks it what Tab would offer.
        case .fish: "\u{07}\t\u{14}"
        }
    }

    /// fish describes the words that it offers, zsh has paths as they would be typed.
    private func word(_ line: Substring) -> String {
        line.prefix { $0 != "\t" }.filter { $0 != "\\" }
    }

    /// Loads our script, looks on while it works, and says when keys may be pressed.
    private var script: String {
        switch self {
        case .bash:
            """
            source "$COMPLETIONS/jelouctl.bash"
            eval "_ours() $(declare -f _jelouctl | tail -n +2)"
            _jelouctl() {
                _ours "$@" 2>>~/errors
                printf '%s\\n' "${COMPREPLY[@]}" >~/offers
            }
            leave() {
                printf '%s' "$READLINE_LINE" >~/line
                exit
            }
            bind -x '"\\C-t": leave'
            bind 'set bell-style none'
            PS1='[now''typing]'
            """
        case .zsh:
            // Without `complete-word` Tab would also expand, and so run, what stands in the line: that is not ours to try.
            """
            exec 2>~/errors
            fpath=("$COMPLETIONS" $fpath)
            autoload -Uz compinit
            compinit -u -D
            unsetopt auto_list auto_menu
            compadd() {
                local -a _offered
                if [[ ${@[1,(i)(-|--)]} != *-[OAD]\\ * ]]; then
                    builtin compadd -A _offered "$@"
                    (( $#_offered )) && print -rl -- $_offered >>~/offers
                fi
                builtin compadd "$@"
            }
            leave() {
                print -rn -- "$BUFFER" >~/line
                exit
            }
            zle -N leave
            bindkey '^T' leave
            bindkey '^I' complete-word
            zle-line-init() { print -n '[now''typing]' >$TTY }
            zle -N zle-line-init
            PS1=
            """
        case .fish:
            """
            source $COMPLETIONS/jelouctl.fish
            function leave
                echo -n (commandline) >~/line
                exit
            end
            bind \\cg 'complete -C >~/offers'
            bind \\ct leave
            function fish_greeting
            end
            function fish_prompt
                echo -n '[now''typing]'
            end
            """
        }
    }

    /// Runs a program at a terminal of its own, types `KEYS` once it says that it listens, and prints what it showed.
    private static let terminal = """
        import os, pty, select, sys, time

        keys, end = os.environ.pop("KEYS").encode(), time.monotonic() + 120
        child, terminal = pty.fork()
        if child == 0:
            os.execv(sys.argv[1], sys.argv[1:])
        shown = b""
        while True:
            left = end - time.monotonic()
            if left <= 0 or not select.select([terminal], [], [], left)[0]:
                os.kill(child, 9)
                sys.exit("it does not end; it showed " + repr(shown))
            try:
                chunk = os.read(terminal, 65536)
            except OSError:
                chunk = b""
            if not chunk:
                break
            shown += chunk
            if keys and b"[nowtyping]" in shown:
                os.write(terminal, keys)
                keys = b""
        os.waitpid(child, 0)
        print(repr(shown))
        """
}
