import Foundation
import TestSupport
import Testing

/// A file system in memory with little room.
struct SmallDisk {
    let folder: TemporaryFolder
    let name: String

    /// Whether one can be mounted: that takes root, and more than some containers give it.
    static let isAvailable: Bool = {
        #if os(Linux)
            guard geteuid() == 0, FileManager.default.isExecutableFile(atPath: "/usr/bin/mount") else { return false }
            // CAP_SYS_ADMIN is bit 21 of the effective capabilities.
            let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
            let line = status.split(separator: "\n").first { $0.hasPrefix("CapEff:") }
            let digits = line?.dropFirst("CapEff:".count).trimmingCharacters(in: .whitespaces)
            return (digits.flatMap { UInt64($0, radix: 16) } ?? 0) & (1 << 21) != 0
        #else
            return false
        #endif
    }()

    /// Takes all the room there is.
    func fill() throws {
        var size = 1 << 20
        let path = folder.path(name + "/filler-\(UUID().uuidString)")
        try #require(FileManager.default.createFile(atPath: path, contents: nil))
        let file = try #require(FileHandle(forWritingAtPath: path))
        defer { try? file.close() }
        while size >= 1 {
            do { try file.write(contentsOf: Data(repeating: 0, count: size)) } catch { size /= 2 }
        }
    }

    func free() throws {
        let folder = folder.path(name)
        for name in try FileManager.default.contentsOfDirectory(atPath: folder) where name.hasPrefix("filler-") {
            try FileManager.default.removeItem(atPath: folder + "/" + name)
        }
    }
}

/// Mounts a small disk, and unmounts it whatever comes of the body.
func withSmallDisk(
    _ folder: TemporaryFolder, _ name: String, kilobytes: Int, _ body: (SmallDisk) async throws -> Void
) async throws {
    try folder.write("", to: name + "/.keep")
    let mounted = try await BuiltProgram.shell.launch(
        ["-c", "exec mount -t tmpfs -o size=\(kilobytes)k,mode=0700 tmpfs \(name)"], in: folder
    ) { _ in }
    try #require(mounted.exitCode == 0, "\(mounted.errors)")
    let result: Result<Void, any Error>
    do { result = .success(try await body(SmallDisk(folder: folder, name: name))) } catch { result = .failure(error) }
    let unmounted = try await BuiltProgram.shell.launch(["-c", "exec umount \(name)"], in: folder) { _ in }
    #expect(unmounted.exitCode == 0, "\(unmounted.errors)")
    try result.get()
}

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif
