extension Answer {
    /// The error or redirect that a fault puts in the place of the API's answer.
    init(_ fault: Fault.ErrorAnswer, to request: RecordedRequest, now: ServerTime) {
        // These two end with their head: a body behind it would be read as the next answer.
        self = [204, 304].contains(fault.status) ? .empty(status: fault.status) : Self.answer(fault, to: request)
        if let retryAfter = fault.retryAfter {
            headers.append(("Retry-After", Self.text(of: retryAfter, now: now)))
        }
        if (300..<400).contains(fault.status) {
            // Somewhere that would answer, so that a client that follows is found out.
            let pair = ("/\(BasePath.platform.rawValue)/", "/\(BasePath.jelouapi.rawValue)/")
            let path = request.rawPath
            let other =
                path.hasPrefix(pair.0)
                ? pair.1 + path.dropFirst(pair.0.count) : pair.0 + path.dropFirst(pair.1.count)
            headers.append(("Location", other))
        }
    }

    private static func answer(_ fault: Fault.ErrorAnswer, to request: RecordedRequest) -> Self {
        switch fault.body {
        case .api:
            return .apiError(status: fault.status, key: "INJECTED_FAULT", message: "The emulator was told to fail here")
        case .html:
            let title = "<title>\(fault.status) from a gateway</title>"
            let page = "<html>\r\n<head>\(title)</head>\r\n<body><h1>\(fault.status)</h1></body>\r\n</html>\r\n"
            return Self(status: fault.status, contentType: "text/html", body: page)
        case .empty:
            return .empty(status: fault.status)
        case .gateway:
            let message = fault.status == 404 ? "no Route matched with those values" : "An unexpected error occurred"
            return .json(.object([("message", .string(message))]), status: fault.status)
        case .echo:
            let sent: String
            switch request.credential {
            case .apiKey(let key): sent = key
            case .basic(let pair): sent = pair
            case .none, .malformed: sent = "nothing"
            }
            return .apiError(
                status: fault.status, key: "INJECTED_FAULT", message: "You sent \(sent) with \(request.bodyText)")
        case .hostile:
            let noise = "\u{1B}[31mred\u{1B}[0m\u{1B}]0;title\u{7}\r\nsecond line\u{0}\u{202E}reversed\u{9B}2J "
            return .apiError(
                status: fault.status, key: "INJECTED\u{1B}[1mFAULT", message: String(repeating: noise, count: 40))
        }
    }

    private static func text(of retryAfter: Fault.RetryAfter, now: ServerTime) -> String {
        switch retryAfter {
        case .seconds(let seconds): String(seconds)
        case .date(let seconds): now.advanced(byMilliseconds: Int64(seconds) * 1000).httpDate
        case .text(let text): text
        }
    }
}
