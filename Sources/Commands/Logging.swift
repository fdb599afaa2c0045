import ArgumentParser
import Integrations
import Logging
import Messages

enum LogFormat: String, ExpressibleByArgument, CaseIterable {
    case text
    case json
}

/// The levels of swift-log, as words of the command line.
enum LogLevel: String, ExpressibleByArgument, CaseIterable {
    case trace
    case debug
    case info
    case notice
    case warning
    case error
    case critical

    var level: Logger.Level { Logger.Level(rawValue: rawValue) ?? .warning }
}

/// Writes log messages to standard error, one a line.
///
/// Messages are constant texts; what varies is metadata, and every value is stripped of control characters.
struct StandardErrorLogHandler: LogHandler {
    var metadata: Logger.Metadata = [:]
    var logLevel: Logger.Level
    let format: LogFormat
    let writer: CheckedWriter

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let values = metadata.merging(event.metadata ?? [:]) { _, new in new }
            .map { ($0.key, PlainText.cleaned($0.value.description, limit: 500)) }
            .sorted { $0.0 < $1.0 }
        switch format {
        case .text:
            let tail = values.map { " \($0)=\($1)" }.joined()
            writer.writeLine("\(event.level): \(event.message)\(tail)")
        case .json:
            let fields = [("level", event.level.rawValue), ("message", event.message.description)] + values
            writer.writeLine("{" + fields.map { "\(Self.quoted($0)):\(Self.quoted($1))" }.joined(separator: ",") + "}")
        }
    }

    /// A JSON string of text without control characters.
    private static func quoted(_ text: String) -> String {
        "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }
}

extension OutputOptions {
    func logger(_ context: CommandContext) -> Logger {
        Logger(label: "jelouctl") { _ in
            StandardErrorLogHandler(logLevel: logLevel.level, format: logFormat, writer: context.errors)
        }
    }
}
