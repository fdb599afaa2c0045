/// What is wrong with a fault or a rule as it was written.
package struct FaultNotationError: Error, Sendable, Equatable, CustomStringConvertible {
    package let description: String

    init(_ description: String) {
        self.description = description
    }
}

extension Fault {
    /// Reads a fault as command lines and files write it: items between commas, such as `status=503,retry-after=2`.
    ///
    /// At most one item says what goes wrong; `latency=` and `latency-after=` go with any. The items `body=`,
    /// `retry-after=` and `after` belong to `status=`.
    package init(parsing text: String) throws(FaultNotationError) {
        var reader = FaultReader()
        for item in text.split(separator: ",", omittingEmptySubsequences: false) {
            let parts = item.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            try reader.take(parts[0], parts.count > 1 ? parts[1] : nil)
        }
        self = try reader.fault()
    }

    /// The fault in the notation that is read.
    package var notation: String {
        var items: [String] = []
        if let misbehaviour { items.append(misbehaviour.notation) }
        if latency != .zero { items.append("latency=\(latency.notation)") }
        if latencyAfterEffect != .zero { items.append("latency-after=\(latencyAfterEffect.notation)") }
        return items.joined(separator: ",")
    }
}

/// Gathers the items of one fault, and checks that they go together.
private struct FaultReader {
    private static let plainWords: [String: Fault.Misbehaviour] = [
        "cut-before": .cutBeforeEffect, "cut-after": .cutAfterEffect, "truncate": .truncatedBody,
        "oversized": .oversizedBody, "ignore-write": .ignoredWrite, "pretend-write": .pretendedWrite,
        "stale-answer": .staleAnswer, "normalise-url": .normalisedURL, "empty-body": .emptyBody,
        "broken-json": .brokenJSON, "failed-envelope": .failedEnvelope,
    ]

    private var status: Int?
    private var body: Fault.ErrorAnswer.Body?
    private var retryAfter: Fault.RetryAfter?
    private var afterEffect = false
    private var other: Fault.Misbehaviour?
    private var result = Fault()

    mutating func take(_ word: String, _ value: String?) throws(FaultNotationError) {
        switch (word, value) {
        case ("status", let value?):
            guard let code = Int(value), (200...599).contains(code) else {
                throw FaultNotationError("status=\(value): must be a number from 200 to 599")
            }
            status = code
        case ("body", let value?):
            body = try Self.word(value, of: word)
        case ("retry-after", let value?):
            retryAfter = try Fault.RetryAfter(parsing: value)
        case ("after", nil): afterEffect = true
        case ("latency", let value?): result.latency = try Duration(notation: value)
        case ("latency-after", let value?): result.latencyAfterEffect = try Duration(notation: value)
        case ("missing-fields", let value):
            let names = (value ?? "authType").split(separator: "+").map(String.init)
            guard !names.isEmpty else { throw FaultNotationError("missing-fields=: name a field") }
            try setOther(.missingFields(names))
        case ("foreign-body", let value):
            try setOther(.foreignBody(try Self.word(value ?? "html", of: word)))
        case (let word, nil):
            guard let plain = Self.plainWords[word] else { throw FaultNotationError("unknown fault \"\(word)\"") }
            try setOther(plain)
        default:
            throw FaultNotationError("unknown fault \"\(word)=\"")
        }
    }

    func fault() throws(FaultNotationError) -> Fault {
        var result = result
        if let status {
            guard other == nil else { throw FaultNotationError("status= does not go with another fault") }
            let answer = Fault.ErrorAnswer(
                status: status, body: body ?? .api, retryAfter: retryAfter, afterEffect: afterEffect)
            result.misbehaviour = .error(answer)
        } else {
            guard body == nil, retryAfter == nil, !afterEffect else {
                throw FaultNotationError("body=, retry-after= and after need status=")
            }
            result.misbehaviour = other
        }
        guard result != Fault() else { throw FaultNotationError("the fault does nothing") }
        return result
    }

    private mutating func setOther(_ misbehaviour: Fault.Misbehaviour) throws(FaultNotationError) {
        guard other == nil else { throw FaultNotationError("one fault at a time: \(misbehaviour.notation)") }
        other = misbehaviour
    }

    private static func word<Word>(_ value: String, of item: String) throws(FaultNotationError) -> Word
    where Word: RawRepresentable<String> & CaseIterable {
        guard let word = Word(rawValue: value) else {
            let words = Word.allCases.map(\.rawValue).joined(separator: ", ")
            throw FaultNotationError("\(item)=\(value): must be one of \(words)")
        }
        return word
    }
}

extension Fault.RetryAfter {
    /// Reads `5`, `date+5` (an HTTP date that many seconds from now) or any other text as it stands.
    init(parsing text: String) throws(FaultNotationError) {
        if let seconds = Int(text) {
            self = .seconds(seconds)
        } else if text.hasPrefix("date+") {
            guard let seconds = Int(text.dropFirst("date+".count)), seconds.magnitude < 1_000_000_000 else {
                throw FaultNotationError("retry-after=\(text): date+ wants a number of seconds")
            }
            self = .date(secondsFromNow: seconds)
        } else {
            // A line break would end the header.
            guard !text.isEmpty, text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) else {
                throw FaultNotationError("retry-after=: must be printable ASCII")
            }
            self = .text(text)
        }
    }

    fileprivate var notation: String {
        switch self {
        case .seconds(let seconds): String(seconds)
        case .date(let seconds): "date+\(seconds)"
        case .text(let text): text
        }
    }
}

extension Fault.Misbehaviour {
    fileprivate var notation: String {
        switch self {
        case .error(let answer):
            var text = "status=\(answer.status)"
            if answer.body != .api { text += ",body=\(answer.body.rawValue)" }
            if let retryAfter = answer.retryAfter { text += ",retry-after=\(retryAfter.notation)" }
            return answer.afterEffect ? text + ",after" : text
        case .cutBeforeEffect: return "cut-before"
        case .cutAfterEffect: return "cut-after"
        case .truncatedBody: return "truncate"
        case .oversizedBody: return "oversized"
        case .ignoredWrite: return "ignore-write"
        case .pretendedWrite: return "pretend-write"
        case .staleAnswer: return "stale-answer"
        case .normalisedURL: return "normalise-url"
        case .missingFields(let names): return "missing-fields=\(names.joined(separator: "+"))"
        case .emptyBody: return "empty-body"
        case .foreignBody(let body): return "foreign-body=\(body.rawValue)"
        case .brokenJSON: return "broken-json"
        case .failedEnvelope: return "failed-envelope"
        }
    }
}

extension Duration {
    /// Reads `20ms`, `1.5s`, `2m` or `1h`.
    package init(notation: String) throws(FaultNotationError) {
        let units: [(suffix: String, milliseconds: Double)] = [
            ("ms", 1), ("s", 1000), ("m", 60_000), ("h", 3_600_000),
        ]
        for unit in units where notation.hasSuffix(unit.suffix) {
            let number = notation.dropLast(unit.suffix.count)
            guard number.first?.isNumber == true, let value = Double(number), value * unit.milliseconds <= 1e9 else {
                continue
            }
            self = .milliseconds(Int64((value * unit.milliseconds).rounded()))
            return
        }
        throw FaultNotationError("\(notation): must be a duration such as 20ms, 1.5s, 2m or 1h")
    }

    /// The duration in whole milliseconds, as `20ms`.
    package var notation: String {
        let (seconds, attoseconds) = components
        return "\(seconds * 1000 + attoseconds / 1_000_000_000_000_000)ms"
    }
}
