import Messages

/// Numbers and what they count: `1 delete`, `2 deletes`.
enum Counted {
    static func projects(_ number: Int) -> Message {
        number == 1 ? Message("1 project") : Message("\(number) projects")
    }

    static func changes(_ number: Int) -> Message {
        number == 1 ? Message("1 change") : Message("\(number) changes")
    }

    static func attempts(_ number: Int) -> Message {
        number == 1 ? Message("1 attempt") : Message("\(number) attempts")
    }

    static func failures(_ number: Int) -> Message {
        number == 1 ? Message("1 failure") : Message("\(number) failures")
    }

    static func errors(_ number: Int) -> Message {
        number == 1 ? Message("1 error") : Message("\(number) errors")
    }

    static func warnings(_ number: Int) -> Message {
        number == 1 ? Message("1 warning") : Message("\(number) warnings")
    }
}
