import IntegrationAPI
import Integrations
import Testing

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

@Suite("Requests, as they arrive")
struct RequestTests {
    @Test("Each call is one request, with its verb, its path and nothing behind it", arguments: Combination.all)
    func line(combination: Combination) async throws {
        try await withBench(combination) { bench in
            try await bench.target.put(IntegrationValues(), for: ContractBench.project)
            let calls: [Call] = [.read, .update, .delete, .create]
            for call in calls { #expect(try await bench.perform(call).failure == nil) }
            let received = try await bench.target.received()
            #expect(received.map(\.method) == ["GET", "PATCH", "DELETE", "POST"])
            let path = "/\(combination.basePath)/v1/external-support/\(ContractBench.project)"
            #expect(received.allSatisfy { $0.rawPath == path })
        }
    }

    @Test("The header has the credential, what is understood, who asks, and no field more", arguments: Combination.all)
    func headers(combination: Combination) async throws {
        try await withBench(combination) { bench in
            for call in Call.allCases {
                _ = try await bench.perform(call)
                let request = try #require(try await bench.target.received().last)
                let credential = combination.login.headers
                #expect(request.values(of: credential.present.name) == [credential.present.value])
                #expect(request.values(of: credential.absentName).isEmpty)
                #expect(request.values(of: "accept") == ["application/json"])
                #expect(request.values(of: "accept-encoding") == ["identity"])
                #expect(request.values(of: "host") == [String(bench.target.origin.trimmingPrefix("http://"))])
                let hasBody = call == .update || call == .create
                #expect(request.values(of: "content-type") == (hasBody ? ["application/json"] : []))
                #expect(request.values(of: "content-length") == (hasBody ? [String(request.body.count)] : []))
                #expect(request.body.isEmpty != hasBody)

                var names: Set = ["host", "accept", "accept-encoding", "user-agent", credential.present.name]
                if hasBody { names.formUnion(["content-type", "content-length"]) }
                #expect(Set(request.headers.map(\.name)) == names)
                #expect(request.headers.count == names.count, "no field comes twice")
            }
        }
    }

    @Test("The body has the fields that are set and no others, null included", arguments: Combination.all)
    func body(combination: Combination) async throws {
        let text = "https://panel.example.com/日/?a=\"b\"&c=\\"
        let secret = #"a"b\c/d é日"# + "\n\u{1}"
        let updates: [(UpdateBody?, [String: String])] = [
            (UpdateBody(webhookURL: text), ["webhookUrl": text]),
            (UpdateBody(authType: .noAuth), ["authType": "no_auth"]),
            (UpdateBody(authorization: Secret(secret)), ["authorization": secret]),
            (
                UpdateBody(webhookURL: text, authType: .apiKey, authorization: Secret(secret)),
                ["webhookUrl": text, "authType": "api_key", "authorization": secret]
            ),
        ]
        let creations: [(CreateBody, [String: String])] = [
            (CreateBody(webhookURL: text), ["webhookUrl": text]),
            (
                CreateBody(webhookURL: text, authType: .basic, authorization: Secret(secret)),
                ["webhookUrl": text, "authType": "basic", "authorization": secret]
            ),
        ]
        try await withBench(combination) { bench in
            let project = try ProjectID(ContractBench.project)
            for (body, members) in updates {
                _ = try await bench.writer().update(project, try #require(body), as: bench.login.credentials)
                #expect(try await sentMembers(bench) == members)
            }
            for (body, members) in creations {
                _ = try await bench.writer().create(project, body, as: bench.login.credentials)
                #expect(try await sentMembers(bench) == members)
            }
        }
    }

    private func sentMembers(_ bench: ContractBench) async throws -> [String: String?] {
        let request = try #require(try await bench.target.received().last)
        return try JSONDecoder().decode([String: String?].self, from: Data(request.body))
    }

    @Test(
        "A slash at the end of the base URL changes nothing", arguments: Combination.BasePathName.allCases, ["/", "//"])
    func trailingSlash(basePath: Combination.BasePathName, slashes: String) async throws {
        try await withBench(Combination(basePath: basePath)) { bench async throws in
            let base = bench.target.baseURL + slashes
            for call in [Call.create, .read, .update, .delete] {
                #expect(try await bench.perform(call, at: base).failure == nil)
            }
            let path = "/\(basePath)/v1/external-support/\(ContractBench.project)"
            #expect(try await bench.target.received().allSatisfy { $0.rawPath == path })
        }
    }

    @Test(
        "A key that would end its header is not sent, and neither is anything else",
        arguments: ["k\r\nx-evil: 1", "k\nx", "k\u{0}", "ké"], Call.allCases)
    func headerInjection(key: String, call: Call) async throws {
        try await withBench { bench in
            let failure = try await bench.perform(call, as: .apiKey(Secret(key))).failure
            #expect(failure?.reason == .notSent)
            #expect(failure?.mayHaveHappened == false && failure?.isRetryable == false)
            #expect(try await bench.target.received().isEmpty)
        }
    }

    @Test("A reader sends GET alone, whatever is answered to it", arguments: hostileFaults)
    func readerOnlyReads(fault: String) async throws {
        try await withBench { bench in
            try await bench.target.suffer(fault)
            for _ in 0..<3 { _ = try await bench.perform(.read) }
            #expect(try await bench.target.received().map(\.method) == ["GET", "GET", "GET"])
        }
    }

    private static let hostileFaults = [
        "status=301", "status=302", "status=303", "status=307", "status=308", "status=401", "status=405", "status=409",
        "status=429,retry-after=0", "status=503,retry-after=0", "status=404,body=gateway", "cut-before", "cut-after",
        "truncate", "oversized", "empty-body", "foreign-body", "foreign-body=json", "failed-envelope",
    ]
}
