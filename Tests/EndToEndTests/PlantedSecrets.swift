import Emulator
import Foundation
import TestSupport
import Testing

/// A credential whose middle is letters and digits alone, which no way of writing a text changes.
struct PlantedSecret: Sendable {
    let name: String
    let value: String
    private let core: String

    init(_ name: String, around core: String, _ start: String = "", _ end: String = "") {
        self.name = name
        self.core = core
        value = start + core + end
    }

    /// A secret that a server or a program made up.
    init(_ name: String, made value: String) {
        self.init(name, around: value)
    }

    /// How it is written in a text, if it is: also halves of it, and whatever the case of its letters.
    func findings(in text: String) -> [String] { findings(inLowercased: Data(text.lowercased().utf8)) }

    func findings(inLowercased text: Data) -> [String] {
        let half = core.count / 2
        let forms = [
            ("raw", String(core.prefix(half))), ("raw", String(core.suffix(half))),
            ("in hexadecimal", core.utf8.map { String($0, radix: 16) }.joined()),
        ]
        return (forms + Self.base64(of: core)).filter { text.range(of: Data($0.1.lowercased().utf8)) != nil }
            .map { "\(name) is written \($0.0)" }
    }

    /// The Base64 of any text around it, at each of the three places where it may begin, without what neighbours change.
    private static func base64(of core: String) -> [(String, String)] {
        (0..<3).map { offset in
            let encoded = Data((String(repeating: "\0", count: offset) + core).utf8).base64EncodedString()
            return ("in Base64", String(encoded.dropFirst(4).dropLast(4)))
        }
    }
}

/// The credentials of a world in which every way to name one is used.
enum Planted {
    static let apiKey = PlantedSecret("the API key", around: "k7Qz2Wm9Xr4Tb6Yn8Lc3Vd", "ak-", "/+=\"%")
    static let clientID = PlantedSecret("the client id", around: "i5Hs8Dg3Fj6Kp2Nq9Bv4Zx", "id-")
    static let clientSecret = PlantedSecret("the client secret", around: "s9Lm4Cw7Rt2Gx6Pk3Hn8Qb", "with:", "\"&<>")
    static let variable = PlantedSecret(
        "the credential of a variable", around: "e3Vn7Ys5Jd9Mf2Zk8Tr4Wh", "to~ ", "\" ñ\\é+`|")
    static let rotated = PlantedSecret("the rotated credential", around: "r6Bx4Nc8Ql2Sg7Pv5Ty9Dk", "", "*_%0A")
    static let program = PlantedSecret("the credential of a program", around: "p8Gw3Kt6Zm9Rj4Xc7Fb2Ls", "<", "> ]]>")
    static let file = PlantedSecret("the credential of a file", around: "f2Dq5Hy8Vw4Nz7Tx3Mr6Jg", "'", "${x}")

    /// All but the client id, which is no secret: a server's words may name it.
    static let all = [apiKey, clientSecret, variable, rotated, program, file]

    /// The files of a world that may hold one.
    static func isKeeper(_ file: String) -> Bool {
        file == "file-credential" || file == "client-secret" || file.hasPrefix("signing/")
    }

    static let environment = [
        "JELOU_API_KEY": apiKey.value, "CLIENT_ID": clientID.value, "TOKEN": variable.value, "ROTATED": rotated.value,
        "PROGRAM_TOKEN": program.value, "JELOUCTL_LOG_LEVEL": "trace", "JELOUCTL_RETRIES": "0",
    ]

    /// - Parameters:
    ///   - version: part of each URL.
    ///   - name: the variable that holds the credential of project a.
    static func yaml(_ version: String, _ name: String = "TOKEN") -> String {
        """
        settings: { signingSecrets: { directory: signing } }
        projects:
          a: { webhookUrl: https://panel.example.com/\(version)/a, authType: bearer, authorization: { env: \(name) } }
          b:
            webhookUrl: https://panel.example.com/\(version)/b
            authType: api_key
            authorization: { command: [printenv, PROGRAM_TOKEN] }
          c:
            webhookUrl: https://panel.example.com/\(version)/c
            authType: basic
            authorization: { file: file-credential }
            basicAuth: { clientId: { env: CLIENT_ID }, clientSecret: { file: client-secret } }
          d: { webhookUrl: https://panel.example.com/\(version)/d, authType: no_auth }

        """
    }
}

/// A world with every credential; `d` has no integration yet.
func withPlantedWorld(_ body: (World) async throws -> Void) async throws {
    try await withWorld(["a": oldURL("a"), "b": oldURL("b"), "c": oldURL("c")]) { world in
        var world = world
        world.environment.merge(Planted.environment) { _, planted in planted }
        try world.folder.write(Planted.file.value + "\n", to: "file-credential")
        try world.folder.write(Planted.clientSecret.value + "\n", to: "client-secret")
        try world.desire(Planted.yaml("v2"))
        try await body(world)
    }
}

extension World {
    /// Applies the files, so that every credential was sent and every kind of record is there.
    func applyPlanted() async throws {
        let run = try await jelouctl("apply", "--refresh", "--yes", "--audit-log", "audit", "--events", "events")
        try #require(run.exitCode == 0, "\(run.text)")
        try await requireSent()
        await emulator.clearRequests()
    }

    /// What shows that there was something to find: the API received every credential.
    func requireSent() async throws {
        let presented = await emulator.requests().map(\.credential)
        try #require(presented.contains(.apiKey(Planted.apiKey.value)))
        try #require(presented.contains(.basic("\(Planted.clientID.value):\(Planted.clientSecret.value)")))
        let kept = [await emulator.integration("a"), await emulator.integration("b"), await emulator.integration("c")]
            .map { $0?.authorization }
        try #require(kept[0] == Planted.variable.value || kept[0] == Planted.rotated.value)
        try #require(Array(kept[1...]) == [Planted.program.value, Planted.file.value])
    }

    /// Holds what runs printed, and every file but the credentials' own, against every credential.
    ///
    /// - Parameters:
    ///   - files: what must be there, with something in it.
    ///   - more: what is to be looked for besides.
    func expectNoSecret(
        in runs: [BuiltProgram.Run], and files: [String] = [], besides more: [PlantedSecret] = []
    ) async throws {
        for file in files { #expect(try !folder.read(file).isEmpty, "\(file)") }
        var secrets = Planted.all + more
        if let secret = await emulator.integration("d")?.signingSecret {
            secrets.append(PlantedSecret("the signing secret", made: secret))
        }
        var texts = runs.enumerated().map { ("run \($0.offset)", $0.element.text) }
        for file in try folder.files() where !Planted.isKeeper(file) { texts.append((file, try folder.read(file))) }
        for (name, text) in texts {
            let lowercased = Data(text.lowercased().utf8)
            let findings = secrets.flatMap { $0.findings(inLowercased: lowercased) }
            #expect(findings.isEmpty, "\(name)")
        }
    }
}
