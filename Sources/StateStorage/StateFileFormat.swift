/// The layout of the state file: one JSON document, made to be read in a diff.
///
/// The header's keys stand on the first line, then one project a line, sorted by id, then `]}`. A field that is nil, empty
/// or false is left out. All the keys of version 1, in their order:
///
/// ```
/// {"formatVersion":1,"lineage":"…","serial":12,"writtenAt":"…","fingerprintKey":"…","projects":[
/// {"id":"…","name":"…","status":"deleted" or "unsettled","webhookUrl":"…","authType":"…",
///  "credential":{"fingerprint":"…","reference":{…}},"access":{…},"baseUrl":"…","labels":{…},"protect":true,
///  "sourceFile":"…","remote":{"id":"…","createdAt":"…","updatedAt":"…"},"appliedAt":"…","run":"…"}
/// ]}
/// ```
///
/// A reference is `{"env":"NAME"}`, `{"file":"path"}` or `{"command":["argv"]}`; an access is `{"apiKey":reference}` or
/// `{"basicAuth":{"clientId":"text" or reference,"clientSecret":reference}}`.
enum StateFileFormat {
    static let version = 1

    static let deleted = "deleted"
    static let unsettled = "unsettled"
}
