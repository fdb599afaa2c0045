package import Integrations
import NIOSSL

/// What a server's certificate says of itself.
package struct CertificateFacts: Hashable, Sendable {
    package var notBefore: Timestamp
    package var notAfter: Timestamp
    /// The DNS names that it is for, `*.` in front of some.
    package var names: [String]
    /// The addresses that it is for, four bytes or sixteen.
    package var addresses: [[UInt8]]
    /// Whether it was issued by nobody but itself.
    package var isSelfSigned: Bool

    package init(
        notBefore: Timestamp, notAfter: Timestamp, names: [String], addresses: [[UInt8]] = [],
        isSelfSigned: Bool = false
    ) {
        self.notBefore = notBefore
        self.notAfter = notAfter
        self.names = names
        self.addresses = addresses
        self.isSelfSigned = isSelfSigned
    }

    init(_ certificate: NIOSSLCertificate) {
        notBefore = Timestamp(millisecondsSinceEpoch: Int64(certificate.notValidBefore) * 1000)
        notAfter = Timestamp(millisecondsSinceEpoch: Int64(certificate.notValidAfter) * 1000)
        let alternatives = certificate._subjectAlternativeNames()
        names = alternatives.filter { $0.nameType == .dnsName }.map { String(decoding: $0.contents, as: UTF8.self) }
        addresses = alternatives.filter { $0.nameType == .ipAddress }.map { Array($0.contents) }
        isSelfSigned = (try? certificate.toDERBytes()).map(Self.hasOwnIssuer) ?? false
    }

    /// Whether it names the host, as RFC 9525 asks: an address only as an address, `*` only as the whole first label.
    package func covers(_ host: HostName) -> Bool {
        switch host {
        case .ipv4(let bytes), .ipv6(let bytes): addresses.contains(bytes)
        case .name(let host): names.contains { Self.name($0.lowercased(), covers: host) }
        }
    }

    private static func name(_ name: String, covers host: String) -> Bool {
        guard name.hasPrefix("*.") else { return name == host }
        let parent = name.dropFirst(2)
        guard parent.contains("."), let dot = host.firstIndex(of: "."), dot != host.startIndex else { return false }
        return host[host.index(after: dot)...] == parent
    }
}

extension CertificateFacts {
    /// Whether subject and issuer of a certificate in DER are the same bytes.
    ///
    /// RFC 5280, section 4.1: the first part of the certificate has an optional version, then serial number, algorithm,
    /// issuer, validity, subject.
    private static func hasOwnIssuer(_ der: [UInt8]) -> Bool {
        var outer = DERReader(der[...])
        guard let certificate = outer.next() else { return false }
        var signed = DERReader(certificate.content)
        guard let part = signed.next() else { return false }
        var fields = DERReader(part.content)
        guard var field = fields.next() else { return false }
        if field.tag == 0xA0 {
            guard let serial = fields.next() else { return false }
            field = serial
        }
        guard fields.next() != nil, let issuer = fields.next(), fields.next() != nil, let subject = fields.next() else {
            return false
        }
        return issuer.content.elementsEqual(subject.content)
    }
}

/// Reads the values of a DER sequence one after the other.
private struct DERReader {
    private var rest: ArraySlice<UInt8>

    init(_ bytes: ArraySlice<UInt8>) {
        rest = bytes
    }

    /// - Returns: nil at the end, and where the bytes are no DER.
    mutating func next() -> (tag: UInt8, content: ArraySlice<UInt8>)? {
        guard let tag = rest.popFirst(), let first = rest.popFirst() else { return nil }
        var length = Int(first)
        if first >= 0x80 {
            let count = Int(first & 0x7F)
            guard (1...4).contains(count), rest.count >= count else { return nil }
            length = rest.prefix(count).reduce(0) { $0 << 8 | Int($1) }
            rest = rest.dropFirst(count)
        }
        guard length <= rest.count else { return nil }
        defer { rest = rest.dropFirst(length) }
        return (tag, rest.prefix(length))
    }
}
