import Integrations
import Messages
import SystemPackage

/// The snapshots before the present one: a folder beside the state, with a file for each, named by its serial.
struct StateHistory {
    private let location: StateLocation

    init(_ location: StateLocation) {
        self.location = location
    }

    /// What a snapshot is kept as.
    enum Name: Hashable {
        case serial(Int)
        /// One that cannot be read, so that nobody knows its serial.
        case damaged
    }

    private static let suffix = ".json"
    private static let digits = 12

    /// The serials that snapshots are kept of, the newest first.
    ///
    /// No folder means that there are none.
    func serials() throws(StateStorageError) -> [Int] {
        guard try isThere() else { return [] }
        do {
            return try FileManager.default.contentsOfDirectory(atPath: location.history.string)
                .compactMap(Self.serial).sorted(by: >)
        } catch {
            let reason = unsafe access(location.history.string, R_OK) == 0 ? FileProblem.other(EIO) : .permissionDenied
            throw .unreadable(path: location.history.string, reason: reason)
        }
    }

    /// The snapshot of a serial; nil if none is kept.
    func snapshot(_ serial: Int) throws(StateStorageError) -> RecordedState? {
        let path = path(serial)
        guard try isThere(), let bytes = try StateFileReader.read(path, followingLinks: false) else { return nil }
        let state = try StateFileDecoder(path: path.string).state(bytes)
        guard state.serial == serial else {
            throw .corrupt(path: path.string, line: nil, why: Message("the file holds serial \(state.serial)"))
        }
        return state
    }

    /// The first line of the snapshot of a serial; nil if it is not there, or not spelled as we spell it.
    func header(_ serial: Int) -> StateFileScanner.Header? {
        let beginning = try? StateFileReader.readBeginning(
            of: path(serial), count: StateFileFormat.headerReach, followingLinks: false)
        return beginning.flatMap(StateFileScanner.header)
    }

    /// Makes the folder.
    func create() throws(StateStorageError) {
        do throws(Errno) {
            do throws(Errno) {
                try checkSystemCall { unsafe mkdir(location.history.string, 0o700) }
                try Folder.synchronize(location.folder)
            } catch .fileExists {
                // The check that follows says if it is something else.
            }
        } catch {
            throw .unwritable(path: location.history.string, reason: FileProblem(error))
        }
        _ = try isThere()
    }

    /// Gives the present snapshot a second name, here.
    ///
    /// A link costs nothing and leaves the first name where it is; a file system without links, or a file of another user,
    /// gets a copy.
    func keepPresent(as name: Name) throws(StateStorageError) {
        try create()
        do throws(Errno) {
            let temporary = location.historyTemporary()
            // Also after a success: `rename` leaves both names where they are if they are of the same file already, as after
            // a save that got as far as the history and no further.
            defer { _ = unsafe unlink(temporary.string) }
            guard try linkPresent(to: temporary) else { return }
            let final = path(name)
            try checkSystemCall { unsafe rename(temporary.string, final.string) }
            try Folder.synchronize(location.history)
        } catch {
            throw .unwritable(path: location.history.string, reason: FileProblem(error))
        }
    }

    /// Removes the oldest snapshots beyond a number of them.
    ///
    /// That one cannot be removed is no reason to stop.
    func prune(to limit: Int) {
        guard let serials = try? serials() else { return }
        for serial in serials.dropFirst(max(limit, 0)) { _ = unsafe unlink(path(serial).string) }
    }

    /// Whether the folder is there.
    ///
    /// A link is none: behind it could be anything that prune would then remove.
    private func isThere() throws(StateStorageError) -> Bool {
        do throws(Errno) {
            let status = try location.history.stat(followTargetSymlink: false)
            guard status.type == .directory else { throw .notDirectory }
            return true
        } catch .noSuchFileOrDirectory {
            return false
        } catch {
            throw .unreadable(path: location.history.string, reason: FileProblem(error))
        }
    }

    /// - Returns: whether there was a snapshot.
    private func linkPresent(to path: FilePath) throws(Errno) -> Bool {
        do throws(Errno) {
            try checkSystemCall { unsafe link(location.target.string, path.string) }
            // It may have come from a checkout, readable by all. That it stays so is no reason to stop.
            _ = unsafe chmod(path.string, 0o600)
            return true
        } catch .noSuchFileOrDirectory {
            return false
        } catch .notPermitted, .permissionDenied, .notSupported, .noFunction, .tooManyLinks {
            let present: [UInt8]?
            do { present = try StateFileReader.read(location.target) } catch { throw .ioError }
            guard let present else { return false }
            try NewFile.create(path, present)
            return true
        }
    }

    private func path(_ name: Name) -> FilePath {
        switch name {
        case .serial(let serial): return path(serial)
        case .damaged:
            var number = 1
            while (try? damagedPath(number).stat(followTargetSymlink: false)) != nil { number += 1 }
            return damagedPath(number)
        }
    }

    private func path(_ serial: Int) -> FilePath {
        let text = String(serial)
        let zeros = String(repeating: "0", count: max(0, Self.digits - text.utf8.count))
        return location.history.appending(zeros + text + Self.suffix)
    }

    private func damagedPath(_ number: Int) -> FilePath {
        location.history.appending("damaged-\(number)\(Self.suffix)")
    }

    /// The serial that a file's name tells; nil if it is no name that we give.
    private static func serial(_ name: String) -> Int? {
        guard name.hasSuffix(suffix) else { return nil }
        let text = name.dropLast(suffix.count)
        guard text.utf8.count >= digits, text.utf8.count == digits || !text.hasPrefix("0"),
            text.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }),
            let serial = Int(text), StateFileFormat.isSerial(serial)
        else { return nil }
        return serial
    }
}

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
