package import Integrations
import Messages
import NIOCore
import NIOSSL
package import Transport

/// Looks whether webhooks can be reached as Jelou would reach them: name, connection, certificate, answer.
///
/// It sends one GET to each, without credentials, cookies and the query of the URL, and follows nothing. It connects
/// directly, never through a proxy, and to the very address that it found public: the addresses come from files, and
/// files come from pull requests, so a probe must not become a way into a private network.
package struct WebhookProbe: Sendable {
    private let connection: WebhookConnection
    private let allowsPrivate: Bool
    private let lookup: AddressLookup
    private let now: @Sendable () -> Timestamp

    private static let concurrency = 8
    /// More than a name with both kinds of addresses and a spare has nobody needs.
    private static let triedAddresses = 3

    /// - Parameters:
    ///   - caFile: PEM certificates that are trusted beside the system's.
    ///   - allowsPrivate: lets private and loopback addresses be connected to as well.
    ///   - timeout: for each step: looking the name up, connecting, the handshake, the answer.
    ///   - userAgent: name and version of this program.
    package init(
        caFile: String? = nil, allowsPrivate: Bool = false, timeout: Duration = .seconds(10), userAgent: String,
        lookup: AddressLookup = .system, now: @escaping @Sendable () -> Timestamp
    ) throws(TransportSettingsError) {
        connection = WebhookConnection(
            tls: try Self.tls(caFile), userAgent: userAgent, timeout: timeout)
        self.allowsPrivate = allowsPrivate
        self.lookup = lookup
        self.now = now
    }

    /// Looks at each endpoint once, however many URLs differ in their query alone; in the order of the URLs.
    package func check(urls: [WebhookURL]) async -> [Finding] {
        var seen: Set<WebhookTarget> = []
        let targets = urls.map(WebhookTarget.init).filter { seen.insert($0).inserted }
        guard !targets.isEmpty else { return [] }
        let threads = LookupThreads(min(Self.concurrency, targets.count))
        defer { threads.end() }
        return await inWindow(of: Self.concurrency, targets) { await check($0, threads) }.flatMap(\.self)
    }

    private func check(_ target: WebhookTarget, _ threads: LookupThreads) async -> [Finding] {
        let subject = target.description
        let found: Result<[FoundAddress], any Error>
        do { found = .success(try await addresses(of: target, threads)) } catch { found = .failure(error) }
        let name = AddressJudge(target: subject, allowsPrivate: allowsPrivate).judge(found)
        guard name.outcome != .failed, case .success(let addresses) = found else {
            return [name]
                + Self.skipped(
                    .webhookTCP, .webhookCertificate, .webhookHTTP, subject: subject,
                    why: Message("there is no address"))
        }
        var last = WebhookConnection.Attempt.notConnected(Message("there is no address"))
        for address in addresses.prefix(Self.triedAddresses) {
            last = await connection.attempt(target, at: address)
            guard case .notConnected = last else {
                return [name, Finding(.webhookTCP, subject, .ok, Message("connected to \(address.socket.place)"))]
                    + judge(last, target)
            }
        }
        return [name] + judge(last, target)
    }

    private func addresses(of target: WebhookTarget, _ threads: LookupThreads) async throws -> [FoundAddress] {
        try await threads.addresses(of: target, with: lookup, within: connection.timeout)
    }

    private func judge(_ attempt: WebhookConnection.Attempt, _ target: WebhookTarget) -> [Finding] {
        let subject = target.description
        let judge = CertificateJudge(target: subject, host: target.host, now: now())
        switch attempt {
        case .notConnected(let reason):
            let remedy = Message("Check that the server runs, and that firewalls let the port through.")
            return [Finding(.webhookTCP, subject, .failed, reason, remedy: remedy)]
                + Self.skipped(
                    .webhookCertificate, .webhookHTTP, subject: subject, why: Message("there is no connection"))
        case .refused(let reason, let facts):
            return [judge.judge(facts, refusal: reason)]
                + Self.skipped(.webhookHTTP, subject: subject, why: Message("there is no TLS connection to ask over"))
        case .answered(let facts, let ending):
            return [judge.judge(facts, refusal: nil), Self.judge(ending, subject)]
        }
    }

    private static func judge(_ ending: WebhookConnection.Ending, _ subject: String) -> Finding {
        let remedy = Message("Check what listens on that port, and its log.")
        switch ending {
        case .answer(let answer): return WebhookAnswerJudge.judge(answer, target: subject)
        case .notHTTP:
            return Finding(
                .webhookHTTP, subject, .failed, Message("what answers there is not HTTP/1.1"), remedy: remedy)
        case .closed:
            return Finding(
                .webhookHTTP, subject, .failed, Message("the connection was closed without an answer"), remedy: remedy)
        case .timedOut:
            return Finding(.webhookHTTP, subject, .failed, Message("no answer came in time"), remedy: remedy)
        }
    }

    private static func skipped(_ checks: Check..., subject: String, why: Message) -> [Finding] {
        checks.map { Finding($0, subject, .skipped, Message("not tried: \(why)")) }
    }

    private static func tls(_ caFile: String?) throws(TransportSettingsError) -> NIOSSLContext {
        var settings = TLSConfiguration.makeClientConfiguration()
        settings.certificateVerification = .fullVerification
        settings.minimumTLSVersion = .tlsv12
        settings.applicationProtocols = ["http/1.1"]
        if let caFile { settings.additionalTrustRoots = [.certificates(try certificates(caFile))] }
        do { return try NIOSSLContext(configuration: settings) } catch {
            throw .caFile(path: caFile ?? "the system's", reason: Message("cannot be used"))
        }
    }

    private static func certificates(_ path: String) throws(TransportSettingsError) -> [NIOSSLCertificate] {
        let certificates: [NIOSSLCertificate]
        do { certificates = try NIOSSLCertificate.fromPEMFile(path) } catch is IOError {
            throw .caFile(path: path, reason: Message("cannot be opened"))
        } catch {
            throw .caFile(path: path, reason: Message("does not exist, or is not a PEM file of certificates"))
        }
        guard !certificates.isEmpty else { throw .caFile(path: path, reason: Message("holds no certificate")) }
        return certificates
    }
}

/// Decides whether the addresses of a webhook's name are such as Jelou can reach.
///
/// Pure. One private address among public ones is enough to fail: which one is taken is chance.
package struct AddressJudge {
    package var target: String
    package var allowsPrivate: Bool

    package init(target: String, allowsPrivate: Bool) {
        self.target = target
        self.allowsPrivate = allowsPrivate
    }

    package func judge(_ found: Result<[FoundAddress], any Error>) -> Finding {
        let addresses: [FoundAddress]
        switch found {
        case .success(let all) where !all.isEmpty: addresses = all
        case .failure(is LookupThreads.TimedOut):
            return Finding(
                .webhookDNS, target, .failed, Message("the name service did not answer in time"),
                remedy: Message("Check the name service of this machine, and that of the domain."))
        case .success, .failure:
            return Finding(
                .webhookDNS, target, .failed, Message("the name leads to no address"),
                remedy: Message("Check the spelling of webhookUrl, and the DNS records of the domain."))
        }
        let shown = addresses.prefix(3).map(\.text).joined(separator: ", ")
        let text = addresses.count > 3 ? Message("\(shown) and \(addresses.count - 3) more") : Message(verbatim: shown)
        guard let hidden = addresses.first(where: { !$0.host.isPublic }) else {
            return Finding(.webhookDNS, target, .ok, Message("resolves to \(text)"))
        }
        guard allowsPrivate else {
            return Finding(
                .webhookDNS, target, .failed,
                Message("resolves to a private address, \(hidden.text), and was not connected to"),
                remedy: Message(
                    """
                    A webhook must be public: Jelou calls it from the internet. If this machine sees another \
                    address than the internet does, use --allow-private-webhooks.
                    """))
        }
        return Finding(
            .webhookDNS, target, .warning, Message("resolves to \(text); \(hidden.text) is a private address"),
            remedy: Message(
                """
                Make sure that the internet sees a public address: Jelou calls the webhook from there.
                """))
    }
}
