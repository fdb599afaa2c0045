import Foundation
package import NIOSSL

/// Certificates made for one test, by the `openssl` command: one authority that tests trust, and servers' certificates.
package struct TestCertificates: Sendable {
    private let folder: URL

    fileprivate init(folder: URL) { self.folder = folder }

    /// The host that the certificates name.
    package static let host = "hook.example.com"

    /// The authority that tests trust.
    package var caFile: String { folder.appendingPathComponent("ca.pem").path }

    package enum Kind: String, CaseIterable, Sendable {
        /// For the host, for 90 days.
        case good
        /// For the host, for 5 days.
        case ending
        case expired
        case selfSigned
        case wrongHost
        /// For 127.0.0.1 and no name.
        case address
        /// From an authority that nobody trusts.
        case untrusted
    }

    package func server(_ kind: Kind) throws -> TLSConfiguration {
        let chain = try NIOSSLCertificate.fromPEMFile(folder.appendingPathComponent("\(kind).pem").path)
        let key = folder.appendingPathComponent("\(kind).key").path
        return .makeServerConfiguration(
            certificateChain: chain.map { .certificate($0) },
            privateKey: .privateKey(try NIOSSLPrivateKey(file: key, format: .pem)))
    }
}

/// Makes the authority and one server's certificate, and removes them afterwards.
package func withTestCertificate<R>(
    _ kind: TestCertificates.Kind, _ body: (TestCertificates) async throws -> R
) async throws -> R {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("doctor-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let certificates = TestCertificates(folder: folder)
    try certificates.makeAuthority("ca")
    switch kind {
    case .good: try certificates.makeServer(kind, days: 90)
    case .ending: try certificates.makeServer(kind, days: 5)
    case .expired: try certificates.makeServer(kind, days: -1)
    case .selfSigned: try certificates.makeSelfSigned(kind)
    case .wrongHost: try certificates.makeServer(kind, names: "DNS:elsewhere.example.com")
    case .address: try certificates.makeServer(kind, names: "IP:127.0.0.1")
    case .untrusted:
        try certificates.makeAuthority("other")
        try certificates.makeServer(kind, by: "other")
    }
    return try await body(certificates)
}

extension TestCertificates {
    struct OpenSSLFailed: Error {
        let arguments: [String]
        let output: String
    }

    private static let authority = """
        [authority]
        basicConstraints = critical, CA:TRUE
        keyUsage = critical, keyCertSign, cRLSign
        subjectKeyIdentifier = hash
        """

    private func settings(_ name: String, _ section: String) throws {
        let text = "[req]\ndistinguished_name = name\nprompt = no\n[name]\nCN = \(name)\n\(section)\n"
        try Data(text.utf8).write(to: folder.appendingPathComponent("\(name).cnf"))
        try openssl("ecparam", "-name", "prime256v1", "-genkey", "-noout", "-out", "\(name).key")
    }

    private static func server(_ names: String) -> String {
        """
        [server]
        basicConstraints = critical, CA:FALSE
        extendedKeyUsage = serverAuth
        subjectAltName = \(names)
        """
    }

    fileprivate func makeAuthority(_ name: String) throws {
        try settings(name, Self.authority)
        try openssl(
            "req", "-new", "-x509", "-key", "\(name).key", "-config", "\(name).cnf", "-extensions", "authority",
            "-days", "365", "-out", "\(name).pem")
    }

    fileprivate func makeServer(
        _ kind: Kind, names: String = "DNS:\(Self.host)", days: Int = 90, by authority: String = "ca"
    ) throws {
        let name = kind.rawValue
        try settings(name, Self.server(names))
        try openssl("req", "-new", "-key", "\(name).key", "-config", "\(name).cnf", "-out", "\(name).csr")
        try openssl(
            "x509", "-req", "-in", "\(name).csr", "-CA", "\(authority).pem", "-CAkey", "\(authority).key",
            "-set_serial", "\(Int.random(in: 1...Int.max))", "-days", "\(days)", "-extfile", "\(name).cnf",
            "-extensions", "server", "-out", "\(name).pem")
    }

    fileprivate func makeSelfSigned(_ kind: Kind) throws {
        let name = kind.rawValue
        try settings(name, Self.server("DNS:\(Self.host)"))
        try openssl(
            "req", "-new", "-x509", "-key", "\(name).key", "-config", "\(name).cnf", "-extensions", "server", "-days",
            "90", "-out", "\(name).pem")
    }

    private func openssl(_ arguments: String...) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["openssl"] + arguments
        process.currentDirectoryURL = folder
        let output = Pipe()
        process.standardOutput = output
        process.standardError = output
        try process.run()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw OpenSSLFailed(arguments: arguments, output: text) }
    }
}
