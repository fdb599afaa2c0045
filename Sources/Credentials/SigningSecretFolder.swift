import Integrations
import Messages
import SystemPackage

/// A folder with one file per project, for this user alone, which holds the signing secret and nothing else: no newline
/// at its end either.
///
/// A file that holds anything is never touched. Before a project is created, its file is made and filled with NUL bytes,
/// so that a full disk is met while nothing is lost; the secret takes their place. What a run that was killed has left of
/// that is used again.
actor SigningSecretFolder {
    private let path: FilePath
    /// Files that wait for their secret; each is locked, so that no other run takes it for a leftover.
    private var reserved: [ProjectID: FileDescriptor] = [:]

    private static let placeholder = [UInt8](repeating: 0, count: 4096)

    init(path: String, workingDirectory: FilePath) {
        // A path with a NUL in it would be cut there.
        self.path = path.isEmpty || path.utf8.contains(0) ? FilePath("") : workingDirectory.pushing(FilePath(path))
    }

    deinit {
        for file in reserved.values { closeUnlocked(file) }
    }

    func prepare(_ projects: [ProjectID]) -> [ProjectID: SinkProblem] {
        do throws(SinkProblem) { try readyFolder() } catch { return Dictionary(all: projects, error) }
        var problems: [ProjectID: SinkProblem] = [:]
        for project in projects {
            do throws(SinkProblem) { try checkFree(project) } catch { problems[project] = error }
        }
        // Whether anything can be written there at all, shown with one of them.
        let free = projects.filter { problems[$0] == nil }
        guard let first = free.first else { return problems }
        switch reserve(first) {
        case .success: release(first)
        case .failure(let problem): problems.merge(Dictionary(all: free, problem)) { former, _ in former }
        }
        return problems
    }

    func reserve(_ project: ProjectID) -> Result<Void, SinkProblem> {
        guard reserved[project] == nil else { return .success(()) }
        do throws(SinkProblem) {
            try readyFolder()
            reserved[project] = try SigningSecretPlaceholder(path: file(of: project), content: Self.placeholder).make()
            return .success(())
        } catch {
            return .failure(error)
        }
    }

    func store(_ secret: Secret, for project: ProjectID) -> Result<Void, SinkProblem> {
        if let file = reserved[project], !isInPlace(file, project) {
            // Somebody moved it away. The secret is worth a second try.
            reserved[project] = nil
            closeUnlocked(file)
        }
        if case .failure(let problem) = reserve(project) { return .failure(problem) }
        guard let file = reserved.removeValue(forKey: project) else {
            return .failure(SinkProblem(Message("\(self.file(of: project)) was not made")))
        }
        defer { closeUnlocked(file) }
        let bytes = Array(secret.reveal(for: .sink).utf8)
        do throws(Errno) {
            try withErrno {
                _ = try file.writeAll(toAbsoluteOffset: 0, bytes)
                try file.resize(to: Int64(bytes.count))
            }
        } catch {
            // A part of a secret is none.
            remove(project)
            return .failure(SinkProblem(self.file(of: project), Message("cannot be written"), error))
        }
        do throws(Errno) { try synchronize(file) } catch {
            return .failure(
                SinkProblem(self.file(of: project), Message("was written, but may not be on the disk"), error))
        }
        return .success(())
    }

    func release(_ project: ProjectID) {
        guard let file = reserved.removeValue(forKey: project) else { return }
        if isInPlace(file, project) { remove(project) }
        closeUnlocked(file)
    }

    // MARK: the folder

    /// Makes the folder if it is not there, and refuses one that others could put files into.
    private func readyFolder() throws(SinkProblem) {
        guard !path.isEmpty else { throw SinkProblem(Message("the folder for signing secrets is no path")) }
        let status: Stat
        do throws(Errno) {
            do throws(Errno) {
                status = try withErrno { try path.stat(followTargetSymlink: false) }
            } catch .noSuchFileOrDirectory {
                try makeFolder(path)
                status = try withErrno { try path.stat(followTargetSymlink: false) }
            }
        } catch {
            throw SinkProblem(path, Message("cannot be used for signing secrets"), error)
        }
        switch status.type {
        case .directory: break
        case .symbolicLink:
            throw SinkProblem(
                Message(
                    """
                    \(path) is a symbolic link, and no secret is written through one: name the folder itself
                    """))
        default: throw SinkProblem(Message("\(path) is not a folder"))
        }
        // Where the sticky bit is set, nobody can replace the files of others.
        if status.permissions.contains(.otherWrite), !status.permissions.contains(.saveText) {
            throw SinkProblem(Message("\(path) can be written by everybody: take that right away (chmod o-w)"))
        }
    }

    private func makeFolder(_ folder: FilePath) throws(Errno) {
        do throws(Errno) {
            try check { unsafe mkdir(folder.string, 0o700) }
        } catch .noSuchFileOrDirectory {
            try makeFolder(folder.removingLastComponent())
            try check { unsafe mkdir(folder.string, 0o700) }
        } catch .fileExists {
            return
        }
        let parent = folder.removingLastComponent()
        try synchronizeFolder(parent.isEmpty ? "." : parent)
    }

    // MARK: files

    private func file(of project: ProjectID) -> FilePath {
        path.appending(SigningSecretFileName.name(of: project))
    }

    private func checkFree(_ project: ProjectID) throws(SinkProblem) {
        try SigningSecretPlaceholder(path: file(of: project), content: Self.placeholder).checkFree()
    }

    private func isInPlace(_ file: FileDescriptor, _ project: ProjectID) -> Bool {
        guard let ours = try? file.stat(), let present = try? self.file(of: project).stat(followTargetSymlink: false)
        else { return false }
        return ours.inode == present.inode && ours.deviceID == present.deviceID
    }

    private func remove(_ project: ProjectID) {
        _ = unsafe unlink(file(of: project).string)
    }
}

extension [ProjectID: SinkProblem] {
    fileprivate init(all projects: [ProjectID], _ problem: SinkProblem) {
        self.init(projects.map { ($0, problem) }) { first, _ in first }
    }
}

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif
