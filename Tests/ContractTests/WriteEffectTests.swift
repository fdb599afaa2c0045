import IntegrationAPI
import Integrations
import Testing

/// Something that goes wrong with a write, and what is certain then.
struct WriteFault: Sendable, CustomTestStringConvertible {
    var fault: String
    /// Whether the write is carried out all the same.
    var happens: Bool
    /// Nil: it looks like a success.
    var reason: CallFailure.Reason?
    /// Whether a client that only sees the answer must leave it open.
    var isOpen: Bool = true

    var testDescription: String { "\(fault): \(happens ? "done" : "not done")" }

    static let all = connections + bodies + statuses + verdicts + successes

    private static let connections = [
        Self(fault: "cut-before", happens: false, reason: .connectionLost),
        Self(fault: "cut-after", happens: true, reason: .connectionLost),
        Self(fault: "latency=1h", happens: false, reason: .timedOut),
        Self(fault: "latency-after=1h", happens: true, reason: .timedOut),
    ]

    private static let bodies = [
        Self(fault: "truncate", happens: true, reason: .unclearAnswer),
        Self(fault: "oversized", happens: true, reason: .unclearAnswer),
        Self(fault: "broken-json", happens: true, reason: .unclearAnswer),
        Self(fault: "empty-body", happens: true, reason: .unclearAnswer),
        Self(fault: "foreign-body=html", happens: false, reason: .unclearAnswer),
        Self(fault: "foreign-body=json", happens: false, reason: .unclearAnswer),
        Self(fault: "status=204", happens: false, reason: .unclearAnswer),
        Self(fault: "status=204,after", happens: true, reason: .unclearAnswer),
        Self(fault: "status=202,body=html", happens: false, reason: .unclearAnswer),
        Self(fault: "status=200,body=gateway,after", happens: true, reason: .unclearAnswer),
    ]

    /// Behind these the API may have gone on working, whoever wrote them.
    private static let statuses = [408, 500, 502, 503, 504, 524].flatMap { status in
        ["api", "html", "empty", "gateway"].flatMap { body in
            ["", ",retry-after=1"].flatMap { wait in
                [
                    Self(fault: "status=\(status),body=\(body)\(wait)", happens: false, reason: .serverFailure),
                    Self(fault: "status=\(status),body=\(body)\(wait),after", happens: true, reason: .serverFailure),
                ]
            }
        }
    }

    /// These say that nothing was done.
    private static let verdicts = [
        Self(fault: "failed-envelope", happens: false, reason: .notSuccessful, isOpen: false),
        Self(fault: "status=400", happens: false, reason: .rejected, isOpen: false),
        Self(fault: "status=400,body=html", happens: false, reason: .notTheAPI, isOpen: false),
        Self(fault: "status=401", happens: false, reason: .unauthorized, isOpen: false),
        Self(fault: "status=403,body=html", happens: false, reason: .forbidden, isOpen: false),
        Self(fault: "status=404,body=gateway", happens: false, reason: .notTheAPI, isOpen: false),
        Self(fault: "status=409", happens: false, reason: .rejected, isOpen: false),
        Self(fault: "status=422", happens: false, reason: .rejected, isOpen: false),
        Self(fault: "status=429", happens: false, reason: .rateLimited, isOpen: false),
        Self(fault: "status=429,body=html,retry-after=1", happens: false, reason: .rateLimited, isOpen: false),
    ]

    private static let successes = [
        Self(fault: "ignore-write", happens: false, reason: nil),
        Self(fault: "pretend-write", happens: false, reason: nil),
        Self(fault: "stale-answer", happens: true, reason: nil),
        Self(fault: "normalise-url", happens: true, reason: nil),
        Self(fault: "missing-fields=webhookUrl+authType+id+createdAt+updatedAt", happens: true, reason: nil),
        Self(fault: "latency=1ms", happens: true, reason: nil),
    ]
}

@Suite("Writes that go wrong, and what became of them")
struct WriteEffectTests {
    @Test(
        "What happened is never called not done, and what certainly did not is not left open",
        .timeLimit(.minutes(5)), arguments: WriteFault.all, Call.writes)
    func effect(fault: WriteFault, call: Call) async throws {
        try await withBench { bench in
            if call != .create { try await bench.target.put(IntegrationValues(), for: ContractBench.project) }
            #expect(try await bench.perform(.read, on: "nobody").failure?.reason == .absent, "a connection is open")
            let before = try await bench.target.inspect(ContractBench.project)
            try await bench.target.suffer(fault.fault)
            let isSlow = fault.reason == .timedOut
            let failure = try await bench.perform(
                call, timeout: isSlow ? ContractBench.impatience : ContractBench.patience
            ).failure

            #expect(failure?.reason == fault.reason)
            if let failure { #expect(failure.mayHaveHappened == fault.isOpen) }
            // The server may be a step behind a client that gave up.
            while isSlow, fault.happens, try await bench.target.inspect(ContractBench.project) == before {
                try await Task.sleep(for: .milliseconds(5))
            }
            let after = try await bench.target.inspect(ContractBench.project)
            #expect((after != before) == fault.happens)
            #expect(failure == nil || failure?.mayHaveHappened == true || after == before)

            // Reading finds out.
            try await bench.target.recover()
            let reread = try await bench.perform(.read)
            #expect(reread.observed?.webhookURL.value == after?.values.webhookURL)
            #expect(reread.failure?.reason == (after == nil ? .absent : nil))
        }
    }

    /// 303 says "done, look over there", and 301 and 302 have long been used for the same.
    ///
    /// 307 and 308 are not here: they ask for the request once more.
    @Test(
        "A redirect is no verdict on a write: it may stand behind one that was done",
        arguments: [301, 302, 303], Call.writes)
    func redirectAfterEffect(status: Int, call: Call) async throws {
        try await withBench { bench in
            if call != .create { try await bench.target.put(IntegrationValues(), for: ContractBench.project) }
            let before = try await bench.target.inspect(ContractBench.project)
            try await bench.target.suffer("status=\(status),after")
            let failure = try #require(try await bench.perform(call).failure)
            #expect(failure.reason == .redirected)
            #expect(try await bench.target.inspect(ContractBench.project) != before)
            #expect(failure.mayHaveHappened)
        }
    }

    @Test("Each call is one attempt, whatever comes of it", arguments: WriteFault.all.filter { $0.reason != .timedOut })
    func oneAttempt(fault: WriteFault) async throws {
        try await withBench { bench in
            for (number, call) in Call.allCases.enumerated() {
                try await bench.target.put(IntegrationValues(), for: "project-\(number)")
                try await bench.target.suffer(fault.fault)
                _ = try await bench.perform(call, on: "project-\(number)")
                try await bench.target.recover()
                #expect(try await bench.target.received().count == number + 1)
            }
        }
    }
}

@Suite("A server that says 200 and changes nothing")
struct UnchangedServerTests {
    private static let old = IntegrationValues()

    @Test(
        "An update that is ignored is answered with the old values, and they are handed on", arguments: Combination.all)
    func ignored(combination: Combination) async throws {
        try await withBench(combination) { bench in
            try await bench.target.put(Self.old, for: ContractBench.project)
            try await bench.target.suffer("ignore-write")
            for _ in 0..<2 {
                let conclusion = try await bench.perform(.update)
                #expect(conclusion.failure == nil)
                #expect(conclusion.observed?.webhookURL == .known(Self.old.webhookURL))
                #expect(try await bench.target.inspect(ContractBench.project)?.values == Self.old)
            }
        }
    }

    @Test("An update that is only pretended shows when it is read again", arguments: Combination.all)
    func pretended(combination: Combination) async throws {
        try await withBench(combination) { bench in
            try await bench.target.put(Self.old, for: ContractBench.project)
            try await bench.target.suffer("pretend-write")
            let conclusion = try await bench.perform(.update)
            #expect(conclusion.observed?.webhookURL == .known(ContractBench.written.webhookURL))
            #expect(try await bench.perform(.read).observed?.webhookURL == .known(Self.old.webhookURL))
        }
    }

    @Test("A delete or a creation that is only pretended shows when it is read again", arguments: [true, false])
    func pretendedExistence(exists: Bool) async throws {
        try await withBench { bench in
            if exists { try await bench.target.put(Self.old, for: ContractBench.project) }
            try await bench.target.suffer("pretend-write")
            #expect(try await bench.perform(exists ? .delete : .create).failure == nil)
            #expect(try await bench.perform(.read).failure?.reason == (exists ? nil : .absent))
        }
    }

    @Test("A value that nobody sent is handed on as it is", arguments: Combination.all)
    func normalised(combination: Combination) async throws {
        try await withBench(combination) { bench in
            try await bench.target.put(Self.old, for: ContractBench.project)
            try await bench.target.suffer("normalise-url")
            for _ in 0..<2 {
                let shown = try await bench.perform(.update).observed?.webhookURL.value
                #expect(shown == (try await bench.target.inspect(ContractBench.project))?.values.webhookURL)
                #expect(shown != Self.old.webhookURL && shown != ContractBench.written.webhookURL)
            }
        }
    }
}
