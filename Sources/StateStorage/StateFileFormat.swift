import Integrations

/// The layout of the state file: one JSON document, made to be read in a diff.
///
/// The header's keys stand on the first line, then one project a line, sorted by id, then `]}`. A field that is nil, empty
/// or false is left out. All the keys of version 1, in their order:
///
/// ```
/// {"formatVersion":1,"lineage":"…","serial":12,"writtenAt":"…","fingerprintKey":"…",
///  "usedPlans":[{"id":"…","serial":11}],"projects":[
/// {"id":"…","name":"…","status":"deleted" or "unsettled",
///  "write":"create", "update" or "delete","credentialSent":true,"tombstone":true,
///  "webhookUrl":"…","authType":"…","credential":{"fingerprint":"…","reference":{…}},
///  "prior":{"webhookUrl":"…","authType":"…","credential":{…}},
///  "access":{…},"baseUrl":"…","labels":{…},"protect":true,"sourceFile":"…",
///  "remote":{"id":"…","createdAt":"…","updatedAt":"…"},"appliedAt":"…","run":"…"}
/// ]}
/// ```
///
/// What stands from `write` to `prior` is of unsettled projects alone, the values aside: those are what was tried, and
/// `prior` is what was applied before, `{}` if nothing was managed. Without a `prior` that is not known. An unsettled project
/// without a `write` was written by an earlier jelouctl: an update of which nothing more is known.
///
/// A reference is `{"env":"NAME"}`, `{"file":"path"}` or `{"command":["argv"]}`; an access is `{"apiKey":reference}` or
/// `{"basicAuth":{"clientId":"text" or reference,"clientSecret":reference}}`.
enum StateFileFormat {
    static let version = 1

    static let deleted = "deleted"
    static let unsettled = "unsettled"

    /// How many bytes of a file are read to find its header; one of ours fits with all the used plans that are kept.
    static let headerReach = 16384

    /// Whether a text can name a saved plan.
    static func isPlanID(_ text: String) -> Bool {
        text.utf8.count == 32 && text.utf8.allSatisfy(Hexadecimal.isLowerCaseDigit)
    }

    /// Whether a number can be the serial of a state.
    ///
    /// The largest has no successor, and no history gets there.
    static func isSerial(_ number: Int) -> Bool { (0..<Int.max).contains(number) }

    /// The serial after another.
    static func serial(after serial: Int) -> Int { min(serial, Int.max - 2) + 1 }
}
