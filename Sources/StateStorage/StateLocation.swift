import Integrations
import SystemPackage

/// Where a state is kept: the file itself, and the files that stand beside it.
///
/// People link a state into a shared folder. The link is followed once, at the start, so that the file behind it is what is
/// replaced, and so that all who reach it by different links meet at the same lock. A link that leads to nothing is an
/// error and never "no state": behind it is, as a rule, a share that is not mounted.
struct StateLocation: Hashable, Sendable {
    static let lockSuffix = ".lock"
    static let journalSuffix = ".journal"
    static let historySuffix = ".history"

    let target: FilePath

    init(resolving path: String) throws(FileProblem) {
        guard !path.isEmpty, !path.utf8.contains(0) else { throw .badPath }
        let given = FilePath(path)
        try Self.refuseDanglingLinks(in: given)
        target = try Self.isLink(given) ? Self.linkTarget(given) : given
    }

    var lock: FilePath { FilePath(target.string + Self.lockSuffix) }
    /// What the run that is under way did, or one that ended early.
    var journal: FilePath { FilePath(target.string + Self.journalSuffix) }
    /// The folder of the snapshots before the present one.
    var history: FilePath { FilePath(target.string + Self.historySuffix) }

    /// The folder that all of them are in.
    var folder: FilePath {
        let parent = target.removingLastComponent()
        return parent.isEmpty ? "." : parent
    }

    /// A new name in the same folder, which nobody can foresee.
    func temporary() -> FilePath { temporary(in: folder) }

    /// A new name in the history, which nobody can foresee.
    func historyTemporary() -> FilePath { temporary(in: history) }

    private func temporary(in folder: FilePath) -> FilePath {
        let random = UInt64.random(in: .min ... .max)
        let bytes = (0..<8).map { UInt8(truncatingIfNeeded: random >> ($0 * 8)) }
        return folder.appending(temporaryPrefix + Hexadecimal.encode(bytes))
    }

    private var temporaryPrefix: String { ".\(target.lastComponent?.string ?? "state").tmp-" }

    /// Removes the temporaries that a killed process left: they hold a state, and nobody would ever look for them.
    ///
    /// For the holder of the lock only, since a temporary of somebody at work has the same kind of name. That one cannot be
    /// removed is no reason to stop.
    func removeLeftovers() {
        removeLeftovers(in: folder)
        removeLeftovers(in: history)
    }

    private func removeLeftovers(in folder: FilePath) {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.string)) ?? []
        for name in names where name.hasPrefix(temporaryPrefix) {
            let random = name.utf8.dropFirst(temporaryPrefix.utf8.count)
            guard random.count == 16, random.allSatisfy(Hexadecimal.isLowerCaseDigit) else { continue }
            _ = unsafe unlink(folder.appending(name).string)
        }
    }

    /// Creates the folders on the way to the state that are missing, each for this user alone.
    func createFolders() throws(Errno) {
        var missing: [FilePath] = []
        var folder = folder
        while !Self.exists(folder), !folder.isEmpty {
            missing.append(folder)
            folder = folder.removingLastComponent()
        }
        for folder in missing.reversed() {
            do throws(Errno) {
                try checkSystemCall { unsafe mkdir(folder.string, 0o700) }
                let parent = folder.removingLastComponent()
                try Folder.synchronize(parent.isEmpty ? "." : parent)
            } catch .fileExists {
                // Somebody else made it meanwhile; if it is no folder, the next step says so.
            }
        }
    }

    private static func exists(_ path: FilePath) -> Bool { (try? path.stat()) != nil }

    private static func isLink(_ path: FilePath) -> Bool {
        (try? path.stat(followTargetSymlink: false))?.type == .symbolicLink
    }

    /// Looks up the path for the first part that exists.
    ///
    /// If that is a link, it leads to nothing.
    private static func refuseDanglingLinks(in path: FilePath) throws(FileProblem) {
        var part = path
        while !part.isEmpty {
            do throws(Errno) {
                _ = try part.stat()
                return
            } catch .noSuchFileOrDirectory {
                guard !isLink(part) else { throw .danglingLink(part.string) }
            } catch {
                throw FileProblem(error)
            }
            let parent = part.removingLastComponent()
            guard parent != part else { return }
            part = parent
        }
    }

    private static func linkTarget(_ link: FilePath) throws(FileProblem) -> FilePath {
        guard let resolved = unsafe realpath(link.string, nil) else { throw FileProblem(Errno(rawValue: errno)) }
        defer { unsafe free(resolved) }
        return unsafe FilePath(platformString: resolved)
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
