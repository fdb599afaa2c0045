import ArgumentParser
import DesiredFiles
import Integrations
import Messages
import Planning

/// A duration as people write it: `500ms`, `30s`, `2m`; from 100 ms to an hour, as in the files.
struct DurationArgument: ExpressibleByArgument {
    let duration: Duration

    init?(argument: String) {
        guard let duration = DurationText.parse(argument), SettingsLimits.timeout.contains(duration) else { return nil }
        self.duration = duration
    }
}

struct RateLimitArgument: ExpressibleByArgument {
    let limit: RateLimit

    init?(argument: String) {
        guard let limit = RateLimit(argument) else { return nil }
        self.limit = limit
    }
}

/// A base URL, or what is wrong with it: the parser would show a wrong value, and with it the password that stands in one.
struct BaseURLArgument: ExpressibleByArgument {
    let result: Result<APIBaseURL, APIBaseURL.Problem>

    init(argument: String) {
        do { result = .success(try APIBaseURL(argument)) } catch { result = .failure(error) }
    }
}

struct ShardArgument: ExpressibleByArgument {
    let shard: Shard

    init?(argument: String) {
        guard let shard = Shard(argument) else { return nil }
        self.shard = shard
    }
}

struct LabelArgument: ExpressibleByArgument {
    let key: String
    let value: String

    init?(argument: String) {
        guard let mark = argument.firstIndex(of: "="), mark != argument.startIndex else { return nil }
        key = String(argument[..<mark])
        value = String(argument[argument.index(after: mark)...])
    }
}

/// The bounds of a number on the command line.
protocol NumberBounds: Sendable {
    static var range: ClosedRange<Int> { get }
}

enum ConcurrencyBounds: NumberBounds {
    static let range = SettingsLimits.concurrency
}

enum RetryBounds: NumberBounds {
    static let range = SettingsLimits.retries
}

enum CountBounds: NumberBounds {
    static let range = 0...Int(Int32.max)
}

enum PositiveBounds: NumberBounds {
    static let range = 1...Int(Int32.max)
}

/// A whole number within bounds.
struct BoundedNumber<Bounds: NumberBounds>: ExpressibleByArgument {
    let value: Int

    init?(argument: String) {
        guard let value = Int(argument), Bounds.range.contains(value) else { return nil }
        self.value = value
    }
}

extension FilterOptions {
    var filter: ProjectFilter {
        ProjectFilter(
            include: project.map(Glob.init), exclude: exclude.map(Glob.init),
            labels: Dictionary(label.map { ($0.key, $0.value) }, uniquingKeysWith: { _, last in last }),
            shard: shard?.shard)
    }
}

extension Language: ExpressibleByArgument {}
