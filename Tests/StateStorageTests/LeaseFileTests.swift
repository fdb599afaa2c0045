import Integrations
import Messages
import Testing

@testable import StateStorage

@Suite("What a lock file says")
struct LeaseFileTests {
    private func read(_ text: String) -> StateLockHolder? { LockFileV1.holder(Array(text.utf8)) }

    @Test("is read as it was written")
    func roundTrip() {
        for holder in [StateLockHolder.sample("a1"), StateLockHolder(id: "b2", operation: "refresh")] {
            #expect(LockFileV1.holder(LockFileV1(holder).bytes) == holder)
        }
        let text = String(decoding: LockFileV1(.sample("a1")).bytes, as: UTF8.self)
        #expect(
            text == """
                {"bootId":"boot-1","formatVersion":1,"host":"runner-7","id":"a1","leaseSeconds":60,"operation":"apply",\
                "pid":4711,"pidNamespace":"pid:[4026531836]","processStart":"8154","runUrl":"https://ci.example.com/runs/1",\
                "started":"2025-11-18T09:06:29.012Z","who":"alice"}

                """)
    }

    @Test("is shown without the control characters that somebody put there")
    func hostileText() throws {
        let text = #"""
            {"id":"x\u0007y","operation":"apply\u001b[31m","who":"a\nb","formatVersion":1,"more":[1],"bootId":"\u0000b",
             "pidNamespace":"p\u202eq","processStart":"1\r2"}
            """#.replacing("\n", with: "")
        let holder = try #require(read(text))
        #expect(holder.message.english == "apply [31m by a b")
        #expect(holder.id == "x y")
        #expect(holder.identity == HostIdentity(bootID: " b", pidNamespace: "pq", processStart: "1 2"))
    }

    @Test(
        "gives a lease a duration between 5 seconds and an hour, or none",
        arguments: [
            ("60", 60), ("7.5", 7.5), ("1", 5), ("1e-300", 5), ("1e300", 3600), ("3600", 3600), ("86400", 3600),
            ("0", nil), ("-1", nil), ("-1e300", nil), (#""60""#, nil), ("null", nil), ("[60]", nil), ("1e999", nil),
        ] as [(String, Double?)])
    func durations(text: String, seconds: Double?) {
        let holder = read(#"{"id":"x","operation":"apply","leaseSeconds":\#(text)}"#)
        #expect(holder?.leaseDuration == seconds.map { .seconds($0) })
    }

    @Test("names its holder although a particular is of another kind")
    func otherKinds() {
        let text =
            #"{"id":"x","operation":"apply","who":1,"host":[],"pid":1e300,"started":"soon","runUrl":{},"bootId":7}"#
        #expect(read(text) == StateLockHolder(id: "x", operation: "apply"))
    }

    @Test("ends with its first line, whatever is left of a longer one")
    func firstLine() {
        let text = #"{"id":"x","operation":"apply"}"# + "\n" + #"ongerId":"y"}"# + "\n"
        #expect(read(text) == StateLockHolder(id: "x", operation: "apply"))
    }

    @Test(
        "tells when a process started, whatever its name",
        arguments: [
            ("4711 (jelouctl) S 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 8154 20 21", "8154"),
            ("1 (a) S 1 (b) R) S 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 99 20", "99"), ("1 (a) S 1 2", nil),
            ("", nil), (")", nil),
        ] as [(String, String?)])
    func processStart(text: String, start: String?) {
        #expect(HostIdentity.processStart(text) == start)
    }

    #if os(Linux)
        @Test("identifies this process by its boot, its namespace and its start")
        func current() throws {
            let identity = HostIdentity.current()
            #expect(identity == .current())
            #expect(identity.bootID?.count == 36)
            #expect(identity.pidNamespace?.hasPrefix("pid:[") == true)
            #expect(identity.processStart.flatMap(UInt64.init) != nil)
        }
    #endif
}
