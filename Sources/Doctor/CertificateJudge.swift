package import Integrations

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
    package func judge(_ facts: CertificateFacts?, refusal: String?) -> Finding {
        guard let facts else { return failed([refusal ?? "the server shows no certificate"], Self.noTLSRemedy) }
        let problems = problems(facts, isTrusted: refusal == nil)
        if !problems.isEmpty { return failed(problems.map(\.text), problems[0].remedy) }
        if let refusal {
            let text = "the certificate is not from an authority that this machine trusts, or its chain is incomplete"
            return failed(["\(text) (\(refusal))"], Self.chainRemedy)
        }
        let days = Int((facts.notAfter.millisecondsSinceEpoch - now.millisecondsSinceEpoch) / 86_400_000)
        let text = "verified, valid until \(facts.notAfter.minuteText), \(days) \(days == 1 ? "day" : "days") left"
        guard days < Self.warningDays else { return Finding(.webhookCertificate, target, .ok, text) }
        return Finding(
            .webhookCertificate, target, .warning, text, remedy: "Renew the certificate before it ends.")
    }

    private func problems(_ facts: CertificateFacts, isTrusted: Bool) -> [(text: String, remedy: String)] {
        var problems: [(text: String, remedy: String)] = []
        if facts.notAfter <= now {
            problems.append(
                ("the certificate has expired: it was valid until \(facts.notAfter.minuteText)", "Renew it."))
        }
        if facts.notBefore > now {
            problems.append(
                (
                    "the certificate is not valid before \(facts.notBefore.minuteText)",
                    "Check this machine's clock, and when the certificate was issued."
                ))
        }
        if facts.isSelfSigned, !isTrusted {
            problems.append(
                (
                    "the certificate is self-signed",
                    "Use a certificate from a public authority: Jelou cannot know a self-signed one."
                ))
        }
        if !facts.covers(host) {
            problems.append(
                (
                    "the certificate is for \(Self.shown(facts)), not for this host",
                    "Use a certificate that names the webhook's host, or name the certificate's host in webhookUrl."
                ))
        }
        return problems
    }

    private func failed(_ texts: [String], _ remedy: String) -> Finding {
        Finding(.webhookCertificate, target, .failed, texts.joined(separator: "; "), remedy: remedy)
    }

    private static func shown(_ facts: CertificateFacts) -> String {
        let names = facts.names.prefix(3).map { PlainText.cleaned($0, limit: 100) }
        let more = facts.names.count > 3 ? " and \(facts.names.count - 3) more" : ""
        guard names.isEmpty else { return names.joined(separator: ", ") + more }
        return facts.addresses.isEmpty ? "no host at all" : "addresses alone"
    }

    private static let noTLSRemedy = "Check that a TLS server listens on the port that webhookUrl names."

    private static let chainRemedy =
        "Serve the whole chain of a public authority. One of your own is trusted here with --ca-file, but Jelou does not"
        + " know it."
}
