/// A project id as the API knows it: its bytes.
///
/// Two spellings of one letter are two projects.
struct ProjectKey: Hashable, Sendable {
    let text: String

    init(_ text: String) {
        self.text = text
    }

    static func == (left: ProjectKey, right: ProjectKey) -> Bool {
        left.text.utf8.elementsEqual(right.text.utf8)
    }
}
