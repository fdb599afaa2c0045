import Integrations
import Messages
import Planning
import Reports

extension Sample {
    /// A change that the planner made of the scenario.
    static func change(_ project: String, of scenario: Scenario) throws -> Change {
        let wanted = try id(project)
        guard let change = try scenario.plan().changes.first(where: { $0.project == wanted }) else { throw Broken() }
        return change
    }

    /// A run in which everything happened.
    static func mixedReport() throws -> (report: ApplyReport, plan: Plan) {
        var scenario = Scenario()
        let token = SecretReference.environment("TOKEN")
        let key = APIAccess.apiKey(.environment("JELOU_API_KEY_VENTAS"))
        func update(_ project: String, name: String? = nil, access: APIAccess = .standard, line: Int) throws {
            scenario.desired.append(
                try desired(
                    project, name: name, url: "https://new.example.com/\(line)", .bearer, token, access: access,
                    line: line))
            scenario.recorded = (scenario.recorded ?? []) + [try recorded(project)]
        }
        try update("a-done", name: "Ventas", line: 3)
        try update("b-normalised", line: 9)
        try update("c-rejected", name: "Soporte México", line: 15)
        try update("d-key", access: key, line: 21)
        try update("e-key", access: key, line: 27)
        try update("f-server", line: 33)
        try update("g-timeout", line: 39)
        try update("h-stopped", access: key, line: 45)
        try update("i-stopped", access: key, line: 51)
        scenario.recorded?.append(try recorded("j-delete"))
        scenario.recorded?.append(try recorded("k-lost", name: "Facturas"))
        scenario.recorded?.append(try recorded("l-protected", protect: true))
        scenario.recorded?.append(try recorded("m-kept"))
        scenario.guards.allowedDeletes = 3
        let plan = try scenario.plan()
        func result(
            _ project: String, _ outcome: ChangeResult.Outcome, _ resultClass: ResultClass, _ status: Int? = nil,
            _ attempts: Int = 0, _ message: String? = nil, request: String? = nil
        ) throws -> ChangeResult {
            ChangeResult(
                change: try change(project, of: scenario), outcome: outcome, resultClass: resultClass,
                httpStatus: status, attempts: attempts, message: message.map { Message(verbatim: $0) },
                requestID: request)
        }
        let results = [
            try result("a-done", .succeeded, .done, 200, 1),
            try result(
                "b-normalised", .succeeded, .serverNormalised, 200, 1,
                "webhookUrl was sent as https://new.example.com/9 and is https://new.example.com/9/"),
            try result("c-rejected", .failed, .rejected, 400, 1, "webhookUrl must be a public URL"),
            try result("d-key", .failed, .unauthorized, 401, 1, "Unauthorized"),
            try result("e-key", .failed, .unauthorized, 401, 1, "Unauthorized"),
            try result("f-server", .failed, .serverFailure, 503, 6, "upstream failed", request: "7f3a-22"),
            try result("g-timeout", .unknown, .timedOut, nil, 3, "no answer within 30 s"),
            try result("h-stopped", .skipped, .keyStopped), try result("i-stopped", .skipped, .keyStopped),
            try result("j-delete", .succeeded, .alreadyAbsent, 404, 1),
            try result("k-lost", .unknown, .connectionLost, nil, 2, "connection reset by peer"),
            try result("l-protected", .skipped, .blocked),
            try result("m-kept", .succeeded, .done, 200, 2),
        ]
        return (
            ApplyReport(
                run: "20261118T091200Z-1f2e3d4c", results: results, stop: nil,
                state: .saved(lineage: lineage, serial: 13)), plan
        )
    }

    /// A run of so many updates that all succeeded.
    static func smoothReport(_ count: Int) throws -> (report: ApplyReport, plan: Plan) {
        let scenario = Scenario(
            desired: try (1...count).map {
                try desired("project-\($0)", url: "https://new.example.com/\($0)", line: $0)
            }, recorded: try (1...count).map { try recorded("project-\($0)") })
        let plan = try scenario.plan()
        let results = plan.changes.map {
            ChangeResult(change: $0, outcome: .succeeded, resultClass: .done, httpStatus: 200, attempts: 1)
        }
        return (
            ApplyReport(
                run: "20261118T091200Z-1f2e3d4c", results: results, stop: nil,
                state: .saved(lineage: lineage, serial: 13)), plan
        )
    }
}
