import Emulator
import Foundation
import StateStorage
import TestSupport

/// When a run is killed.
enum Moment: CustomStringConvertible {
    /// Once the API has seen so many requests of it.
    case requests(Int)
    /// Once its journal has so many bytes.
    case journal(Int)
    /// After so many milliseconds, whatever it does then.
    case milliseconds(Int)

    /// - Parameters:
    ///   - changes: how many there are to be sent.
    ///   - duration: about how long a run takes, in milliseconds.
    static func random(changes: Int, duration: Int, using chance: inout Chance) -> Moment {
        switch chance.number(0...2) {
        case 0: .requests(chance.number(1...max(1, changes)))
        case 1: .journal(chance.number(1...max(1, changes * 1100)))
        default: .milliseconds(chance.number(0...duration))
        }
    }

    var description: String {
        switch self {
        case .requests(let count): "at request \(count)"
        case .journal(let bytes): "at \(bytes) bytes of journal"
        case .milliseconds(let time): "after \(time) ms"
        }
    }
}

extension ChaosWorld {
    /// Starts a run and kills it at the moment, unless it has ended by then.
    ///
    /// - Returns: the run; its exit code is nil if it was killed.
    func killed(_ moment: Moment, _ arguments: [String]) async throws -> BuiltProgram.Run {
        await emulator.clearRequests()
        let start = ContinuousClock.now
        return try await launch(arguments) { program in
            _ = try await program.wait {
                switch moment {
                case .requests(let count): await requests().count >= count
                case .journal(let bytes): journalLength >= bytes
                case .milliseconds(let time): ContinuousClock.now - start >= .milliseconds(time)
                }
            }
            program.send(SIGKILL)
        }
    }

    private var journalLength: Int {
        let path = folder.path(statePath + ".journal")
        return (try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int) ?? 0
    }
}

/// What a test has seen, for people who want figures.
struct Tally: CustomStringConvertible {
    let name: String
    var runs = 0
    var kills = 0
    var settled = 0
    var unsettled = 0
    /// Runs that were recovered from to the end.
    var recoveries = 0

    var description: String {
        "chaos: \(name): \(runs) runs disturbed, \(kills) killed before their end, \(recoveries) recoveries; right after, "
            + "\(settled) projects recorded as done and \(unsettled) as unsettled"
    }
}

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif
