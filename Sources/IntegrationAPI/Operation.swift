import Integrations
import Transport

/// One of the API's operations: what is sent, and which answers mean what.
struct Operation: Sendable {
    var method: HTTPMethod
    /// Relative to the base URL.
    var path: String
    /// Other statuses of the 2xx class are not documented, so they prove nothing.
    var successStatuses: Set<Int>
    var documentedFailures: Set<Int>
    var proof: Proof

    /// What the body of a success must show.
    enum Proof: Sendable {
        /// Values of the integration: this is what was asked for.
        case integration
        /// Values of the integration, or the API's success envelope.
        case integrationOrEnvelope
        /// The API's success envelope.
        case envelope
    }

    static let read = Operation(
        method: .get, path: projectPath, successStatuses: [200], documentedFailures: [401, 404, 500],
        proof: .integration)
    static let update = Operation(
        method: .patch, path: projectPath, successStatuses: [200], documentedFailures: [400, 401, 404, 500],
        proof: .integrationOrEnvelope)
    static let delete = Operation(
        method: .delete, path: projectPath, successStatuses: [200], documentedFailures: [401, 404, 500],
        proof: .envelope)
    static let create = Operation(
        method: .post, path: projectPath, successStatuses: [200, 201], documentedFailures: [401, 422, 500],
        proof: .integrationOrEnvelope)

    private static let projectPath = "/v1/external-support/{projectId}"

    var isWrite: Bool { method != .get }

    /// Whether the API's own 404 or 410 means that the project has no integration.
    ///
    /// To a creation it would mean something else, which is not documented.
    var canProveAbsence: Bool { documentedFailures.contains(404) }

    func url(_ baseURL: APIBaseURL, _ project: ProjectID) -> String {
        baseURL.text + path.replacing("{projectId}", with: PathSegment.encode(project.rawValue))
    }
}
