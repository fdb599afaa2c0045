import Planning

/// What a difference between two versions of the files explains, in JSON, version 1.
struct AttributionDocument: Encodable {
    var since: String
    var mergeBase: String
    var explained: Int
    var indirect: Int
    var unexplained: Int

    init(_ attribution: Attribution, _ plan: Plan) {
        let counts = attribution.counts(of: plan)
        since = attribution.since
        mergeBase = attribution.mergeBase
        explained = counts.explained
        indirect = counts.indirect
        unexplained = counts.unexplained
    }
}

/// Where a change comes from, in JSON, version 1.
struct OriginDocument: Encodable {
    /// `explained`, `indirect` or `unexplained`.
    var result: String
    /// What the touched line is part of, or why there is none.
    var kind: String
    var source: Nullable<SourceDocument>
    /// Whether the source is a place in the version that was compared with; left out otherwise.
    var former: Bool?

    init(_ origin: ChangeOrigin) {
        var touched: TouchedPlace?
        switch origin {
        case .explained(let place): (result, kind, touched) = ("explained", place.kind.rawValue, place)
        case .indirect(let place): (result, kind, touched) = ("indirect", place.kind.rawValue, place)
        case .unexplained(let cause): (result, kind) = ("unexplained", cause.rawValue)
        }
        source = Nullable(touched.map { SourceDocument($0.place) })
        former = touched?.isFormer == true ? true : nil
    }
}
