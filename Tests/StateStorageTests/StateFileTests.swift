import Integrations
import Messages
import Testing

@testable import StateStorage

@Suite("The state file")
struct StateFileTests {
    private let decoder = StateFileDecoder(path: "state.json")

    @Test("has its header on the first line and one project on each line after it")
    func golden() throws {
        let fingerprint = try Sample.fingerprint("t0p", "81237")
        let otherFingerprint = try Sample.fingerprint("x", "81239")
        let key = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"
        let expected = [
            #"{"formatVersion":1,"lineage":"0b0f3c1e-1f4f-4c40-8a49-1c2d3e4f5a6b","serial":12,"#
                + #""writtenAt":"2025-11-18T09:06:29.012Z","fingerprintKey":"\#(key)","#
                + #""usedPlans":[{"id":"000102030405060708090a0b0c0d0e0f","serial":11}],"projects":["#,
            #"{"id":"81237","name":"Ventas Colombia","webhookUrl":"https://panel.example.com/jelou","authType":"bearer","#
                + #""credential":{"fingerprint":"\#(fingerprint)","reference":{"env":"VENTAS_WEBHOOK_TOKEN"}},"#
                + #""access":{"apiKey":{"env":"JELOU_API_KEY"}},"baseUrl":"https://gateway.jelou.ai/platform","#
                + #""labels":{"env":"prod","team":"ventas"},"protect":true,"sourceFile":"jelou.yaml","#
                + #""remote":{"id":"65f0","createdAt":"2023-11-14T22:13:20.123Z","updatedAt":"2025-11-18T08:53:20Z"},"#
                + #""appliedAt":"2025-11-18T09:05:00Z","run":"run-7"},"#,
            #"{"id":"81238","status":"deleted","access":{"apiKey":{"env":"JELOU_API_KEY"}},"#
                + #""baseUrl":"https://gateway.jelou.ai/platform"},"#,
            #"{"id":"81239","status":"unsettled","write":"update","credentialSent":true,"authType":"api_key","#
                + #""credential":{"fingerprint":"\#(otherFingerprint)","#
                + #""reference":{"command":["vault","read","-field=token","a b"]}},"#
                + #""prior":{"webhookUrl":"https://panel.example.com/x","authType":"no_auth"},"#
                + #""access":{"basicAuth":{"clientId":"client-1","clientSecret":{"file":"secrets/basic"}}},"#
                + #""baseUrl":"https://gateway.jelou.ai/platform","remote":{"updatedAt":"1970-01-01T00:00:00Z"}},"#,
            #"{"id":"ñ","access":{"basicAuth":{"clientId":{"command":[]},"clientSecret":{"env":"SECRET"}}},"#
                + #""baseUrl":"http://localhost:8080"}"#,
            "]}", "",
        ]
        let text = String(decoding: StateFileEncoder.encode(try Sample.everything()), as: UTF8.self)
        #expect(text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) == expected)
    }

    @Test("without projects is two lines")
    func empty() throws {
        let state = try Sample.plain(projects: 0)
        let bytes = StateFileEncoder.encode(state)
        #expect(String(decoding: bytes, as: UTF8.self).hasSuffix("\"projects\":[\n]}\n"))
        #expect(areIdentical(try decoder.state(bytes), state))
        #expect(areIdentical(StateFileScanner.state(bytes), state))
    }

    @Test("is read back as it was written, by the fast path and by the thorough one", arguments: 0..<40)
    func roundTrip(part: UInt64) throws {
        var generator = StateGenerator(seed: part)
        for _ in 0..<100 {
            let state = try generator.state()
            let bytes = StateFileEncoder.encode(state)
            let text = String(decoding: bytes, as: UTF8.self)
            #expect(areIdentical(StateFileScanner.state(bytes), state), "\(text)")
            #expect(areIdentical(try decoder.thoroughState(bytes), state), "\(text)")
        }
    }

    @Test("tells of an unsettled write all that there is to know", arguments: UnsettledWrite.Kind.allCases)
    func unsettledWrites(kind: UnsettledWrite.Kind) throws {
        let credential = RecordedCredential(
            fingerprint: try Sample.fingerprint("x", "1"), reference: .environment("TOKEN"))
        let values = [
            RecordedIntegration(), RecordedIntegration(webhookURL: "https://panel.example.com/"),
            RecordedIntegration(authType: .basic), RecordedIntegration(credential: credential),
            RecordedIntegration(webhookURL: "", authType: .bearer, credential: credential),
        ]
        for tried in values {
            for prior in [nil] + values.map(Optional.some) {
                for flags in 0..<4 {
                    let write = UnsettledWrite(
                        kind: kind, tried: tried, carriedCredential: flags & 1 > 0, prior: prior,
                        leavesTombstone: flags & 2 > 0)
                    let state = RecordedState(
                        lineage: Sample.lineage, serial: 1, key: try Sample.key(),
                        projects: [try Sample.project("1", .unsettled(write))])
                    let bytes = StateFileEncoder.encode(state)
                    #expect(StateFileScanner.state(bytes)?.projects == state.projects)
                    #expect(try decoder.thoroughState(bytes).projects == state.projects)
                }
            }
        }
    }

    @Test("of an earlier jelouctl tells of an unsettled write the values alone")
    func earlierUnsettledWrite() throws {
        let text =
            Damage.header
            + #"{"id":"1","status":"unsettled","webhookUrl":"https://panel.example.com/",\#(Damage.access)}"#
            + "\n]}\n"
        let bytes = Array(text.utf8)
        let expected = RecordedProject.Status.unsettled(
            UnsettledWrite(
                kind: .update, tried: RecordedIntegration(webhookURL: "https://panel.example.com/"),
                carriedCredential: true))
        #expect(StateFileScanner.state(bytes)?.projects.first?.status == expected)
        #expect(try decoder.thoroughState(bytes).projects.first?.status == expected)
    }

    @Test("has its header found by its first bytes, with all the used plans that are kept")
    func longestHeader() throws {
        var state = try Sample.plain(serial: .max - 1, projects: 1)
        state.writtenAt = Sample.started
        for number in 0..<60 {
            state.usedPlans.add(Hexadecimal.encode((0..<16).map { _ in UInt8(number) }), at: .max - 1)
        }
        let bytes = StateFileEncoder.encode(state)
        #expect(areIdentical(try decoder.state(bytes), state))
        #expect(try decoder.state(bytes).usedPlans == state.usedPlans)
        // Digits beyond what is certain to fit go the thorough way, so the longest that the fast one takes is looked at.
        state.serial = 999_999_999_999_999_999
        state.usedPlans = UsedPlans(state.usedPlans.entries.map { UsedPlans.Entry(id: $0.id, serial: state.serial) })
        let beginning = Array(StateFileEncoder.encode(state).prefix(StateFileFormat.headerReach))
        #expect(StateFileScanner.header(beginning)?.usedPlans.entries.count == UsedPlans.limit)
    }

    @Test("is judged by the thorough path alone: what the fast one takes, that one reads the same", arguments: 0..<20)
    func mutations(part: UInt64) throws {
        var generator = StateGenerator(seed: 1000 + part)
        var random = FixedGenerator(seed: part)
        let spare = Array("\"\\{}[],:0123456789eE+-. \n\r\ttruefalsnlu\u{0}\u{7F}é😀".utf8) + [0x80, 0xC3, 0xFF]
        var taken = 0
        for _ in 0..<250 {
            var bytes = StateFileEncoder.encode(try generator.state(projects: 3))
            let place = Int.random(in: 0..<bytes.count, using: &random)
            switch Int.random(in: 0..<4, using: &random) {
            case 0: bytes[place] = spare.randomElement(using: &random) ?? 0
            case 1: bytes.remove(at: place)
            case 2: bytes.insert(spare.randomElement(using: &random) ?? 0, at: place)
            default: bytes.removeSubrange(place..<min(bytes.count, place + Int.random(in: 1...40, using: &random)))
            }
            guard let fast = StateFileScanner.state(bytes) else { continue }
            taken += 1
            #expect(areIdentical(try decoder.thoroughState(bytes), fast), "\(String(decoding: bytes, as: UTF8.self))")
        }
        #expect(taken > 0)
    }

    @Test("escapes what a terminal acts on or a reader is misled by, and nothing else beyond what JSON demands")
    func escapes() throws {
        var writer = JSONLineWriter()
        writer.string("\"\\/\n\r\t\u{0}\u{8}\u{1B}\u{7F}\u{9B}\u{2028}\u{202E}\u{E0041}é😀👩‍👧")
        let expected =
            #""\"\\/\n\r\t\u0000\u0008\u001b\u007f\u009b\u2028\u202e\udb40\udc41é😀👩‍👧""#
        #expect(String(decoding: writer.bytes, as: UTF8.self) == expected)
    }

    @Test("may have any escape of JSON in it")
    func foreignEscapes() throws {
        let plain = String(decoding: StateFileEncoder.encode(try Sample.plain(projects: 1)), as: UTF8.self)
        let text = plain.replacing(
            #""id":"100000""#, with: #""id":"1\u0030\u00e9\ud83D\uDE00\/","name":"\b\f\n\r\t\"\\""#)
        let state = try decoder.state(Array(text.utf8))
        #expect(state.projects.first?.id.rawValue == "10é😀/")
        #expect(state.projects.first?.name == "\u{8}\u{C}\n\r\t\"\\")
        #expect(areIdentical(StateFileScanner.state(Array(text.utf8)), state))
        #expect(areIdentical(try decoder.thoroughState(Array(text.utf8)), state))
    }

    @Test("of a hundred thousand projects is the same by both paths")
    func large() throws {
        let state = try Sample.plain(projects: 100_000)
        let bytes = StateFileEncoder.encode(state)
        let fast = try #require(StateFileScanner.state(bytes))
        #expect(fast.projects.count == 100_000)
        #expect(fast.projects == state.projects)
        #expect(try decoder.thoroughState(bytes).projects == state.projects)
    }

    @Test("cut off at any byte is refused, and never a smaller state")
    func truncation() throws {
        let bytes = StateFileEncoder.encode(try Sample.everything())
        for count in 0..<bytes.count - 1 {
            let error = #expect(throws: StateStorageError.self, "cut at \(count)") {
                try decoder.state(Array(bytes[..<count]))
            }
            #expect(error?.code == "state-corrupt", "cut at \(count)")
        }
        // The line feed at the very end is all that a file may lack.
        #expect(areIdentical(try decoder.state(Array(bytes.dropLast())), try Sample.everything()))
    }

    @Test("cut off after a line says that it was cut off, and where")
    func truncationAfterLine() throws {
        let text = String(decoding: StateFileEncoder.encode(try Sample.plain(projects: 3)), as: UTF8.self)
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        for count in 1...3 {
            let cut = lines.prefix(count).joined(separator: "\n") + "\n"
            #expect(
                throws: StateStorageError.corrupt(
                    path: "state.json", line: count + 1, why: Message("the file ends in the middle; it was cut off"))
            ) { try decoder.state(Array(cut.utf8)) }
        }
    }
}

@Suite("A state file that others have edited")
struct EditedStateFileTests {
    private let decoder = StateFileDecoder(path: "state.json")

    @Test("is read in any order of keys and any spacing")
    func reformatted() throws {
        let text = """
            \u{FEFF}{
              "fingerprintKey" : "000102030405060708090A0B0C0D0E0F101112131415161718191a1b1c1d1e1f",\r
              "projects": [
                {"baseUrl": "https://GATEWAY.jelou.ai:443/platform/", "access": {"apiKey": {"env": "K"}},
                 "labels": {}, "protect": false, "remote": {}, "name": null, "id": "2",
                 "appliedAt": "2026-01-02T03:04:05.5+01:00"},
                {"status": "deleted", "id": "1", "access": {"apiKey": {"file": "f"}},
                 "baseUrl": "http://localhost"}
              ],
              "serial": 12.0, "lineage": "l", "formatVersion": 1.0
            }
            """
        let state = try decoder.state(Array(text.utf8))
        #expect(state.serial == 12)
        #expect(state.lineage == "l")
        #expect(state.projects.map(\.id.rawValue) == ["1", "2"])
        #expect(state.projects.first?.status == .deleted)
        #expect(
            state.projects.last
                == RecordedProject(
                    id: try ProjectID("2"), status: .applied(RecordedIntegration()),
                    access: .apiKey(.environment("K")), baseURL: try Sample.baseURL(),
                    appliedAt: Timestamp(millisecondsSinceEpoch: 1_767_319_445_500)))
    }

    @Test("is sorted when it is read")
    func unsorted() throws {
        let bytes = StateFileEncoder.encode(try Sample.plain(projects: 3))
        var lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
        (lines[1], lines[2]) = (lines[2], lines[1])
        let edited = Array(lines.joined(separator: "\n").utf8)
        #expect(StateFileScanner.state(edited) == nil)
        #expect(areIdentical(try decoder.state(edited), try Sample.plain(projects: 3)))
    }
}
