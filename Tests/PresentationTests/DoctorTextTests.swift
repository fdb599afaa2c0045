import Messages
import Presentation
import Reports
import Testing

@Suite("What doctor found, as text")
struct DoctorTextTests {
    @Test(
        "names what a check is about once",
        arguments: [
            ("env TOKEN", "env TOKEN is not set", "env TOKEN is not set"),
            ("env TOKEN", "env TOKENS is not set", "env TOKEN: env TOKENS is not set"),
            ("https://a.example", "no answer", "https://a.example: no answer"),
        ])
    func subject(subject: String, finding: String, shown: String) {
        let check = DoctorCheck(
            name: "secrets-resolvable", subject: Message(verbatim: subject), outcome: .failed,
            finding: Message(verbatim: finding))
        #expect(DoctorText().lines([check]) == ["  FAILED   secrets-resolvable  \(shown)"])
    }
}
