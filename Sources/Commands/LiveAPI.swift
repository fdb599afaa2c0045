import Execution
import IntegrationAPI
import Integrations
import Logging
import Messages
import Transport

/// The API that a command talks to, with the options that say how.
///
/// It makes readers alone; what writes, `apply` makes for itself.
struct LiveAPI {
    let baseURL: APIBaseURL
    let rules: ApplyRules
    let timeout: Duration
    let caFile: String?
    let logger: Logger
    let context: CommandContext

    init(
        _ baseURL: APIBaseURL, _ settings: SettingsResolver, _ connection: ConnectionOptions, _ rules: ApplyRules,
        _ output: OutputOptions
    ) {
        self.baseURL = baseURL
        self.rules = rules
        timeout = settings.timeout(connection)
        caFile = connection.caFile
        context = settings.context
        logger = output.logger(settings.context)
    }

    /// Opens connections for as long as the body runs.
    func withTransport<Result>(_ body: (any HTTPTransport) async throws -> Result) async throws -> Result {
        do {
            let settings = TransportSettings(
                proxy: try ProxySettings(environment: context.environment), extraCAFile: caFile,
                connectionsPerHost: rules.concurrency)
            return try await withHTTPTransport(settings) { transport in
                try await body(LoggedTransport(base: transport, logger: logger))
            }
        } catch let error as TransportSettingsError {
            throw failure(error.message)
        }
    }

    func reader(_ transport: any HTTPTransport) -> JelouReader {
        JelouReader(
            baseURL: baseURL, transport: transport, timeout: timeout, userAgent: ProgramVersion.userAgent,
            now: context.now)
    }

    func refresher(_ transport: any HTTPTransport) -> Refresher<ContinuousClock> {
        Refresher(reader: reader(transport), rules: rules, clock: ContinuousClock(), seed: context.randomSeed())
    }

    private func failure(_ detail: Message) -> CommandFailure {
        CommandFailure(
            .failure, code: "connection", summary: Message("the connection settings are wrong"), detail: detail,
            hint: Message("Mend the variable or the file that is named, or unset it."))
    }
}

extension CommandContext {
    /// For waiting times that nobody has to guess, and everybody else's must differ from.
    func randomSeed() -> UInt64 {
        randomBytes(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    }
}
