import Integrations
import Messages

/// The head of what a webhook answered, as far as it is looked at.
package struct WebhookAnswer: Hashable, Sendable {
    package var status: Int
    /// Where a redirect points to: cleaned, and without a query.
    package var location: String?

    package init(status: Int, location: String? = nil) {
        self.status = status
        self.location = location
    }

    package enum Reading: Hashable, Sendable {
        case answer(WebhookAnswer)
        /// More bytes could still make it an answer.
        case incomplete
        case notHTTP
    }

    /// Reads the head of the first answer that is not an interim one (1xx).
    package static func read(_ bytes: [UInt8]) -> Reading {
        var rest = bytes[...]
        while true {
            let start = Array("HTTP/1.".utf8)
            guard rest.prefix(start.count).elementsEqual(start.prefix(rest.count)) else { return .notHTTP }
            guard let end = headEnd(rest) else { return .incomplete }
            let lines = String(decoding: rest[..<end.head], as: UTF8.self).split { $0 == "\r\n" || $0 == "\n" }
            let words = lines.first?.split(separator: " ", maxSplits: 2) ?? []
            guard words.count >= 2, words[1].utf8.count == 3, let status = Int(words[1]), (100..<600).contains(status)
            else { return .notHTTP }
            if status >= 200 { return .answer(WebhookAnswer(status: status, location: location(lines.dropFirst()))) }
            rest = rest[end.next...]
        }
    }

    private static func headEnd(_ bytes: ArraySlice<UInt8>) -> (head: Int, next: Int)? {
        var lineStart = bytes.startIndex
        while let lineEnd = bytes[lineStart...].firstIndex(of: UInt8(ascii: "\n")) {
            let line = bytes[lineStart..<lineEnd]
            if line.isEmpty || line.elementsEqual([UInt8(ascii: "\r")]) { return (lineStart, lineEnd + 1) }
            lineStart = lineEnd + 1
        }
        return nil
    }

    private static func location(_ lines: ArraySlice<Substring>) -> String? {
        for line in lines {
            guard let colon = line.firstIndex(of: ":"), line[..<colon].lowercased() == "location" else { continue }
            let value = line[line.index(after: colon)...].drop { $0 == " " || $0 == "\t" }
            return PlainText.cleaned(String(value.prefix { $0 != "?" && $0 != "#" }), limit: 200)
        }
        return nil
    }
}

/// Decides what a webhook's answer to a GET tells about the endpoint that Jelou will post to.
///
/// Pure.
package enum WebhookAnswerJudge {
    package static func judge(_ answer: WebhookAnswer, target: String) -> Finding {
        let status = "HTTP \(answer.status)"
        switch answer.status {
        case 300..<400:
            let text =
                answer.location.map { Message("redirects to \($0) (\(status))") } ?? Message("redirects (\(status))")
            return Finding(
                .webhookHTTP, target, .warning, text,
                remedy: Message("Name the final address in webhookUrl: Jelou may not follow redirects."))
        case 401, 403, 404, 405:
            return Finding(
                .webhookHTTP, target, .ok,
                Message(
                    """
                    answers: \(status) to a GET without credentials is fine for an endpoint that takes POST
                    """))
        case 500...:
            return Finding(
                .webhookHTTP, target, .warning, Message("answers with an error of its own: \(status)"),
                remedy: Message("Look into the log of the webhook's server."))
        default:
            return Finding(.webhookHTTP, target, .ok, Message("answers: \(status)"))
        }
    }
}
