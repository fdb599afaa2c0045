import Integrations
import Messages
import Planning

/// What the files say in the cross product.
///
/// "Same" is the base that the others differ from: address A, bearer, the credential X found at TOKEN.
enum DesiredSide: String, CaseIterable {
    case none
    case absent
    case absentUnprotected = "absent-unprotected"
    case same
    case otherURL = "other-url"
    case otherType = "other-type"
    case newCredential = "new-credential"
    /// X where it was, but out of reach.
    case unchecked
    /// X, found at TOKEN_2.
    case renamed
    /// Said to be at TOKEN_2, but out of reach.
    case renamedUnchecked = "renamed-unchecked"
    case noAuth = "no-auth"
    /// The auth type and the credential are not managed.
    case urlOnly = "url-only"

    func project() throws -> DesiredProject? {
        switch self {
        case .none: nil
        case .absent: try Sample.absent()
        case .absentUnprotected: try Sample.absent(protect: false)
        case .same, .newCredential, .unchecked:
            try Sample.present(authType: .bearer, authorization: Sample.token)
        case .otherURL: try Sample.present("ventas-co", "B", authType: .bearer, authorization: Sample.token)
        case .otherType: try Sample.present(authType: .apiKey, authorization: Sample.token)
        case .renamed, .renamedUnchecked: try Sample.present(authType: .bearer, authorization: Sample.otherToken)
        case .noAuth: try Sample.present(authType: .noAuth)
        case .urlOnly: try Sample.present()
        }
    }

    /// What looking up the credential shows, with a state to fingerprint by or without.
    func finding(hasState: Bool) throws -> CredentialFinding? {
        switch self {
        case .none, .absent, .absentUnprotected, .noAuth, .urlOnly: nil
        case .unchecked, .renamedUnchecked: .notChecked(Message(verbatim: "not set"))
        case .same, .otherURL, .otherType, .renamed:
            hasState ? .fingerprint(try Sample.fingerprint("X")) : .noKey
        case .newCredential: hasState ? .fingerprint(try Sample.fingerprint("Y")) : .noKey
        }
    }
}

/// What the state remembers in the cross product.
enum RecordedSide: String, CaseIterable {
    case noState = "no-state"
    case unrecorded
    case same
    /// Applied: address C, basic, the credential Z found at TOKEN.
    case different
    /// The same, and never to be deleted.
    case protected
    case tombstone
    /// The last write, of the same, may or may not have happened.
    case unsettled

    func projects() throws -> [RecordedProject]? {
        let base = RecordedIntegration(
            webhookURL: try Sample.url("A").text, authType: .bearer, credential: try Sample.credential("X"))
        switch self {
        case .noState: return nil
        case .unrecorded: return []
        case .same: return [try Sample.recorded(.applied(base))]
        case .different:
            return [try Sample.applied("ventas-co", "C", authType: .basic, credential: Sample.credential("Z"))]
        case .protected: return [try Sample.recorded(.applied(base), protect: true)]
        case .tombstone: return [try Sample.recorded(.deleted)]
        case .unsettled: return [try Sample.recorded(.unsettled(UnsettledWrite(kind: .update, tried: base)))]
        }
    }
}

/// What the API answered in the cross product.
enum ObservedSide: String, CaseIterable {
    case unread
    case same
    /// Address D, basic.
    case different
    /// Address A; the answer leaves the auth type out.
    case partial
    case absent
    case unknown

    func observation() throws -> Observation? {
        switch self {
        case .unread: nil
        case .same: try Sample.live("A", "bearer")
        case .different: try Sample.live("D", "basic")
        case .partial: try Sample.live("A", nil)
        case .absent: .absent
        case .unknown: .unknown(Message(verbatim: "401"))
        }
    }
}

/// One cell of the cross product.
struct CrossProductCell: Hashable, CustomStringConvertible {
    var desired: DesiredSide
    var recorded: RecordedSide
    var observed: ObservedSide

    static let all = DesiredSide.allCases.flatMap { desired in
        RecordedSide.allCases.flatMap { recorded in
            ObservedSide.allCases.map { CrossProductCell(desired: desired, recorded: recorded, observed: $0) }
        }
    }

    var description: String { "\(desired.rawValue) × \(recorded.rawValue) × \(observed.rawValue)" }

    /// What planning and guarding make of it, in the words of the table.
    func outcome() throws -> String {
        let id = try Sample.id()
        let finding = try desired.finding(hasState: recorded != .noState)
        let situation = Situation(
            desired: try desired.project().map { [$0] } ?? [], recorded: try recorded.projects(),
            observed: try observed.observation().map { [id: $0] }, credentials: finding.map { [id: $0] } ?? [:])
        let plan = try situation.plan()
        guard plan.changes.count + plan.unchanged.count <= 1 else { throw Sample.Unusable() }
        guard let change = plan.changes.first else { return plan.unchanged.isEmpty ? "unmentioned" : "unchanged" }
        let blocked = change.blockedBy.map { ", blocked \($0.rawValue)" } ?? ""
        return "\(change.action.words(leaving: change.memory))\(blocked) | \(change.reason.rawValue)"
    }
}

extension Change.Action {
    /// The action, the fields that are sent and the memory that changes, in the words of the table.
    fileprivate func words(leaving memory: ProjectMemory?) -> String {
        switch self {
        case .create(let creation):
            ["create", "url", creation.authType.map { _ in "type" }, creation.authorization.map { _ in "credential" }]
                .compactMap(\.self).joined(separator: " ")
        case .update(let update, _):
            [
                "update", update.webhookURL.map { _ in "url" }, update.authentication.map { _ in "type" },
                update.authentication?.authorization.map { _ in "credential" },
            ].compactMap(\.self).joined(separator: " ")
        case .delete(let deletion): deletion.isImplicit ? "delete implicit" : "delete explicit"
        case .adopt: "adopt"
        case .record(let changes): (["record"] + changes.elements.map(\.word)).joined(separator: " ")
        case .forget: memory == nil ? "forget" : "forget leaving tombstone"
        }
    }
}

extension MemoryChange {
    /// What changes, in one word.
    var word: String {
        switch self {
        case .name: "name"
        case .labels: "labels"
        case .protect: "protect"
        case .access: "access"
        case .baseURL: "baseURL"
        case .authorizationReference: "reference"
        case .authTypeNoLongerManaged: "no-more-type"
        case .authorizationNoLongerManaged: "no-more-credential"
        }
    }
}
