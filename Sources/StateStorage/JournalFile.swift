import Integrations
import Messages
import SystemPackage

/// The journal of the run that is under way, open for writing.
struct JournalFile: ~Copyable {
    private let path: FilePath
    private let descriptor: FileDescriptor
    /// How much of the file is on the disk.
    private var durableLength: Int64
    private var nextNumber = 1
    /// Why nothing more may be written; nil as long as something may.
    private var failure: Message?

    /// Makes the journal, which must not exist, with room for what is expected, and waits until its first line is on the disk.
    ///
    /// On failure nothing is left of it.
    static func begin(
        _ location: StateLocation, header: JournalHeader, expectedRecords: Int
    ) throws(StateStorageError) -> JournalFile {
        do throws(Errno) {
            let descriptor = try withSystemErrors {
                try FileDescriptor.open(
                    location.journal, .writeOnly, options: NewFile.options, permissions: [.ownerRead, .ownerWrite])
            }
            do throws(Errno) {
                let bytes = JournalEncoder.encode(header)
                try reserve(descriptor, records: expectedRecords)
                try write(descriptor, bytes, at: 0)
                try checkSystemCall { fsync(descriptor.rawValue) }
                try Folder.synchronize(location.folder)
                return JournalFile(
                    path: location.journal, descriptor: descriptor, durableLength: Int64(bytes.count))
            } catch {
                _ = unsafe unlink(location.journal.string)
                try? descriptor.close()
                throw error
            }
        } catch {
            throw .unwritable(path: location.journal.string, reason: FileProblem(error))
        }
    }

    private init(path: FilePath, descriptor: FileDescriptor, durableLength: Int64) {
        self.path = path
        self.descriptor = descriptor
        self.durableLength = durableLength
    }

    deinit { try? descriptor.close() }

    /// Adds records; they are on the disk when it returns.
    ///
    /// What was written of them before a failure is taken back. Where that fails too, nothing more is written: it would
    /// stand behind half a record.
    mutating func append(_ records: [JournalRecord]) throws(StateStorageError) {
        if let failure { throw .journalUnusable(path: path.string, why: failure) }
        guard isStillInPlace else {
            throw .journalUnusable(path: path.string, why: Message("somebody has moved or removed it"))
        }
        guard !records.isEmpty else { return }
        let bytes = JournalEncoder.encode(records, from: nextNumber)
        do throws(Errno) {
            try Self.write(descriptor, bytes, at: durableLength)
        } catch {
            takeBack()
            throw .unwritable(path: path.string, reason: FileProblem(error))
        }
        do throws(Errno) {
            try checkSystemCall { Self.synchronizeData(descriptor.rawValue) }
        } catch {
            takeBack()
            // After that the system does not say any more what of the file is on the disk.
            failure = Message("it could not be made durable before")
            throw .unwritable(path: path.string, reason: FileProblem(error))
        }
        durableLength += Int64(bytes.count)
        nextNumber += records.count
    }

    private mutating func takeBack() {
        do throws(Errno) {
            try withSystemErrors { try descriptor.resize(to: durableLength) }
        } catch {
            failure = Message("half a record could not be taken back")
        }
    }

    private var isStillInPlace: Bool {
        guard let ours = try? descriptor.stat(), let present = try? path.stat(followTargetSymlink: false) else {
            return false
        }
        return FileIdentity(ours).isSameFile(as: FileIdentity(present))
    }

    private static func write(_ file: FileDescriptor, _ bytes: [UInt8], at offset: Int64) throws(Errno) {
        try withSystemErrors { _ = try file.writeAll(toAbsoluteOffset: offset, bytes) }
    }

    /// Has room set aside, so that a full disk is met before the first call.
    private static func reserve(_ file: FileDescriptor, records: Int) throws(Errno) {
        let lines = min(max(records, 0), 1 << 20) + 1
        try RoomReservation.make(file, bytes: lines * JournalFormat.usualRecordLength)
    }

    private static func synchronizeData(_ file: Int32) -> Int32 {
        #if os(Linux)
            fdatasync(file)
        #else
            fsync(file)
        #endif
    }
}

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif
