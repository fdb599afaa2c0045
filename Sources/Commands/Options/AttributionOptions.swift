import ArgumentParser

/// Which changes of a plan a difference between two versions of the files explains.
struct AttributionOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Mark which changes come from lines touched since this branch, tag or commit.",
            discussion: "Compares with the last commit that it and HEAD have in common; uncommitted lines count.",
            valueName: "git-ref"))
    var since: String?

    @Flag(
        name: .customLong("fail-on-unexplained"),
        help: "With --since: exit 4 if a change comes from no touched line, and save no plan.")
    var failOnUnexplained = false
}
