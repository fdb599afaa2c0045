extension BadFiles {
    static let shapes = [
        BadFile("no version", "version-missing", "⟦projects⟧: {}\n"),
        BadFile("a newer version", "version-unsupported", "version: ⟦2⟧\nprojects: {x: 5}\n"),
        BadFile("version zero", "version-unsupported", "version: ⟦0⟧\n"),
        BadFile("a version in quotes", "wrong-type", "version: ⟦\"1\"⟧\n"),
        BadFile("a version that is a fraction", "wrong-type", "version: ⟦1.0⟧\n"),
        BadFile("no value for the version", "wrong-type", "⟦version⟧:\nprojects: {}\n"),
        BadFile("a list at the top level", "wrong-type", "⟦-⟧ version\n- 1\n"),
        BadFile("a text at the top level", "wrong-type", "⟦j⟧ust some text\n"),
        BadFile("an unknown key at the top level", "unknown-key", "version: 1\n⟦project⟧: {}\n"),
        BadFile("a key at the wrong level", "unknown-key", "version: 1\n⟦guards⟧: {maxDeletes: 1}\n"),
        BadFile("x- below the top level", "unknown-key", "version: 1\ndefaults:\n  ⟦x-note⟧: hello\n"),
        BadFile(
            "an unknown key in defaults", "unknown-key", "version: 1\ndefaults: {⟦webhookUrl⟧: https://a.example.com}\n"
        ),
        BadFile("a key twice at the top level", "duplicate-key", "version: 1\nprojects: {}\n⟦projects⟧: {}\n"),
        BadFile("an x- key twice", "duplicate-key", "version: 1\nx-a: 1\n⟦x-a⟧: 2\n"),
        BadFile("a key twice, once in quotes", "duplicate-key", "version: 1\n⟦\"version\"⟧: 1\n"),
        BadFile(
            "a key twice in a merged block", "duplicate-key",
            """
            version: 1
            x-a: &a
              authType: no_auth
              ⟦authType⟧: bearer
            defaults: {<<: *a}
            """),
        BadFile("a mapping as a key", "wrong-type", "version: 1\nprojects:\n  ⟦{⟧a: b}: {}\n"),
        BadFile("a list of projects", "wrong-type", "version: 1\nprojects:\n  ⟦- a⟧\n"),
        BadFile("no projects below the key", "wrong-type", "version: 1\n⟦projects⟧:\n"),
        BadFile("null instead of projects", "wrong-type", "version: 1\nprojects: ⟦~⟧\n"),
        BadFile("defaults that are a text", "wrong-type", "version: 1\ndefaults: ⟦b⟧earer\n"),
        BadFile("an unsupported tag", "tag-unsupported", "version: 1\nprojects: ⟦!⟧!set {}\n"),
        BadFile("a tag on a text", "tag-unsupported", project: "webhookUrl: ⟦!⟧url https://a.example.com"),
        BadFile("a merge of a text", "merge-key", "version: 1\ndefaults:\n  <<: ⟦b⟧earer\n"),
        BadFile("a merge of a list with a text in it", "merge-key", "version: 1\ndefaults:\n  <<: [{}, ⟦x⟧]\n"),
        BadFile("a merge of nothing", "merge-key", "version: 1\ndefaults:\n  ⟦<⟧<:\n"),
        BadFile("two merge keys", "duplicate-key", "version: 1\ndefaults:\n  <<: {}\n  ⟦<<⟧: {}\n"),
        BadFile("an empty project id", "project-id", "version: 1\nprojects:\n  ⟦\"\"⟧: {state: absent}\n"),
        BadFile("dots as a project id", "project-id", "version: 1\nprojects:\n  ⟦..⟧: {state: absent}\n"),
        BadFile(
            "a control character in a project id", "project-id",
            "version: 1\nprojects:\n  ⟦\"a\\tb\"⟧: {state: absent}\n"),
        BadFile(
            "a project twice", "duplicate-project",
            "version: 1\nprojects:\n  p: {state: absent}\n  q: {state: absent}\n  ⟦p⟧: {state: absent}\n"),
    ]
}
