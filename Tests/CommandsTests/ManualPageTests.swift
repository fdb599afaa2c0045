import Testing

@testable import Commands

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

@Suite("Manual pages")
struct ManualPageTests {
    private func page(_ name: String) throws -> String {
        try #require(ManualPage.all().first { $0.pageName == name }).text
    }

    @Test("Each is the one that is checked in")
    func checkedIn() {
        let pages = ManualPage.all()
        #expect(pages.count > 10)
        for page in pages { expectCheckedIn(page.text, "man/\(page.pageName).1") }
    }

    @Test("No page is left of a command that is gone")
    func noOther() throws {
        let files = try FileManager.default.contentsOfDirectory(atPath: checkedInFolder("man").path())
        #expect(Set(files) == Set(ManualPage.all().map { $0.pageName + ".1" }))
    }

    @Test("Commands below commands have pages, hidden ones and help have none")
    func names() {
        let names = ManualPage.all().map(\.pageName)
        #expect(names.first == "jelouctl")
        #expect(names.contains("jelouctl-state-list"))
        #expect(names.contains("jelouctl-audit-verify"))
        #expect(names.allSatisfy { !$0.contains("manual") && !$0.contains("help") })
    }

    @Test("An option stands with its short name, its value and its variable")
    func option() throws {
        #expect(try page("jelouctl-plan").contains("\n\\fB\\-f\\fR, \\fB\\-\\-file\\fR \\fIpath\\fR\n"))
        #expect(try page("jelouctl-plan").contains("\nVariable: \\fBJELOUCTL_FILE\\fR.\n"))
        #expect(try page("jelouctl-plan").contains("\nOne of text, json.\nDefault: \\fBtext\\fR.\n"))
    }

    @Test("Every line of every page is short, and only our requests begin with a dot")
    func lines() {
        let requests = [".TH", ".SH", ".SS", ".TP", ".PP", ".EX", ".EE", ".BR", ".\\\""]
        for page in ManualPage.all() {
            for line in page.text.split(separator: "\n") where !line.hasPrefix(".TH") {
                #expect(line.utf8.count <= 120, "\(page.pageName): \(line)")
                #expect(line.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F }, "\(page.pageName): \(line)")
                guard line.first == "." || line.first == "'" else { continue }
                #expect(requests.contains { line.hasPrefix($0) }, "\(page.pageName): \(line)")
            }
        }
    }

    @Test("Text that looks like a request, or like an escape, is text")
    func escapes() {
        var page = ManualPageText()
        page.paragraph("A \\fB line. .SH and 'quoted' ~ `--a-b c`, -C x, so-called …")
        page.literal([".so x", "'a' ^ `b` \\"])
        #expect(
            page.text == """
                .PP
                A \\efB line. .SH and 'quoted' \\(ti \\fB\\-\\-a\\-b c\\fR, \\-C x, so-called \\[u2026]
                .EX
                \\&.so x
                \\(aqa\\(aq \\(ha \\(gab\\(ga \\e
                .EE

                """)
        var sentence = ManualPageText()
        sentence.paragraph("One. .jelouctl is a folder. Two.")
        #expect(sentence.text == ".PP\nOne. .jelouctl is a folder.\nTwo.\n")
    }

    @Test("The program's page has every exit code, a command's those that it can end with")
    func exitStatus() throws {
        func codes(_ name: String) throws -> [Int32] {
            let text = try page(name)
            let section = text.split(separator: ".SH EXIT STATUS\n").last?.split(separator: "\n.SH").first ?? ""
            return section.split(separator: "\n").compactMap { line in
                line.hasPrefix("\\fB") ? Int32(line.dropFirst(3).prefix { $0.isNumber }) : nil
            }
        }
        #expect(try codes("jelouctl") == ExitStatus.allCases.map(\.rawValue))
        #expect(try codes("jelouctl-apply") == ExitStatus.allCases.map(\.rawValue))
        #expect(try codes("jelouctl-validate") == [0, 1, 64, 65])
        #expect(try codes("jelouctl-schema") == [0, 1, 64])
        #expect(try codes("jelouctl-drift") == [0, 1, 2, 4, 6, 64, 65])
        #expect(try codes("jelouctl-state-unlock") == [0, 1, 4, 5, 64, 65])
    }

    @Test("Examples stand as they are typed, and not among the description")
    func examples() throws {
        let text = try page("jelouctl-validate")
        #expect(text.contains(".EX\njelouctl validate\njelouctl validate \\-f jelou/ \\-\\-format json\n"))
        #expect(!text.contains("Examples:"))
    }
}
