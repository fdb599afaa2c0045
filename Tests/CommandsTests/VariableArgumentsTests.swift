import ArgumentParser
import Testing

@testable import Commands

@Suite("Variables of options")
struct VariableArgumentsTests {
    private func expand(_ arguments: [String], _ environment: [String: String]) throws -> [String] {
        try VariableArguments(arguments: arguments, environment: environment, root: JelouctlCommand.self).arguments
    }

    @Test("A variable becomes an argument behind its command")
    func option() throws {
        #expect(
            try expand(["plan", "--quiet"], ["JELOUCTL_STATE": "x.json"]) == ["plan", "--state=x.json", "--quiet"])
    }

    @Test(
        "A flag on the command line goes first, under any of its names",
        arguments: [
            ["apply", "--file", "a.yaml"], ["apply", "--file=a.yaml"], ["apply", "-f", "a.yaml"],
        ])
    func named(_ arguments: [String]) throws {
        #expect(try expand(arguments, ["JELOUCTL_FILE": "b.yaml"]) == arguments)
    }

    @Test("Words behind -- are no options")
    func terminator() throws {
        #expect(
            try expand(["schema", "--", "--quiet"], ["JELOUCTL_QUIET": "1"]) == ["schema", "--quiet", "--", "--quiet"])
    }

    @Test(
        "A switch takes true and false",
        arguments: [("1", ["plan", "--quiet"]), ("true", ["plan", "--quiet"]), ("0", ["plan"]), ("", ["plan"])])
    func toggle(_ value: String, _ expected: [String]) throws {
        #expect(try expand(["plan"], ["JELOUCTL_QUIET": value]) == expected)
    }

    @Test("A switch that is neither names its variable")
    func wrongToggle() {
        #expect {
            _ = try expand(["plan"], ["JELOUCTL_QUIET": "maybe"])
        } throws: { error in
            (error as? VariableArguments.Problem)?.variable == "JELOUCTL_QUIET"
        }
    }

    @Test("A repeatable option takes several values, parted by commas")
    func repeated() throws {
        let expected = ["plan", "--project=a*", "--project=b"]
        #expect(try expand(["plan"], ["JELOUCTL_PROJECT": "a*,b"]) == expected)
    }

    @Test("A variable of an option that the command does not have is left alone")
    func foreign() throws {
        #expect(try expand(["validate"], ["JELOUCTL_ALLOW_DELETES": "3"]) == ["validate"])
    }

    @Test("A value that begins with a dash stays a value")
    func dash() throws {
        #expect(try expand(["plan"], ["JELOUCTL_STATE": "--yes"]) == ["plan", "--state=--yes"])
    }

    @Test("Without variables nothing changes")
    func none() throws {
        #expect(try expand(["plan", "-C", "x"], ["PATH": "/bin"]) == ["plan", "-C", "x"])
    }
}
