import Integrations
import Messages
import Presentation
import Reports
import StateStorage
import Synchronization

/// Where SIGINT and SIGTERM go while `apply` works.
///
/// Until the first call they end the command: nothing was sent, so there is nothing to wait for, and what it waits for
/// (a prompt, a credential command, the lock) cannot always be woken. From then on the run decides.
final class SignalDesk: Sendable {
    private enum Phase {
        case before(HeldLease?)
        case calling(AsyncStream<Interruption>.Continuation)
    }

    private let phase = Mutex(Phase.before(nil))
    private let context: CommandContext
    private let output: OutputOptions
    private let commandName: String

    init(_ context: CommandContext, _ output: OutputOptions, commandName: String) {
        self.context = context
        self.output = output
        self.commandName = commandName
    }

    /// From now on there is a lease to give back.
    func hold(_ lease: HeldLease) {
        phase.withLock { $0 = .before(lease) }
    }

    /// From now on the run is told of signals.
    func handOver() -> AsyncStream<Interruption> {
        let (stream, continuation) = AsyncStream.makeStream(of: Interruption.self)
        phase.withLock { $0 = .calling(continuation) }
        return stream
    }

    /// Runs the body, and looks after signals meanwhile.
    func watch<Result: Sendable>(_ body: @escaping @Sendable () async throws -> Result) async throws -> Result {
        let signals = await context.interruptions()
        return try await withThrowingTaskGroup(of: Result?.self) { group in
            group.addTask {
                for await signal in signals { self.take(signal) }
                return nil
            }
            group.addTask { try await body() }
            defer { group.cancelAll() }
            for try await result in group {
                if let result { return result }
            }
            throw CancellationError()
        }
    }

    private func take(_ signal: Interruption) {
        let lease: HeldLease?? = phase.withLock { phase in
            switch phase {
            case .before(let lease): return .some(lease)
            case .calling(let run):
                run.yield(signal)
                return nil
            }
        }
        guard let lease else { return }
        lease?.release()
        end(signal)
    }

    private func end(_ signal: Interruption) {
        let diagnostic = Diagnostic(
            code: "interrupted", severity: .error,
            summary: Message("interrupted by \(signal.signalName), nothing was sent"),
            hint: Message("Run the command again."))
        // A prompt has left the cursor in the middle of its line.
        if context.input.isTerminal { context.errors.writeLine("") }
        context.errors.write(DiagnosticText(style: output.style(on: context.errors, context)).render([diagnostic]))
        output.writeJSON(
            FailureJSON.encode(command: commandName, diagnostics: [diagnostic]), replacingFile: true, context)
        context.end(signal.exitStatus)
    }
}
