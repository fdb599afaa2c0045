import Credentials
import Execution
import Integrations
import Planning
import Presentation
import StateStorage

/// Where the plan of an `apply` comes from: it is made from files, or was saved.
protocol PlanSource: Sendable {
    var context: CommandContext { get }
    var baseURL: APIBaseURL { get }
    var statePath: String { get }
    /// What files or plan say of how calls are made.
    var settings: SettingsResolver { get }
    /// What the first line of the plan says of where it comes from.
    func planContext(_ plan: Plan) -> PlanContext
    /// The plan, where it was made before and is carried out as it is; nil where it is made from files.
    var fixedPlan: Plan? { get }
    /// Refuses a state, or the lack of one, that the plan cannot start from.
    func accept(_ stored: StoredState?) throws(CommandFailure)
    /// - Parameter recorded: nil when there is nothing to compare with.
    func propose(_ recorded: RecordedState?, _ lookup: CredentialLookup) async throws -> Proposal
    /// The files that the plan is made from.
    var inputFiles: [String] { get }
    /// Where the files speak of a project; nil where no file was read.
    func places(of project: ProjectID) -> DesiredProject.Places?
}

extension PlanSource {
    var fixedPlan: Plan? { nil }
}

/// A plan that is about to be shown, and what came to light while it was made.
struct Proposal {
    var plan: Plan
    /// Credentials that were found already.
    var secrets: [SecretReference: Secret] = [:]
    /// Its id, if it was saved.
    var savedPlan: String?
    /// Changes of a saved plan whose project has moved in the state since.
    var stale: Set<ProjectID> = []
    /// Whether nobody can add a word to it any more: what it lacks is lacking.
    var isFixed: Bool { savedPlan != nil }
}

extension StoredState {
    /// What a plan is made from: nil for a state that holds nothing yet, the first run's, which has a lineage and a key alone.
    var recorded: RecordedState? { state.serial == 0 ? nil : state }
}
