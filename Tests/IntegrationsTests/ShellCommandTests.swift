import Integrations
import Testing

@Suite("Commands that are printed to be run")
struct ShellCommandTests {
    @Test(
        "a word stands as it is where a shell takes it as it is, and in quotes elsewhere",
        arguments: [
            ("plan.json", "plan.json"), ("--label", "--label"), ("env=prod", "env=prod"), ("año/日本", "año/日本"),
            ("2/5", "2/5"), ("50%", "50%"), ("", "''"), ("a b", "'a b'"), ("ventas-*", "'ventas-*'"),
            ("it's", #"'it'\''s'"#), ("$HOME", "'$HOME'"), ("`id`", "'`id`'"), ("~", "'~'"), ("=ls", "'=ls'"),
            ("a\\", "'a\\'"), ("#x", "'#x'"), ("##[group]", "'#''#[group]'"), ("###", "'#''#''#'"),
        ])
    func words(_ word: String, _ shown: String) {
        #expect(ShellWord(word).description == shown)
    }

    @Test(
        "what a terminal would act upon stands as bytes",
        arguments: [
            ("a\u{1B}[31m", #"$'a\033[31m'"#), ("a\nb\r\n", #"$'a\012b\015\012'"#), ("\u{202E}x", #"$'\342\200\256x'"#),
            ("\t'\\!#", #"$'\011\047\134\041\043'"#), ("\u{7F}1", #"$'\1771'"#), ("\u{85}", #"$'\302\205'"#),
        ])
    func controls(_ word: String, _ shown: String) {
        #expect(ShellWord(word).description == shown)
    }

    @Test("every scalar is safe to show, and none is lost to a limit")
    func safe() {
        for value in (1...0x3000 as ClosedRange<UInt32>).map(\.self) + [0xFEFF, 0xFFF9, 0xE0001, 0x1F600] {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let text = ShellWord("a\(scalar)b").description
            #expect(PlainText.cleaned(text, limit: .max) == text, "U+\(String(value, radix: 16))")
        }
        let long = String(repeating: "very/long/", count: 10_000)
        #expect(ShellCommand("jelouctl", "plan", "-f", long).description == "jelouctl plan -f \(long)")
    }

    @Test("a value that looks like an option is tied to its own")
    func dashes() {
        var command = ShellCommand("jelouctl", "apply")
        command.add("--file", short: "-f", ["-x.yaml", "-", "teams"])
        command.add("--state", nil)
        command.add("--project", "--yes")
        command.add("--refresh", if: true)
        command.add("--rebase", if: false)
        command.add(path: "-plan.json")
        command.add(path: "plan.json")
        #expect(
            command.description
                == "jelouctl apply --file=-x.yaml -f - -f teams --project=--yes --refresh ./-plan.json plan.json")
    }
}
