/// Whether an address stays on this machine: `localhost`, `::1`, or a literal of 127.0.0.0/8 (also as mapped IPv6).
///
/// Any other name is taken for remote, whatever it may resolve to today.
func isLoopback(host: String) -> Bool {
    let name = host.lowercased()
    if name == "localhost" || name == "::1" { return true }
    let mapped = "::ffff:"
    let literal = name.hasPrefix(mapped) ? name.dropFirst(mapped.count) : name[...]
    let parts = literal.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 4, parts.allSatisfy({ UInt8($0) != nil && $0.allSatisfy(\.isNumber) }) else { return false }
    return UInt8(parts[0]) == 127
}
