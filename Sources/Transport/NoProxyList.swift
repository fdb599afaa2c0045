/// The hosts that are reached without a proxy, as `NO_PROXY` lists them.
///
/// Entries are separated by commas or spaces: `*` (all hosts), `example.com` (that host and all below it),
/// `.example.com` or `*.example.com` (only below it), an address, a network such as `10.0.0.0/8`; each with `:port` at
/// its end to mean that port alone. Upper and lower case are the same. An entry that is none of these matches nothing.
package struct NoProxyList: Sendable, Equatable {
    private enum Hosts: Equatable {
        case all
        case domain(String)
        case below(String)
        case address(IPAddress)
        case network(IPAddress, bits: Int)
    }

    private struct Entry: Equatable {
        var hosts: Hosts
        var port: Int?
    }

    private let entries: [Entry]

    package init(_ text: String = "") {
        entries = text.split { $0 == "," || $0.isWhitespace }.compactMap { Self.entry(String($0).lowercased()) }
    }

    /// Whether a host (an IPv6 address without brackets) at a port is on the list.
    package func contains(host: String, port: Int) -> Bool {
        let name = Self.withoutTrailingDot(host.lowercased())
        let address = IPAddress(name)
        return entries.contains { entry in
            guard entry.port == nil || entry.port == port else { return false }
            switch entry.hosts {
            case .all: return true
            case .domain(let domain): return name == domain || name.hasSuffix("." + domain)
            case .below(let domain): return name.hasSuffix("." + domain)
            case .address(let listed): return address == listed
            case .network(let network, let bits): return address?.isWithin(network, bits: bits) == true
            }
        }
    }

    private static func entry(_ text: String) -> Entry? {
        if text == "*" { return Entry(hosts: .all) }
        if let address = IPAddress(text) { return Entry(hosts: .address(address)) }
        if let slash = text.firstIndex(of: "/") {
            guard let network = IPAddress(text[..<slash]), let bits = Int(text[text.index(after: slash)...]),
                (0...network.bytes.count * 8).contains(bits)
            else { return nil }
            return Entry(hosts: .network(network, bits: bits))
        }
        let belowOnly = text.hasPrefix(".") || text.hasPrefix("*.")
        let bare = belowOnly ? String(text.drop { $0 == "*" || $0 == "." }) : text
        guard let parsed = HostAndPort(bare.utf8) else { return nil }
        if let address = IPAddress(parsed.host) {
            return Entry(hosts: .address(address), port: parsed.port)
        }
        let domain = withoutTrailingDot(parsed.host)
        return Entry(hosts: belowOnly ? .below(domain) : .domain(domain), port: parsed.port)
    }

    private static func withoutTrailingDot(_ name: String) -> String {
        name.hasSuffix(".") ? String(name.dropLast()) : name
    }
}
