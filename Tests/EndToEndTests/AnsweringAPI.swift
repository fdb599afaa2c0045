import Foundation
import TestSupport
import Testing

/// A scratch folder, a server that answers as a test says, and the built program between them.
struct AnsweringWorld {
    let folder: TemporaryFolder
    let server: RawHTTPServer
    /// How the server answers a GET for a project; one that is not here is answered as absent.
    let answers: Watched<[String: RawAnswer]>
    /// What the program sees beside the base URL, `PATH` and `HOME`.
    let environment: [String: String]

    func jelouctl(_ arguments: [String], input: String? = nil) async throws -> BuiltProgram.Run {
        try await BuiltProgram.jelouctl.run(
            arguments, in: folder,
            environment: environment.merging(["JELOUCTL_BASE_URL": "http://127.0.0.1:\(server.port)/platform"]) {
                $1
            }, input: input)
    }

    func json(_ text: String) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any], "\(text)")
    }

    /// What arrived and changes something, as `PATCH a`.
    var writes: [String] {
        server.requests.filter { $0.method != "GET" }.map { "\($0.method) \($0.project)" }
    }

    /// Every file and what it holds.
    func contents() throws -> [String: String] {
        Dictionary(uniqueKeysWithValues: try folder.files().map { ($0, try folder.read($0)) })
    }
}

/// Runs `body` in a world whose projects were imported as they are: there is a file and a state, and nothing to do.
///
/// - Parameters:
///   - hasOwnKeys: whether each has a key of its own, in `KEY_` and its id, instead of one for all.
///   - extra: what the program sees beside that.
///   - onWrite: sees each request that is no GET, before it is answered.
func withAnsweringWorld(
    _ projects: [String], hasOwnKeys: Bool = false, environment extra: [String: String] = [:],
    onWrite: @escaping @Sendable (ArrivedRequest) -> Void = { _ in },
    _ body: (AnsweringWorld) async throws -> Void
) async throws {
    let answers = Watched(Dictionary(uniqueKeysWithValues: projects.map { ($0, APIAnswer.whole($0)) }))
    var environment = ["JELOU_API_KEY": World.apiKey, "JELOUCTL_RETRIES": "0"]
    environment.merge(extra) { $1 }
    if hasOwnKeys { for id in projects { environment["KEY_\(id.uppercased())"] = "\(World.apiKey)-\(id)" } }
    try await withTemporaryFolder { [environment] folder in
        try await withRawHTTPServer(
            answer: { request in
                if request.method == "GET" { return answers.value[request.project] ?? APIAnswer.own(404) }
                onWrite(request)
                return APIAnswer.toWrite(request)
            },
            { server in
                let world = AnsweringWorld(
                    folder: folder, server: server, answers: answers, environment: environment)
                let first = try await world.jelouctl(
                    ["import"] + (hasOwnKeys ? ["--api-key-env", "KEY_${project}"] : []) + projects)
                try #require(first.exitCode == 0, "\(first.text)")
                server.clearRequests()
                try await body(world)
            })
    }
}

extension ArrivedRequest {
    /// The project that its path names.
    var project: String { path.split(separator: "/").last.map(String.init) ?? "" }
}

/// Answers as the API gives them.
enum APIAnswer {
    /// The fields of an integration as they were imported.
    static func fields(_ project: String) -> [String: String] {
        [
            "id": "integration-\(project)", "brainId": project, "webhookUrl": oldURL(project), "authType": "no_auth",
            "createdAt": "2026-01-15T10:30:00.000Z", "updatedAt": "2026-01-22T09:15:00.000Z",
        ]
    }

    /// The flat body of an integration: other values in the place of some, and some left out.
    static func flat(_ project: String, _ other: [String: String] = [:], without left: [String] = []) -> String {
        object(fields(project).merging(other) { _, other in other }.filter { !left.contains($0.key) })
    }

    static func object(_ fields: [String: String]) -> String {
        let texts = fields.sorted { $0.key < $1.key }.map { "\"\($0.key)\":\"\($0.value)\"" }
        return "{" + texts.joined(separator: ",") + "}"
    }

    static func whole(_ project: String) -> RawAnswer { .answer(200, flat(project)) }

    /// The API's own error.
    static let error =
        #"{"message":["Integration not found"],"statusMessage":"failed","status":0,"error":{"code":"E404"}}"#

    static func own(_ status: Int) -> RawAnswer { .answer(status, error) }

    /// A success for whatever was to be written.
    static func toWrite(_ request: ArrivedRequest) -> RawAnswer {
        switch request.method {
        case "DELETE": .answer(200, #"{"message":["deleted"],"statusMessage":"success","status":1}"#)
        case "POST": .answer(200, flat(request.project, ["signingSecret": "shown-once-0123456789"]))
        default: .answer(200, flat(request.project, ["webhookUrl": newURL(request.project)]))
        }
    }
}
