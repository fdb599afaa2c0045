package import Integrations
package import Messages

/// Decides what a webhook's certificate is worth.
///
/// Pure.
package struct CertificateJudge {
    package var target: String
    package var host: HostName
    package var now: Timestamp

    /// A certificate that ends sooner deserves a warning: many are renewed 30 days before their end.
    package static let warningDays = 14

    package init(target: String, host: HostName, now: Timestamp) {
        self.target = target
        self.host = host
        self.now = now
    }

    /// - Parameters:
    ///   - facts: nil where the server showed no certificate.
    ///   - refusal: why the handshake was given up; nil where the chain was verified.
    package func judge(_ facts: CertificateFacts?, refusal: Message?) -> Finding {
        guard let facts else {
            return failed([refusal ?? Message("the server shows no certificate")], Self.noTLSRemedy)
        }
        let problems = problems(facts, isTrusted: refusal == nil)
        if !problems.isEmpty { return failed(problems.map(\.text), problems[0].remedy) }
        if let refusal {
            let text = Message(
                """
                the certificate is not from an authority that this machine trusts, or its chain is incomplete
                """)
            return failed([Message("\(text) (\(refusal))")], Self.chainRemedy)
        }
        let days = Int((facts.notAfter.millisecondsSinceEpoch - now.millisecondsSinceEpoch) / 86_400_000)
        let end = facts.notAfter.minuteText
        let text =
            days == 1
            ? Message("verified, valid until \(end), 1 day left")
            : Message("verified, valid until \(end), \(days) days left")
        guard days < Self.warningDays else { return Finding(.webhookCertificate, target, .ok, text) }
        return Finding(
            .webhookCertificate, target, .warning, text, remedy: Message("Renew the certificate before it ends."))
    }

    private func problems(_ facts: CertificateFacts, isTrusted: Bool) -> [(text: Message, remedy: Message)] {
        var problems: [(text: Message, remedy: Message)] = []
        if facts.notAfter <= now {
            problems.append(
                (
                    Message("the certificate has expired: it was valid until \(facts.notAfter.minuteText)"),
                    Message("Renew it.")
                ))
        }
        if facts.notBefore > now {
            problems.append(
                (
                    Message("the certificate is not valid before \(facts.notBefore.minuteText)"),
                    Message("Check this machine's clock, and when the certificate was issued.")
                ))
        }
        if facts.isSelfSigned, !isTrusted {
            problems.append(
                (
                    Message("the certificate is self-signed"),
                    Message(
                        """
                        Use a certificate from a public authority: Jelou cannot know a self-signed one.
                        """)
                ))
        }
        if !facts.covers(host) {
            problems.append(
                (
                    Message("the certificate is for \(Self.shown(facts)), not for this host"),
                    Message(
                        """
                        Use a certificate that names the webhook's host, or name the certificate's host in \
                        webhookUrl.
                        """)
                ))
        }
        return problems
    }

    private func failed(_ texts: [Message], _ remedy: Message) -> Finding {
        Finding(.webhookCertificate, target, .failed, Message(joining: texts, separator: "; "), remedy: remedy)
    }

    private static func shown(_ facts: CertificateFacts) -> Message {
        let names = facts.names.prefix(3).map { PlainText.cleaned($0, limit: 100) }
        guard facts.names.count <= 3 else {
            return Message("\(names.joined(separator: ", ")) and \(facts.names.count - 3) more")
        }
        guard names.isEmpty else { return Message(verbatim: names.joined(separator: ", ")) }
        return facts.addresses.isEmpty ? Message("no host at all") : Message("addresses alone")
    }

    private static let noTLSRemedy = Message("Check that a TLS server listens on the port that webhookUrl names.")

    private static let chainRemedy =
        Message(
            """
            Serve the whole chain of a public authority. One of your own is trusted here with --ca-file, but Jelou \
            does not know it.
            """)
}
