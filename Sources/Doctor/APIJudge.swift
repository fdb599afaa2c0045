package import Integrations
package import Messages

/// Decides what the answers of the API tell about the way to it, its base URL, the keys and the clock.
///
/// Pure.
package struct APIJudge {
    package var baseURL: APIBaseURL

    /// A clock that is farther off breaks signatures, leases on shared folders, and the reading of drift.
    package static let skewLimit = Duration.seconds(300)

    package init(baseURL: APIBaseURL) {
        self.baseURL = baseURL
    }

    /// - Parameter answers: at least one.
    package func judge(_ answers: [APIAnswer]) -> [Finding] {
        let general = [reachable(answers), tls(answers), base(answers), clock(answers)]
        return general + answers.filter { $0.key != nil }.map { key($0, isBaseRight: general[2].outcome == .ok) }
    }

    /// What is said when nothing could be asked.
    package func skipped(because why: Message) -> [Finding] {
        [.apiReachable, .apiTLS, .apiBaseURL, .clockSkew, .apiKey].map {
            Finding($0, $0 == .apiKey ? nil : baseURL.text, .skipped, Message("not tried: \(why)"))
        }
    }

    private func reachable(_ answers: [APIAnswer]) -> Finding {
        var unable: Message?
        for answer in answers {
            switch answer.verdict {
            case .notReached(let detail, let advice):
                return finding(
                    .apiReachable, .failed, detail,
                    remedy: advice.map(\.asSentence)
                        ?? Message(
                            """
                            Check the network of this machine, its proxy variables, and the base URL.
                            """))
            case .unable(let detail): unable = detail
            case .noTLS: return finding(.apiReachable, .ok, Message("the host takes connections"))
            case .own, .ownUnproven, .unclear, .refused, .foreign, .keyless: break
            }
        }
        guard answers.allSatisfy(\.isUnable), let unable else {
            return finding(.apiReachable, .ok, Message("answers"))
        }
        return finding(
            .apiReachable, .failed, unable,
            remedy: Message("Try again later; if it lasts, ask those who run the API or the gateway before it."))
    }

    private func tls(_ answers: [APIAnswer]) -> Finding {
        guard baseURL.text.hasPrefix("https:") else {
            return finding(.apiTLS, .skipped, Message("http: an API on this machine needs no TLS"))
        }
        for answer in answers {
            if case .noTLS(let detail, let advice) = answer.verdict {
                return finding(
                    .apiTLS, .failed, detail,
                    remedy: advice.map(\.asSentence)
                        ?? Message("Pass the authority's certificate with --ca-file if it is your own.")
                )
            }
        }
        guard answers.contains(where: { $0.httpStatus != nil }) else {
            return finding(.apiTLS, .skipped, Message("not tried: there is no connection"))
        }
        return finding(.apiTLS, .ok, Message("the certificate is verified"))
    }

    private func base(_ answers: [APIAnswer]) -> Finding {
        var best = finding(.apiBaseURL, .skipped, Message("not tried: there is no answer that tells"))
        for answer in answers {
            let one = base(answer)
            if one.outcome == .ok { return one }
            if best.outcome != .failed, one.outcome != .skipped { best = one }
        }
        return best
    }

    private func base(_ answer: APIAnswer) -> Finding {
        let status = answer.httpStatus.map { Message(verbatim: "HTTP \($0)") } ?? Message("no answer")
        switch answer.verdict {
        case .own(let what), .ownUnproven(let what):
            return finding(.apiBaseURL, .ok, Message("JSON of the API (\(what))"))
        case .unclear(let detail):
            return finding(
                .apiBaseURL, .warning, detail,
                remedy: Message("Run doctor again; if it stays so, check the base URL and any proxy on the way."))
        case .foreign(let detail): return wrongBase(detail)
        case .refused, .keyless:
            guard answer.httpStatus != nil else { break }
            switch answer.body {
            case .jsonObject: return finding(.apiBaseURL, .ok, Message("JSON (\(status))"))
            case .other, .brokenObject: return wrongBase(Message("\(status), and no JSON where JSON belongs"))
            case .empty:
                return finding(
                    .apiBaseURL, .warning, Message("\(status) without a body does not tell whether this is the API"),
                    remedy: Message(
                        """
                        Mend the key first; if it stays so, check the base URL, the path prefix included.
                        """))
            }
        case .unable, .noTLS, .notReached: break
        }
        return finding(.apiBaseURL, .skipped, Message("not tried: there is no answer that tells"))
    }

    private func wrongBase(_ detail: Message) -> Finding {
        finding(
            .apiBaseURL, .failed, detail,
            remedy: Message(
                """
                Check the base URL, the path prefix included: the usual one is \(APIBaseURL.standard).
                """))
    }

    private func key(_ answer: APIAnswer, isBaseRight: Bool) -> Finding {
        let status = answer.httpStatus.map { Message(verbatim: " (HTTP \($0))") } ?? Message(verbatim: "")
        let project = PlainText.cleaned(answer.project.rawValue, limit: 100)
        switch answer.verdict {
        case .own(let what):
            return Finding(.apiKey, answer.key, .ok, Message("accepted for project \(project): \(what)"))
        case .refused:
            return Finding(
                .apiKey, answer.key, .failed, Message("not accepted for project \(project)\(status)"),
                remedy: Message("Check that the key is the one of that project, whole, and not revoked."),
                isRefusal: true)
        case .ownUnproven(let detail):
            return Finding(
                .apiKey, answer.key, .warning, Message("not proven for project \(project): \(detail)"),
                remedy: Message(
                    "Check the base URL, and that the key is the one of that project; jelouctl drift compares all."))
        case .unable(let detail), .unclear(let detail):
            return Finding(
                .apiKey, answer.key, .warning, Message("not known: \(detail)"),
                remedy: Message("Run doctor again later."))
        case .foreign(let detail) where isBaseRight, .notReached(let detail, _) where isBaseRight,
            .noTLS(let detail, _) where isBaseRight:
            // No other line tells of it: the API itself is fine.
            return Finding(
                .apiKey, answer.key, .warning, Message("not known for project \(project): \(detail)"),
                remedy: Message("Run doctor again; if it stays so, look at any proxy or gateway on the way."))
        case .foreign:
            return Finding(.apiKey, answer.key, .skipped, Message("not known: what answered is not the API"))
        case .noTLS, .notReached, .keyless:
            return Finding(.apiKey, answer.key, .skipped, Message("not known: the API did not answer"))
        }
    }

    private func clock(_ answers: [APIAnswer]) -> Finding {
        for answer in answers {
            guard let server = answer.serverTime else { continue }
            let skew = Duration.milliseconds(
                server.millisecondsSinceEpoch - answer.readAt.millisecondsSinceEpoch)
            let seconds = abs(skew.components.seconds)
            guard seconds > Self.skewLimit.components.seconds else {
                return Finding(.clockSkew, nil, .ok, Message("this machine's clock and the API's are close"))
            }
            let amount = seconds < 7200 ? Message("\(seconds / 60) min") : Message("\(seconds / 3600) h")
            return Finding(
                .clockSkew, nil, .warning,
                skew > .zero
                    ? Message("this machine's clock is \(amount) behind the API's")
                    : Message("this machine's clock is \(amount) ahead of the API's"),
                remedy: Message("Set the clock, and let NTP keep it."))
        }
        return Finding(.clockSkew, nil, .skipped, Message("no answer told the time"))
    }

    private func finding(
        _ check: Check, _ outcome: Finding.Outcome, _ text: Message, remedy: Message? = nil
    ) -> Finding {
        Finding(check, baseURL.text, outcome, text, remedy: remedy)
    }
}

extension APIAnswer {
    fileprivate var isUnable: Bool {
        if case .unable = verdict { true } else { false }
    }
}
