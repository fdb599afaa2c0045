import Execution
import Integrations
import Messages
import Planning
import Reports

/// Reading that a signal ends early: what was read by then is still told.
///
/// A scheduled job that runs out of time is ended by SIGTERM, and its report and metrics must not be those of the run before.
struct InterruptibleReading: Sendable {
    let reading: LiveReading

    /// - Returns: what was read, and the signal that cut it short; what was not read by then is unknown.
    func read(
        _ targets: [(project: ProjectID, access: APIAccess)]
    ) async throws -> (reading: LiveReading.Reading, interruption: Interruption?) {
        let signals = await reading.api.context.interruptions()
        return try await withThrowingTaskGroup(of: Part.self) { group in
            group.addTask { .read(try await reading.read(targets)) }
            group.addTask {
                for await signal in signals { return .signal(signal) }
                return .noSignal
            }
            var result = LiveReading.Reading()
            var interruption: Interruption?
            for try await part in group {
                switch part {
                case .read(let reading): result = reading
                case .signal(let signal): interruption = signal
                case .noSignal: break
                }
                group.cancelAll()
            }
            return (result, interruption)
        }
    }

    private enum Part {
        case read(LiveReading.Reading)
        case signal(Interruption)
        case noSignal
    }
}

extension Diagnostic {
    /// A signal ended the reading, and the report tells what was read until then.
    static func readingInterrupted(_ interruption: Interruption, read: Int, of count: Int) -> Diagnostic {
        Diagnostic(
            code: "interrupted", severity: .error,
            summary: Message("interrupted by \(interruption.signalName)"),
            detail: Message("\(read) of \(count) projects were read; the others are unknown."),
            hint: Message("Give it more time, or look at a part: --project, --label, --shard."))
    }
}
