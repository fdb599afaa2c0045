// What is said about keys and shapes, whatever the mapping is for.

import Messages

extension Issue {
    static let unknownKeyCode = "unknown-key"

    static func unknownKey<Key: KnownKey>(_ name: String, beside _: Key.Type) -> Issue {
        let elsewhere =
            name.hasPrefix("x-")
            ? Message("Keys that start with x- are ignored at the top level only.")
            : Message("Known there: \(Quoted.list(Key.names, .and)).")
        let question = Suggestion.question(for: name, in: Key.names)
        let home = Key.home(of: name).map { Message("\(Quoted.text(name)) is a key \($0): move it there.") }
        return Issue(
            unknownKeyCode, Message("unknown key"),
            detail: Message("\(Quoted.text(name)) is not a key \(Key.whereabouts)."),
            hint: question ?? home ?? elsewhere)
    }

    /// - Parameter found: what stands there instead of a mapping.
    static func mergeKey(found: Message?) -> Issue {
        let nothing = Message("nothing")
        return Issue(
            "merge-key", Message("nothing that can be merged"),
            detail: Message("\"<<\" takes over the keys of a mapping, but this is \(found ?? nothing)."),
            hint: Message("Write an alias of a mapping (<<: *name), or a list of such aliases."))
    }
}
