import IntegrationAPI
import Integrations
import Messages
import Testing

@Suite("Redirects, sizes and times")
struct LimitTests {
    @Test(
        "No redirect is followed: where it points to sees no request", arguments: [301, 302, 303, 307, 308],
        Call.allCases)
    func redirect(status: Int, call: Call) async throws {
        for basePath in Combination.BasePathName.allCases {
            try await withBench(Combination(basePath: basePath)) { bench in
                try await bench.target.put(IntegrationValues(), for: ContractBench.project)
                let before = try await bench.target.inspect(ContractBench.project)
                try await bench.target.suffer("status=\(status)")
                let failure = try #require(try await bench.perform(call).failure)
                #expect(failure.reason == .redirected && failure.httpStatus == status)
                #expect(failure.detail?.english.contains("/v1/external-support/") == true, "it says where it points to")
                #expect(!failure.isRetryable)
                let paths = try await bench.target.received().map(\.rawPath)
                #expect(paths == ["\(bench.target.prefix)/v1/external-support/\(ContractBench.project)"])
                #expect(try await bench.target.inspect(ContractBench.project) == before)
            }
        }
    }

    @Test("An answer beyond one megabyte is not believed, whatever it says at its end", arguments: Call.allCases)
    func oversized(call: Call) async throws {
        try await withBench { bench in
            if call != .create { try await bench.target.put(IntegrationValues(), for: ContractBench.project) }
            try await bench.target.suffer("oversized")
            let failure = try #require(try await bench.perform(call).failure)
            #expect(failure.reason == .unclearAnswer && failure.httpStatus == 200)
            #expect(failure.detail != nil)
            #expect(failure.mayHaveHappened == (call != .read))
        }
    }

    /// The server repeats what it was sent four times in the body of its own 404: below the limit it is believed.
    @Test(
        "The limit is no lower than it says", arguments: [(200_000, CallFailure.Reason.absent), (300_000, .notTheAPI)])
    func nearTheLimit(size: Int, reason: CallFailure.Reason) async throws {
        try await withBench { bench in
            try await bench.target.put(IntegrationValues(), for: ContractBench.project)
            try await bench.target.suffer("status=404,body=echo")
            let body = UpdateBody(webhookURL: "https://a.example.com/" + String(repeating: "x", count: size))
            let result = try await bench.writer().update(
                try ProjectID(ContractBench.project), try #require(body), as: bench.login.credentials)
            #expect(result.failure?.reason == reason)
            #expect((result.failure?.message?.unicodeScalars.count ?? 0) <= 300)
        }
    }

    @Test(
        "The time-out ends a call that would take an hour",
        .timeLimit(.minutes(5)), arguments: Call.allCases, ["latency=1h", "latency-after=1h"])
    func timeout(call: Call, fault: String) async throws {
        try await withBench { bench in
            if call != .create { try await bench.target.put(IntegrationValues(), for: ContractBench.project) }
            #expect(try await bench.perform(.read, on: "nobody").failure?.reason == .absent, "a connection is open")
            try await bench.target.suffer(fault)
            let conclusion = try await bench.perform(call, timeout: ContractBench.impatience)
            let failure = try #require(conclusion.failure)
            #expect(failure.reason == .timedOut)
            #expect(failure.httpStatus == nil && conclusion.httpStatus == nil)
            #expect(failure.isRetryable)
            #expect(failure.mayHaveHappened == (call != .read))
        }
    }

    @Test(
        "A slow answer within the time is an answer", arguments: Call.allCases, ["latency=50ms", "latency-after=50ms"])
    func slow(call: Call, fault: String) async throws {
        try await withBench { bench in
            if call != .create { try await bench.target.put(IntegrationValues(), for: ContractBench.project) }
            try await bench.target.suffer(fault)
            #expect(try await bench.perform(call).failure == nil)
        }
    }

    @Test("A call that is given up ends, and says so", .timeLimit(.minutes(5)), arguments: Call.allCases)
    func cancelled(call: Call) async throws {
        try await withBench { bench in
            try await bench.target.put(IntegrationValues(), for: ContractBench.project)
            try await bench.target.suffer("latency=1h")
            let failure = try await withThrowingTaskGroup(of: Conclusion.self) { group in
                group.addTask { try await bench.perform(call) }
                while try await bench.target.received().isEmpty { try await Task.sleep(for: .milliseconds(5)) }
                group.cancelAll()
                return try await group.next()?.failure
            }
            #expect(failure?.reason == .cancelled)
            #expect(failure?.mayHaveHappened == (call != .read))
            #expect(failure?.isRetryable == false)
        }
    }
}

@Suite("Retry-After")
struct RetryAfterTests {
    @Test(
        "Seconds are handed on, up to a day", arguments: [("0", 0), ("1", 1), ("120", 120), ("999999", 86_400)],
        [429, 503])
    func seconds(written: (header: String, seconds: Int), status: Int) async throws {
        let waits = try await waits("status=\(status),retry-after=\(written.header)")
        #expect(waits == Array(repeating: .seconds(written.seconds), count: waits.count))
    }

    @Test("A date is counted from the server's clock, not from ours", arguments: [429, 503])
    func date(status: Int) async throws {
        for wait in try await waits("status=\(status),retry-after=date+36000") {
            let wait = try #require(wait)
            // Ten hours, give or take what lies between two looks of a busy server at its clock.
            #expect(wait > .seconds(35_000) && wait < .seconds(37_000))
        }
    }

    @Test("A date that has passed is no wait", arguments: [429, 503])
    func pastDate(status: Int) async throws {
        let waits = try await waits("status=\(status),retry-after=date+-36000")
        #expect(waits == Array(repeating: .zero, count: waits.count))
    }

    @Test("Anything else says nothing", arguments: ["", ",retry-after=soon", ",retry-after=1.5", ",retry-after=Thu"])
    func nonsense(header: String) async throws {
        let waits = try await waits("status=429\(header)")
        #expect(waits == Array(repeating: nil, count: waits.count))
    }

    /// What is handed on by each of the four operations.
    private func waits(_ fault: String) async throws -> [Duration?] {
        var waits: [Duration?] = []
        try await withBench { bench in
            try await bench.target.suffer(fault)
            for call in Call.allCases {
                let failure = try #require(try await bench.perform(call).failure)
                #expect(failure.isRetryable)
                waits.append(failure.retryAfter)
            }
        }
        #expect(waits.count == Call.allCases.count)
        return waits
    }
}
