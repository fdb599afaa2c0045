/// The layout of the journal: what was done since the snapshot that it stands beside, one record a line.
///
/// It is only ever appended to. Each line is a checksum, a space, one JSON object and a line feed; the checksum is the first
/// eight bytes of the SHA-256 of the object's bytes, as sixteen lower-case hexadecimal digits. `n` counts the lines, so that
/// one that is missing or stands there twice is noticed:
///
/// ```
/// 5a… {"record":"journal","formatVersion":1,"n":0,"lineage":"…","serial":12,"run":"…","started":"…","plan":"…"}
/// 07… {"record":"intent","n":1,"project":{…}}
/// e1… {"record":"outcome","n":2,"project":{…}}
/// 90… {"record":"outcome","n":3,"removed":"id"}
/// ```
///
/// A project is spelled as in the state file. The last record of a project holds. A line that the writer did not live to
/// finish stands at the end of the file and nowhere else; it was never relied on, and does not count.
enum JournalFormat {
    static let version = 1

    /// The number of bytes in front of the JSON: the checksum and a space.
    static let prefixLength = 17

    /// What a record takes, as a rule, in bytes.
    static let usualRecordLength = 1024
}
