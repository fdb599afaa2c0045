import Presentation
import Testing

@Suite("The state as text")
struct StateTextTests {
    @Test(
        "shows labels as they are, in quotes where one could pass for two",
        arguments: [
            (["team": "ventas", "env": "prod"], "env=prod, team=ventas"), (["team": ""], "team=\"\""),
            (["team": "a, env=prod"], "team=\"a, env=prod\""), (["k": "x\u{1B}[2J"], "k=\"x [2J\""),
        ])
    func labels(labels: [String: String], shown: String) throws {
        let text = StateText().show(try Sample.recorded("a", labels: labels))
        #expect(text.contains("  labels       \(shown)\n"), "\(text)")
    }
}
