import IntegrationAPI
import Integrations
import Testing

/// An answer, or none, to a read or a delete, and what may be concluded from it.
struct AbsenceRow: Sendable, CustomTestStringConvertible {
    /// Nil: nothing goes wrong.
    var fault: String?
    /// Whether the project really has an integration.
    var isPresent: Bool = true
    var reason: CallFailure.Reason

    var testDescription: String { "\(fault ?? "no fault") to a project that is \(isPresent ? "there" : "not there")" }

    static let all = own + gateway + refusals + failures + redirects + foreign + broken + silent

    /// The only rows that prove absence.
    private static let own =
        [AbsenceRow(fault: nil, isPresent: false, reason: .absent)]
        + ["api", "echo", "hostile"].flatMap { body in
            [404, 410].flatMap { status in
                [true, false].map {
                    AbsenceRow(fault: "status=\(status),body=\(body)", isPresent: $0, reason: .absent)
                }
            }
        }

    private static let gateway = ["html", "empty", "gateway"].flatMap { body in
        [400, 402, 404, 405, 409, 410, 413, 421, 431].map { status in
            AbsenceRow(fault: "status=\(status),body=\(body)", reason: .notTheAPI)
        }
    }

    private static let bodies = ["api", "html", "empty", "gateway", "echo", "hostile"]

    private static let refusals =
        bodies.flatMap { body in
            [
                AbsenceRow(fault: "status=401,body=\(body)", reason: .unauthorized),
                AbsenceRow(fault: "status=403,body=\(body)", reason: .forbidden),
                AbsenceRow(fault: "status=429,body=\(body)", reason: .rateLimited),
                AbsenceRow(fault: "status=429,body=\(body),retry-after=1", reason: .rateLimited),
            ]
        } + [400, 405, 409, 422, 451].map { AbsenceRow(fault: "status=\($0)", reason: .rejected) }

    private static let failures = bodies.flatMap { body in
        [408, 500, 501, 502, 503, 504, 520, 599].map { status in
            AbsenceRow(fault: "status=\(status),body=\(body)", reason: .serverFailure)
        }
    }

    private static let redirects = ["api", "html", "empty"].flatMap { body in
        [300, 301, 302, 303, 304, 307, 308].map { status in
            AbsenceRow(fault: "status=\(status),body=\(body)", reason: .redirected)
        }
    }

    private static let foreign =
        ["html", "empty", "gateway"].flatMap { body in
            [200, 201, 202, 206].map { AbsenceRow(fault: "status=\($0),body=\(body)", reason: .unclearAnswer) }
        }
        + [
            AbsenceRow(fault: "status=204", reason: .unclearAnswer),
            AbsenceRow(fault: "foreign-body=html", reason: .unclearAnswer),
            AbsenceRow(fault: "foreign-body=json", reason: .unclearAnswer),
            AbsenceRow(fault: "failed-envelope", reason: .notSuccessful),
            AbsenceRow(fault: "status=200,body=api", reason: .notSuccessful),
        ]

    /// Answers that are not whole: a 200 to a project that is there, the API's own 404 to one that is not.
    private static let broken = ["truncate", "oversized", "broken-json"].flatMap { fault in
        [
            AbsenceRow(fault: fault, isPresent: true, reason: .unclearAnswer),
            AbsenceRow(fault: fault, isPresent: false, reason: .notTheAPI),
        ]
    }

    private static let silent = [true, false].flatMap { isPresent in
        [
            AbsenceRow(fault: "empty-body", isPresent: isPresent, reason: .unclearAnswer),
            AbsenceRow(fault: "cut-before", isPresent: isPresent, reason: .connectionLost),
            AbsenceRow(fault: "cut-after", isPresent: isPresent, reason: .connectionLost),
            AbsenceRow(fault: "latency=1h", isPresent: isPresent, reason: .timedOut),
            AbsenceRow(fault: "latency-after=1h", isPresent: isPresent, reason: .timedOut),
        ]
    }
}

@Suite("Claim 3: an error is never read as absent")
struct AbsenceTests {
    @Test(
        "Only the API's own 404 or 410 proves absence",
        .timeLimit(.minutes(5)), arguments: AbsenceRow.all, [Shape.flat, .enveloped])
    func table(row: AbsenceRow, shape: Shape) async throws {
        try await withBench(Combination(shape: shape)) { bench in
            for call in [Call.read, .delete] {
                if row.isPresent { try await bench.target.put(IntegrationValues(), for: ContractBench.project) }
                #expect(try await bench.perform(.read, on: "nobody").failure?.reason == .absent, "a connection is open")
                if let fault = row.fault { try await bench.target.suffer(fault) }
                let conclusion = try await bench.perform(call, timeout: row.timeout)
                let failure = try #require(conclusion.failure, "\(call) must not succeed")
                #expect(failure.reason == row.reason)
                #expect(conclusion.httpStatus == failure.httpStatus)
                if call == .read { #expect(!failure.mayHaveHappened) }
                if row.reason == .absent { #expect(!failure.mayHaveHappened && !failure.isRetryable) }

                // What follows is not mistaken for the rest of what went wrong.
                try await bench.target.recover()
                let isThere = try await bench.target.inspect(ContractBench.project) != nil
                let reason = try await bench.perform(.read).failure?.reason
                #expect(reason == (isThere ? nil : .absent))
            }
        }
    }

    @Test("A wrong base path proves nothing, though a 404 comes back", arguments: Call.allCases, [true, false])
    func wrongBasePath(call: Call, isPresent: Bool) async throws {
        try await withBench { bench in
            if isPresent { try await bench.target.put(IntegrationValues(), for: ContractBench.project) }
            let before = try await bench.target.inspect(ContractBench.project)
            for base in ["", "/nowhere", bench.target.prefix + "/v1", bench.target.prefix.uppercased()] {
                let failure = try await bench.perform(call, at: bench.target.origin + base).failure
                #expect(failure?.reason == .notTheAPI)
                #expect(failure?.hint != nil, "the base URL is what to look at")
            }
            #expect(try await bench.target.inspect(ContractBench.project) == before)
        }
    }

    @Test("A wrong key proves nothing, whether there is an integration or not", arguments: Login.allCases)
    func wrongKey(login: Login) async throws {
        try await withBench(Combination(login: login)) { bench in
            try await bench.target.put(IntegrationValues(), for: ContractBench.project)
            for project in [ContractBench.project, "nobody"] {
                for call in [Call.read, .delete] {
                    let failure = try await bench.perform(call, on: project, as: login.wrongCredentials).failure
                    #expect(failure?.reason == .unauthorized)
                }
            }
        }
    }

    @Test("Nobody there proves nothing", arguments: Call.allCases)
    func nobodyThere(call: Call) async throws {
        try await withBench { bench in
            // A port that only the system's own services take.
            let failure = try await bench.perform(call, at: "http://127.0.0.1:1/platform").failure
            #expect(failure?.reason == .notSent)
            #expect(failure?.mayHaveHappened == false)
            #expect(failure?.isRetryable == true)
        }
    }

    @Test(
        "A success without a single value is none to a read",
        arguments: [Shape.flat, .enveloped])
    func noValues(shape: Shape) async throws {
        try await withBench(Combination(shape: shape)) { bench in
            try await bench.target.put(IntegrationValues(), for: ContractBench.project)
            try await bench.target.suffer("missing-fields=id+brainId+webhookUrl+authType+createdAt+updatedAt")
            #expect(try await bench.perform(.read).failure?.reason == .unclearAnswer)
        }
    }

    @Test(
        "A field that is left out is unreported, whichever it is",
        arguments: ["id", "brainId", "webhookUrl", "authType", "createdAt", "updatedAt"], [Shape.flat, .enveloped])
    func missingField(name: String, shape: Shape) async throws {
        try await withBench(Combination(shape: shape)) { bench in
            try await bench.target.put(IntegrationValues(), for: ContractBench.project)
            var expected = try #require(try await bench.perform(.read).observed)
            switch name {
            case "id": expected.remote.id = nil
            case "webhookUrl": expected.webhookURL = .unreported
            case "authType": expected.authType = .unreported
            case "createdAt": expected.remote.createdAt = nil
            case "updatedAt": expected.remote.updatedAt = nil
            default: break
            }
            try await bench.target.suffer("missing-fields=\(name)")
            #expect(try await bench.perform(.read).observed == expected)
        }
    }
}

extension AbsenceRow {
    /// Short where the server would take an hour, and as good as none elsewhere.
    fileprivate var timeout: Duration {
        reason == .timedOut ? ContractBench.impatience : ContractBench.patience
    }
}
