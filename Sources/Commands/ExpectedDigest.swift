import Integrations
import Messages
import Planning

extension ApprovalOptions {
    /// An approval can be tied to what was approved.
    func checkDigest(of plan: Plan) throws(CommandFailure) {
        guard let expected = expectDigest?.text, expected != plan.digest else { return }
        throw CommandFailure(
            .refused, code: "digest-differs",
            summary: Message("this is another plan than the expected one, nothing was sent"),
            detail: Message("Its digest is \(plan.digest); --expect-digest is \(expected)."),
            hint: Message("Look at the plan, and expect its digest if it is what you mean."))
    }
}
