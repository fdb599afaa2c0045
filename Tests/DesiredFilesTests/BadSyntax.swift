extension BadFiles {
    static let syntax = [
        BadFile("an empty file", "empty-document", "⟦⟧"),
        BadFile("comments alone", "empty-document", "⟦#⟧ nothing\n# here\n"),
        BadFile("an empty second document", "empty-document", "version: 1\n⟦-⟧--\n"),
        BadFile("a tab", "yaml-tab", "version: 1\nprojects:\n⟦\t⟧p: {}\n"),
        BadFile("a NUL", "yaml-control-character", "version: 1\n# ⟦\u{0}⟧\n"),
        BadFile("an alias without an anchor", "yaml-undefined-alias", "version: 1\nprojects: ⟦*⟧nobody\n"),
        BadFile("an alias inside itself", "yaml-recursive-alias", "version: 1\nprojects: &a\n  b: ⟦*⟧a\n"),
        BadFile(
            "aliases that multiply", "yaml-alias-expansion",
            """
            version: 1
            x-a: &a [x, x, x, x, x, x, x, x, x, x]
            x-b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a, *a]
            x-c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b, *b]
            x-d: &d [*c, *c, *c, *c, *c, *c, *c, *c, *c, *c]
            x-e: &e [*d, *d, *d, *d, *d, *d, *d, *d, *d, *d]
            x-f: &f [*e, *e, *e, *e, *e, *e, *e, *e, *e, *e]
            x-g: &g [*f, *f, *f, *f, *f, *f, *f, ⟦*⟧f, *f, *f]
            """),
        BadFile("nested too deeply", "yaml-too-deep", "x: " + String(repeating: "[", count: 63) + "⟦[⟧"),
    ]
}
