import Integrations
import Messages
import Planning

/// Gets somebody's word for a plan, or refuses it.
///
/// `--yes` answers the question whether to go on. It never owns a number of deletes: that takes `--allow-deletes`, or the
/// number typed at the prompt.
struct Approval {
    let plan: Plan
    let yes: Bool
    let skipsBlocked: Bool
    /// Whether the plan was saved: then nobody can add a word to it any more.
    let isFixed: Bool
    let context: CommandContext

    /// The plan as it may be carried out: with the consents that were given on the way.
    func approved() throws(CommandFailure) -> Plan {
        guard plan.refusals.isEmpty else { throw CommandFailure(.refused, plan.refusals) }
        var plan = plan
        let canAsk = !yes && context.input.isTerminal
        if !plan.isAllowed, !skipsBlocked {
            guard canAsk, !isFixed, let deletes = plan.onlyDeletesLackConsent else {
                throw CommandFailure(.refused, [plan.refusalDiagnostic])
            }
            try askForNumber(deletes)
            plan.giveConsentToDeletes()
            return plan
        }
        guard plan.changes.contains(where: \.isAllowed) else {
            throw CommandFailure(.refused, [plan.refusalDiagnostic])
        }
        if !yes { try askToGoOn() }
        return plan
    }

    private func askForNumber(_ deletes: Int) throws(CommandFailure) {
        let question =
            deletes == 1
            ? Message("Type 1 to delete 1 integration and apply the rest, anything else to stop: ")
            : Message(
                """
                Type \(deletes) to delete \(deletes) integrations and apply the rest, anything else to stop: 
                """)
        let answer = Prompt(context: context).ask(question)
        guard answer == "\(deletes)" else { throw declined }
    }

    private func askToGoOn() throws(CommandFailure) {
        guard context.input.isTerminal else {
            throw CommandFailure(
                .refused, code: "no-terminal", summary: Message("nobody can be asked, nothing was sent"),
                detail: Message("Standard input is not a terminal."),
                hint: Message("Pass --yes to apply without being asked."))
        }
        let question = Message("Apply these changes? \"yes\" goes on, anything else stops: ")
        guard Prompt(context: context).agrees(to: question) else { throw declined }
    }

    private var declined: CommandFailure {
        CommandFailure(.refused, code: "declined", summary: Message("declined, nothing was sent"))
    }
}

extension Plan {
    /// The number of deletes, if their number is all that nobody owns yet.
    fileprivate var onlyDeletesLackConsent: Int? {
        guard changes.allSatisfy({ $0.blockedBy == nil }) else { return nil }
        let missing = requirements.filter { !$0.isGiven }
        guard missing.count == 1, let requirement = missing.first else { return nil }
        switch requirement.kind {
        case .deletes, .deletesOfEverything: return requirement.number
        case .changes: return nil
        }
    }

    fileprivate mutating func giveConsentToDeletes() {
        for index in requirements.indices { requirements[index].isGiven = true }
        for index in changes.indices where changes[index].consent == .missing { changes[index].consent = .given }
    }

    fileprivate var refusalDiagnostic: Diagnostic {
        let blocked = changes.count { $0.blockedBy != nil }
        let lacking = changes.count { $0.blockedBy == nil && $0.consent == .missing }
        let number = requirements.first { !$0.isGiven }
        let rest =
            changes.contains(where: \.isAllowed)
            ? Message(" --skip-blocked carries out the rest.") : Message(verbatim: "")
        var hint = Message("See the plan above for what lifts each guard.\(rest)")
        if let number, blocked == 0 {
            let flag =
                if case .changes = number.kind { "--allow-changes" } else { "--allow-deletes" }
            hint = Message("If you mean it, pass \(flag) \(number.number) to the command that plans.\(rest)")
        }
        return Diagnostic(
            code: blocked > 0 ? "blocked" : "consent-missing", severity: .error,
            summary: Message("the plan is refused, nothing was sent"),
            detail: Message("\(blocked) blocked, \(lacking) without consent."), hint: hint)
    }
}
