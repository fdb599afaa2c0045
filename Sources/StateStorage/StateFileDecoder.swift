import Integrations
import Messages
import StrictJSON

/// Reads the state file: fast if it is spelled as we spell it, thoroughly if others have been at it.
struct StateFileDecoder {
    /// What errors name.
    let path: String

    func state(_ bytes: [UInt8]) throws(StateStorageError) -> RecordedState {
        if let state = StateFileScanner.state(bytes) { return state }
        return try thoroughState(bytes)
    }

    /// Reads any spelling of the format, and says of anything else what is wrong with it and where.
    ///
    /// The version comes first: a later format may have any layout behind it, so nothing else of it is looked at.
    func thoroughState(_ bytes: [UInt8]) throws(StateStorageError) -> RecordedState {
        let bytes = Self.withoutByteOrderMark(bytes)
        guard bytes.contains(where: { !Self.isBlank($0) }) else {
            throw .corrupt(path: path, line: nil, why: Message("the file is empty"))
        }
        let outline = Result { () throws(JSONMisfit) in try JSONOutline.rootKeys(checking: bytes) }
        if case .success(let keys) = outline, Self.isForeign(keys) { throw .foreign(path: path) }
        if let version = StateFileVersion(leading: bytes) { try accept(version, bytes) }
        do throws(JSONMisfit) { _ = try outline.get() } catch {
            throw .corrupt(path: path, line: JSONOutline.line(of: error.offset, in: bytes), why: error.why)
        }
        do {
            let decoder = JSONDecoder()
            let data = Data(bytes)
            try accept(decoder.decode(StateFileVersion.self, from: data), bytes)
            return try decoder.decode(StateFileV1.self, from: data).state
        } catch let error as StateStorageError {
            throw error
        } catch let error as Misfit {
            throw corrupt(error, bytes)
        } catch let error as DecodingError {
            throw corrupt(Misfit(error), bytes)
        } catch {
            throw .corrupt(path: path, line: nil, why: Message("the file does not fit the format"))
        }
    }

    /// Whether a sound document is somebody else's, or one of ours that is no state: a plan or a report names its command.
    private static func isForeign(_ keys: [String]?) -> Bool {
        guard let keys, keys.contains(StateFileVersion.key) else { return true }
        return !keys.contains("lineage") && (keys.contains("command") || keys.contains("changes"))
    }

    private func accept(_ version: StateFileVersion, _ bytes: [UInt8]) throws(StateStorageError) {
        switch version {
        case .known: return
        case .newer(let text): throw .newerFormat(path: path, version: text)
        case .invalid:
            throw corrupt(
                Misfit([AnyKey(stringValue: StateFileVersion.key)], Message("the format version is none")), bytes)
        }
    }

    private func corrupt(_ misfit: Misfit, _ bytes: [UInt8]) -> StateStorageError {
        let offset = JSONOutline.offset(of: misfit.path, in: bytes) ?? 0
        return .corrupt(path: path, line: JSONOutline.line(of: offset, in: bytes), why: misfit.why)
    }

    private static func withoutByteOrderMark(_ bytes: [UInt8]) -> [UInt8] {
        bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
    }

    private static func isBlank(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
            || byte == UInt8(ascii: "\t")
    }
}

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif
