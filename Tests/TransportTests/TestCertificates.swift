import Foundation
import NIOSSL

/// Certificates made for one test: two authorities, and servers' certificates that fit, name another host, or come from
/// the authority that nobody trusts.
struct TestCertificates {
    let folder: URL

    /// The authority that tests trust.
    var caFile: String { path("trusted-ca.pem") }

    /// For `localhost`, `api.example.test` and 127.0.0.1, from the trusted authority.
    func fitting() throws -> TLSConfiguration { try server("fitting") }

    /// For 127.0.0.1 alone, from the trusted authority.
    func forAddress() throws -> TLSConfiguration { try server("address") }

    /// From the trusted authority, for another host.
    func forOtherHost() throws -> TLSConfiguration { try server("elsewhere") }

    /// For the same hosts as the fitting one, from the authority that is not trusted.
    func untrusted() throws -> TLSConfiguration { try server("untrusted") }

    private func server(_ name: String) throws -> TLSConfiguration {
        let chain = try NIOSSLCertificate.fromPEMFile(path("\(name).pem"))
        return .makeServerConfiguration(
            certificateChain: chain.map { .certificate($0) },
            privateKey: .privateKey(try NIOSSLPrivateKey(file: path("\(name).key"), format: .pem)))
    }

    func path(_ name: String) -> String { folder.appendingPathComponent(name).path }
}

/// Makes the certificates with the `openssl` command, and removes them afterwards.
func withTestCertificates<R>(_ body: (TestCertificates) async throws -> R) async throws -> R {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("certificates-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let certificates = TestCertificates(folder: folder)
    for authority in ["trusted-ca", "other-ca"] {
        try certificates.makeAuthority(authority)
    }
    let hosts = "DNS:localhost,DNS:api.example.test,IP:127.0.0.1"
    try certificates.makeServer("fitting", hosts: hosts, by: "trusted-ca")
    try certificates.makeServer("address", hosts: "IP:127.0.0.1", by: "trusted-ca")
    try certificates.makeServer("elsewhere", hosts: "DNS:elsewhere.example.test", by: "trusted-ca")
    try certificates.makeServer("untrusted", hosts: hosts, by: "other-ca")
    return try await body(certificates)
}

extension TestCertificates {
    struct OpenSSLFailed: Error {
        let arguments: [String]
        let output: String
    }

    fileprivate func makeAuthority(_ name: String) throws {
        try makeKey(name)
        let settings = """
            [req]
            distinguished_name = name
            prompt = no
            [name]
            CN = \(name)
            [authority]
            basicConstraints = critical, CA:TRUE
            keyUsage = critical, keyCertSign, cRLSign
            subjectKeyIdentifier = hash
            """
        try Data(settings.utf8).write(to: folder.appendingPathComponent("\(name).cnf"))
        try openssl(
            "req", "-new", "-x509", "-key", "\(name).key", "-config", "\(name).cnf", "-extensions", "authority",
            "-days", "2", "-out", "\(name).pem")
    }

    fileprivate func makeServer(_ name: String, hosts: String, by authority: String) throws {
        try makeKey(name)
        let settings = """
            [req]
            distinguished_name = name
            prompt = no
            [name]
            CN = \(name)
            [server]
            basicConstraints = critical, CA:FALSE
            extendedKeyUsage = serverAuth
            subjectAltName = \(hosts)
            """
        try Data(settings.utf8).write(to: folder.appendingPathComponent("\(name).cnf"))
        try openssl("req", "-new", "-key", "\(name).key", "-config", "\(name).cnf", "-out", "\(name).csr")
        try openssl(
            "x509", "-req", "-in", "\(name).csr", "-CA", "\(authority).pem", "-CAkey", "\(authority).key",
            "-set_serial", "\(Int.random(in: 1...Int.max))", "-days", "2", "-extfile", "\(name).cnf", "-extensions",
            "server", "-out", "\(name).pem")
    }

    private func makeKey(_ name: String) throws {
        try openssl("ecparam", "-name", "prime256v1", "-genkey", "-noout", "-out", "\(name).key")
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
