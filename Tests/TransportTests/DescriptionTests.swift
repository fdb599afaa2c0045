import Testing
import Transport

@Suite("What is printed")
struct DescriptionTests {
    private func everyForm(_ value: Any) -> String {
        var dumped = ""
        dump(value, to: &dumped)
        return "\(value) \(String(reflecting: value)) \(String(describing: value)) \(dumped)"
    }

    @Test("of requests, answers and proxies has no field value, no body, no query and no password")
    func nothingSecret() throws {
        let secret = "hunter2"
        let fields = [HTTPField(name: "authorization", value: "Bearer \(secret)")]
        let request = HTTPRequest(
            method: .post, url: "https://example.com/x?token=\(secret)", headers: fields, body: Array(secret.utf8),
            timeout: .seconds(1))
        let response = HTTPResponse(status: 200, headers: fields, body: Array(secret.utf8))
        let proxy = try ProxySettings(environment: ["HTTPS_PROXY": "http://user:\(secret)@proxy:1"])
        let values: [Any] = [
            fields, request, response, HTTPOutcome.answered(response), proxy, TransportSettings(proxy: proxy),
        ]
        for value in values {
            let shown = everyForm(value)
            #expect(!shown.contains(secret), "\(shown)")
            #expect(!shown.contains("104, 117, 110, 116"), "\(shown)")
        }
        #expect(everyForm(request).contains("POST https://example.com/x"))
        #expect(everyForm(proxy).contains("proxy:1"))
    }
}
