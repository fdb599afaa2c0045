import DesiredFiles
import Execution
import Integrations
import Messages
import Planning

/// Decides each setting: flag or variable, then the files, then the default.
struct SettingsResolver {
    let files: Settings
    let context: CommandContext

    static let defaultState = ".jelouctl/state.json"
    static let trustedHostsVariable = "JELOUCTL_TRUSTED_API_HOSTS"

    /// The path of the state.
    ///
    /// Addresses of shared stores are refused here as they are in the files, so that none of them is taken for the name
    /// of a folder.
    func statePath(_ options: StateOptions) throws(CommandFailure) -> String {
        let path = options.state ?? files.state ?? Self.defaultState
        guard !path.isEmpty, !path.contains("://") else {
            throw CommandFailure(
                .usage, code: "shared-state-unsupported", summary: Message("the state is no path"),
                detail: Message("--state is \"\(PlainText.cleaned(path))\"."),
                hint: Message("Name a file of this machine; shared stores are not supported by this version."))
        }
        return path
    }

    /// The base URL.
    ///
    /// A host that only the files name gets no key: files come from pull requests.
    func baseURL(_ option: BaseURLArgument?) throws(CommandFailure) -> APIBaseURL {
        if let option {
            do { return try option.result.get() } catch {
                throw CommandFailure(
                    .usage, code: "base-url", summary: Message("the base URL cannot be used"),
                    detail: Message("--base-url: \(error)."),
                    hint: Message("Write https, a host and a path prefix, as in \(APIBaseURL.standard)."))
            }
        }
        let url = files.baseURL ?? .standard
        try requireTrust(in: url, saidBy: Message(verbatim: "settings.api.baseUrl"))
        return url
    }

    /// Refuses a host that only a file names: keys are sent to gateway.jelou.ai and to this machine alone unless somebody
    /// outside of the files names another one.
    func requireTrust(in url: APIBaseURL, saidBy place: Message) throws(CommandFailure) {
        guard !url.isTrustedByDefault, !isTrusted(url) else { return }
        throw CommandFailure(
            .refused, code: "untrusted-host",
            summary: Message("the files name an API host that nobody else vouches for"),
            detail:
                Message(
                    """
                    \(place) is \(url), and keys are sent to gateway.jelou.ai and to this machine alone unless \
                    somebody outside of the files names another host.
                    """),
            hint: Message(
                """
                If the host is right, pass --base-url \(url) or set \
                \(Self.trustedHostsVariable)=\(url.hostDescription).
                """))
    }

    private func isTrusted(_ url: APIBaseURL) -> Bool {
        (context.environment[Self.trustedHostsVariable] ?? "").split(separator: ",").contains {
            HostPattern($0.trimmingPrefix(while: \.isWhitespace).description)?.matches(url.host) ?? false
        }
    }

    func rules(_ connection: ConnectionOptions, _ run: RunOptions? = nil) -> ApplyRules {
        var rules = ApplyRules()
        rules.concurrency = connection.concurrency?.value ?? files.concurrency ?? rules.concurrency
        rules.retries = connection.retries?.value ?? files.retries ?? rules.retries
        rules.rateLimit = connection.rateLimit?.limit ?? files.rateLimit
        rules.maxWait = files.maxWait ?? rules.maxWait
        rules.maxFailures = run?.failureLimit ?? rules.maxFailures
        rules.grace = run?.grace?.duration ?? rules.grace
        rules.canary = run?.canary?.limit
        return rules
    }

    /// What a saved plan keeps of how calls are made: what files and options said, and nothing where both are silent.
    func execution(_ connection: ConnectionOptions) -> ExecutionSettings {
        ExecutionSettings(
            timeout: connection.timeout?.duration ?? files.timeout,
            concurrency: connection.concurrency?.value ?? files.concurrency,
            rateLimit: connection.rateLimit?.limit ?? files.rateLimit,
            retries: connection.retries?.value ?? files.retries, maxWait: files.maxWait,
            signingSecrets: files.signingSecrets)
    }

    func timeout(_ connection: ConnectionOptions) -> Duration {
        connection.timeout?.duration ?? files.timeout ?? .seconds(30)
    }
}
