// PlanFiles: saved plans as files: their format, their seal, and how they are read and written.

package import Integrations
import Messages
package import Planning
import StrictJSON

/// The file of a saved plan: `plan --out FILE`, to be applied by `apply FILE`.
///
/// One JSON document: the header on the first line, then one change a line, and the seal on the last. No secret can be in
/// it, because nothing of a plan has a place for one; the arguments of a `command` reference are in it, as they are in the
/// files, because the credential could not be found without them.
package enum PlanFile {
    /// - Parameter key: the state's; nil without a recorded state.
    ///
    ///   Then there is nothing to seal the file with, and what stands in the place of the seal only shows damage.
    package static func encode(_ plan: SavedPlan, key: FingerprintKey?) -> [UInt8] {
        let body = PlanFileEncoder.unsealed(plan)
        let seal = key.map { $0.seal(body[...]) } ?? PlanFileFormat.checksum(body[...])
        return body + PlanFileFormat.tail(seal)
    }

    /// Reads a file strictly, and says of anything else what is wrong with it and where.
    ///
    /// The plan that comes out is sound in itself; whether it is as it was saved, ``LoadedPlan/verify(_:)`` tells.
    ///
    /// - Parameter path: what errors name.
    package static func decode(_ bytes: [UInt8], path: String) throws(PlanFileError) -> LoadedPlan {
        switch PlanFileFormat.Opening(bytes) {
        case .ours: break
        case .newer(let version): throw .newerFormat(path: path, version: version)
        case .respelled: throw .edited(path: path)
        case .cutOff: throw .damaged(path: path, line: 1, why: Message("the file ends in the middle; it was cut off"))
        case .foreign: throw .notAPlan(path: path)
        }
        let body: PlanFileDecoder.Body
        do { body = try PlanFileDecoder.body(bytes) } catch {
            let line = 1 + bytes.prefix(error.offset).count { $0 == UInt8(ascii: "\n") }
            throw .damaged(path: path, line: line, why: error.why)
        }
        guard case .string(let seal) = body.seal.value,
            bytes[body.seal.offset...].elementsEqual(PlanFileFormat.tail(seal)), body.digest == body.saved.plan.digest
        else { throw .edited(path: path) }
        let sealed = bytes[..<body.seal.offset]
        let isSealed = !seal.hasPrefix(PlanFileFormat.checksumPrefix)
        guard isSealed || seal == PlanFileFormat.checksum(sealed) else { throw .edited(path: path) }
        return LoadedPlan(plan: body.saved, path: path, sealed: sealed, seal: isSealed ? seal : nil)
    }
}

/// A saved plan as its file says it.
package struct LoadedPlan: Sendable {
    package let plan: SavedPlan
    private let path: String
    /// What the seal covers.
    private let sealed: ArraySlice<UInt8>
    private let seal: String?

    init(plan: SavedPlan, path: String, sealed: ArraySlice<UInt8>, seal: String?) {
        self.plan = plan
        self.path = path
        self.sealed = sealed
        self.seal = seal
    }

    /// Whether it was made from a recorded state, and carries the seal of that state's key.
    package var isSealed: Bool { seal != nil }

    /// Refuses a plan that is not as it was saved.
    ///
    /// - Parameter key: the key of the state that it is to be applied to; nil when there is no recorded state.
    package func verify(_ key: FingerprintKey?) throws(PlanFileError) {
        switch (seal, key) {
        case (let seal?, let key?):
            guard key.isSeal(seal, of: sealed) else { throw .edited(path: path) }
        case (nil, .some): throw .unsealed(path: path)
        case (.some, nil): throw .unverifiable(path: path)
        case (nil, nil): break
        }
    }
}
