/// What is to happen in every cell of desired × recorded × observed.
///
/// Written by hand from the contract, a row for each class of cells: desired | recorded | observed | what is done, and
/// the guard that forbids it | why. A word in a column is a side or one of ``sets``.
enum CrossProductTable {
    static let sets = [
        "desired": [
            "credential": "same other-url other-type new-credential unchecked renamed renamed-unchecked",
            "resent": "same new-credential unchecked renamed renamed-unchecked",
            "present": "credential no-auth url-only",
        ],
        "recorded": [
            "all": "unheard held tombstone unsettled",
            "unheard": "no-state unrecorded",
            "held": "kept different",
            "kept": "same protected",
        ],
        "observed": [
            "all": "blind live absent",
            "blind": "unread unknown",
            "live": "near different",
            "near": "same partial",
        ],
    ]

    /// Nobody wants an integration any more.
    ///
    /// An error is never read as absence, so what could not be read is not deleted.
    static let unwanted = """
        none   | unheard                  | all         | unmentioned
        none   | same different unsettled | unread live | delete implicit                      | left-the-files
        none   | same different unsettled | unknown     | delete implicit, blocked liveUnknown | left-the-files
        none   | protected                | blind live  | delete implicit, blocked protect     | left-the-files
        none   | held unsettled           | absent      | forget                               | live-absent
        none   | tombstone                | all         | forget                               | tombstone-done

        absent | unheard                  | unread live | delete explicit                      | state-absent
        absent | unheard                  | unknown     | delete explicit, blocked liveUnknown | state-absent
        absent | unheard                  | absent      | unchanged
        absent | same different unsettled | unread live | delete explicit                      | state-absent
        absent | same different unsettled | unknown     | delete explicit, blocked liveUnknown | state-absent
        absent | protected                | blind live  | delete explicit, blocked protect     | state-absent
        absent | held unsettled           | absent      | forget leaving tombstone             | live-absent
        absent | tombstone                | blind absent | unchanged
        absent | tombstone                | live        | delete explicit                      | state-absent

        absent-unprotected | unheard held unsettled | unread live  | delete explicit                      | state-absent
        absent-unprotected | unheard held unsettled | unknown      | delete explicit, blocked liveUnknown | state-absent
        absent-unprotected | unheard                | absent       | unchanged
        absent-unprotected | held unsettled         | absent       | forget leaving tombstone             | live-absent
        absent-unprotected | tombstone              | blind absent | unchanged
        absent-unprotected | tombstone              | live         | delete explicit                      | state-absent
        """

    /// The API proved that there is none, or answered something else in every field.
    static let provenOtherwise = """
        credential | all | absent    | create url type credential | live-absent
        no-auth    | all | absent    | create url type            | live-absent
        url-only   | all | absent    | create url                 | live-absent

        credential | all | different | update url type credential | live-differs
        no-auth    | all | different | update url type            | live-differs
        url-only   | all | different | update url                 | live-differs
        """

    /// What the state does not know is sent in full, unless the live side shows that it is there already.
    static let priorUnknown = """
        credential | unheard   | blind | update url type credential | not-recorded
        credential | tombstone | blind | update url type credential | deleted-before
        credential | unsettled | blind | update url type credential | outcome-unknown
        no-auth    | unheard   | blind | update url type            | not-recorded
        no-auth    | tombstone | blind | update url type            | deleted-before
        no-auth    | unsettled | blind | update url type            | outcome-unknown
        url-only   | unheard   | blind | update url                 | not-recorded
        url-only   | tombstone | blind | update url                 | deleted-before
        url-only   | unsettled | blind | update url                 | outcome-unknown

        resent     | unheard   | near  | update type credential     | not-recorded
        resent     | tombstone | near  | update type credential     | deleted-before
        resent     | unsettled | near  | update type credential     | outcome-unknown
        url-only   | unheard tombstone unsettled | near | adopt      | live-equal

        other-url  | unheard tombstone unsettled | near | update url type credential | live-differs
        other-type | unheard tombstone unsettled | same | update type credential     | live-differs
        no-auth    | unheard tombstone unsettled | same | update type                | live-differs

        other-type | unheard   | partial | update type credential   | not-recorded
        other-type | tombstone | partial | update type credential   | deleted-before
        other-type | unsettled | partial | update type credential   | outcome-unknown
        no-auth    | unheard   | partial | update type              | not-recorded
        no-auth    | tombstone | partial | update type              | deleted-before
        no-auth    | unsettled | partial | update type              | outcome-unknown
        """

    /// The state holds the base: the live side confirms it, leaves something out, or was not to be had.
    static let recordedSame = """
        same unchecked                             | kept | blind near | unchanged
        other-url                                  | kept | blind near | update url             | desired-differs
        other-type new-credential renamed-unchecked | kept | blind near | update type credential | desired-differs
        no-auth                                    | kept | blind near | update type            | desired-differs
        renamed                                    | kept | blind near | record reference       | memory-differs
        url-only   | kept | blind near | record no-more-type no-more-credential | memory-differs
        """

    /// The state holds other values (address C, basic, credential Z).
    static let recordedDifferent = """
        credential | different | blind   | update url type credential | desired-differs
        no-auth    | different | blind   | update url type            | desired-differs
        url-only   | different | blind   | update url                 | desired-differs

        same new-credential renamed renamed-unchecked | different | near | update type credential | desired-differs
        unchecked  | different | same    | adopt                      | live-equal
        unchecked  | different | partial | update type credential     | desired-differs
        other-url  | different | near    | update url type credential | live-differs
        other-type | different | same    | update type credential     | live-differs
        other-type | different | partial | update type credential     | desired-differs
        no-auth    | different | same    | update type                | live-differs
        no-auth    | different | partial | update type                | desired-differs
        url-only   | different | near    | adopt                      | live-equal
        """

    static let text = [unwanted, provenOtherwise, priorUnknown, recordedSame, recordedDifferent].joined(separator: "\n")
}
