package import Messages
import Synchronization
package import SystemPackage

/// The one way to an output stream: it writes all of it, and remembers what could not be written.
///
/// A reader that went away (`| head`) is no failure: the rest is dropped in silence, and the command goes on. A full disk
/// is one, and ends in the exit status.
package final class CheckedWriter: Sendable {
    private let descriptor: FileDescriptor
    private let state = Mutex(State.open)
    private let sideFailure = Mutex<Message?>(nil)
    package let isTerminal: Bool
    /// Columns of the terminal; 80 elsewhere.
    package let width: Int

    private enum State {
        case open
        case readerGone
        case failed(Errno)
    }

    package init(_ descriptor: FileDescriptor, isTerminal: Bool, width: Int = 80) {
        self.descriptor = descriptor
        self.isTerminal = isTerminal
        self.width = width
    }

    /// Whether the stream itself took everything, or its reader went away.
    package var isWhole: Bool {
        state.withLock { state in
            if case .failed = state { false } else { true }
        }
    }

    /// Why something could not be written; nil when all was, or when the reader went away.
    package var failure: Message? {
        let own: Message? = state.withLock { state in
            if case .failed(let errno) = state { errno.message } else { nil }
        }
        return own ?? sideFailure.withLock { $0 }
    }

    /// Remembers that a file, which was to hold the same result, could not be written.
    package func noteFailure(of path: Message, _ reason: Message) {
        sideFailure.withLock { $0 = $0 ?? Message("\(path): \(reason)") }
    }

    /// Writes text for people, in which no CI system finds a command.
    package func write(_ text: String) {
        write(LogCommands.inText.broken(in: Array(text.utf8)))
    }

    /// Writes these bytes as they are.
    package func write(_ bytes: [UInt8]) {
        state.withLock { state in
            guard case .open = state else { return }
            do {
                _ = try descriptor.writeAll(bytes)
            } catch Errno.brokenPipe {
                state = .readerGone
            } catch {
                state = .failed((error as? Errno) ?? .ioError)
            }
        }
    }

    /// A line and its end.
    package func writeLine(_ text: String) {
        write(text + "\n")
    }
}
