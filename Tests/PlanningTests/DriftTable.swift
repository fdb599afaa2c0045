/// How every cell of desired × recorded × observed stands.
///
/// Written by hand from the contract, a row for each class of cells: desired | recorded | observed | status. A word in a
/// column is a side or one of ``sets``.
enum DriftTable {
    static let sets = [
        "desired": [
            "all": "none gone wanted",
            "gone": "absent absent-unprotected",
            "wanted": "as-base otherwise",
            "as-base": "same unchecked",
            "otherwise": "other-url other-type new-credential renamed renamed-unchecked no-auth url-only",
        ],
        "recorded": [
            "any": "unheard held tombstone unsettled",
            "known": "held tombstone unsettled",
            "unheard": "no-state unrecorded",
            "held": "kept different",
            "kept": "same protected",
        ],
        "observed": [
            "any": "blind absent live",
            "blind": "unread unknown",
            "live": "near different",
            "near": "same partial",
        ],
    ]

    /// What could not be read is unknown, whatever the other sides say.
    static let unread = """
        none        | unheard | any   | unmentioned
        none        | known   | blind | unknown
        gone wanted | any     | blind | unknown
        """

    /// Gone is missing only where somebody says that it should be there; a delete of ours is as it was left.
    ///
    /// The unsettled write is an update with nothing known from before: nobody says that there was an integration.
    static let absent = """
        none   | held                        | absent | missing
        none   | tombstone unsettled         | absent | in_sync
        gone   | held                        | absent | missing
        gone   | unheard tombstone unsettled | absent | in_sync
        wanted | unheard held unsettled      | absent | missing
        wanted | tombstone                   | absent | pending
        """

    /// Without anything applied there is nothing to have drifted from.
    static let neverApplied = """
        gone wanted | unheard   | live | pending
        none gone   | tombstone | live | drifted
        wanted      | tombstone | live | conflict
        """

    /// An open update, of the base: the live values that are the base settle it, all others leave it open.
    static let unsettled = """
        as-base             | unsettled | same              | in_sync
        none gone otherwise | unsettled | same              | pending
        all                 | unsettled | partial different | pending
        """

    static let applied = """
        as-base             | kept      | near      | in_sync
        none gone otherwise | kept      | near      | pending
        as-base             | kept      | different | drifted
        none gone otherwise | kept      | different | conflict
        all                 | different | live      | conflict
        """

    static let text = [unread, absent, neverApplied, unsettled, applied].joined(separator: "\n")
}
