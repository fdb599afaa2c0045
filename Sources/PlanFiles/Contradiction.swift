import Integrations
import Messages
import Planning

/// A change that was read back must be one that the planner could have made: what is sent is what is remembered, and a
/// delete remembers no values.
extension Change {
    /// What does not fit together; nil when all does.
    func contradiction(in plan: Plan) -> Message? {
        if let memory {
            guard memory.baseURL == plan.baseURL else {
                return Message("the change is for another base URL than the plan")
            }
            guard memory.access == access else {
                return Message("what is remembered has another access than the change")
            }
        }
        if blockedBy != nil, consent != .notNeeded { return Message("a blocked change needs no consent") }
        let integration = memory?.integration
        switch action {
        case .create(let creation):
            let created = PlannedIntegration(
                webhookURL: creation.webhookURL.text, authType: creation.authType,
                credential: creation.authorization)
            return integration?.isSame(as: created) == true ? nil : Self.otherThanRemembered
        case .update(let update, _):
            guard var sent = integration else { return Self.otherThanRemembered }
            if let url = update.webhookURL { sent.webhookURL = url.after.text }
            if let authentication = update.authentication {
                sent.authType = authentication.authType.after
                sent.credential = authentication.authorization?.after
            }
            return integration?.isSame(as: sent) == true ? nil : Self.otherThanRemembered
        case .adopt, .record: return integration == nil ? Message("there are no values to remember") : nil
        case .delete(let deletion):
            if integration != nil { return Message("a delete leaves no values to remember") }
            return deletion.isImplicit && memory != nil
                ? Message("a project that left the files is not remembered") : nil
        case .forget: return integration == nil ? nil : Message("what is forgotten leaves no values to remember")
        }
    }

    private static let otherThanRemembered: Message = Message("what is sent and what is remembered differ")
}

extension PlannedIntegration {
    fileprivate func isSame(as other: PlannedIntegration) -> Bool {
        webhookURL.utf8.elementsEqual(other.webhookURL.utf8) && authType == other.authType
            && credential == other.credential
    }
}
