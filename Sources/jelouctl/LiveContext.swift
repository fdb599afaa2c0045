import Commands
import Integrations
import Reports
import SystemPackage
import UnixSignals

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif
#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

extension CommandContext {
    /// The machine that this process runs on.
    static func live() -> CommandContext {
        CommandContext(
            environment: ProcessInfo.processInfo.environment,
            input: StandardInput(
                isTerminal: isatty(STDIN_FILENO) == 1, readAll: readStandardInput, readLine: { readLine() }),
            output: .live(.standardOutput), errors: .live(.standardError),
            now: { Timestamp(millisecondsSinceEpoch: Int64(Date.now.timeIntervalSince1970 * 1000)) },
            randomBytes: { count in
                var generator = SystemRandomNumberGenerator()
                return (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
            },
            workingDirectory: { FileManager.default.currentDirectoryPath },
            changeDirectory: { path in
                guard unsafe chdir(path) == 0 else { throw Errno(rawValue: errno) }
            },
            interruptions: interruptions, end: { exit($0.rawValue) }, processID: getpid(),
            hostName: ProcessInfo.processInfo.hostName)
    }

    /// The most that is read from standard input: what one desired-state file may hold, and a byte to see that it is more.
    private static let inputLimit = (64 << 20) + 1

    private static func readStandardInput() throws -> [UInt8] {
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while bytes.count < inputLimit {
            let count = try unsafe chunk.withUnsafeMutableBytes { buffer in
                unsafe try FileDescriptor.standardInput.read(into: buffer)
            }
            guard count > 0 else { break }
            bytes += chunk[..<count]
        }
        return bytes
    }

    /// SIGINT and SIGTERM from now on, to the end of the process: a sequence that was dropped would swallow later ones.
    private static func interruptions() async -> AsyncStream<Interruption> {
        let signals = await UnixSignalsSequence(trapping: .sigint, .sigterm)
        let (stream, continuation) = AsyncStream.makeStream(of: Interruption.self)
        Task {
            for await signal in signals { continuation.yield(signal == .sigint ? .interrupt : .terminate) }
        }
        return stream
    }
}

extension CheckedWriter {
    fileprivate static func live(_ descriptor: FileDescriptor) -> CheckedWriter {
        var size = winsize()
        let isTerminal = isatty(descriptor.rawValue) == 1
        let answered = unsafe ioctl(descriptor.rawValue, UInt(TIOCGWINSZ), &size) == 0
        let columns = isTerminal && answered ? Int(size.ws_col) : 80
        return CheckedWriter(descriptor, isTerminal: isTerminal, width: columns >= 40 ? columns : 80)
    }
}
