/// The language of texts for people.
package enum Language: String, Hashable, Sendable, CaseIterable {
    case english = "en"
    case spanish = "es"
}
