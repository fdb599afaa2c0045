#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// A program that may be missing on a machine.
enum InstalledProgram: String {
    case bash
    case zsh
    case fish
    case mandoc
    case make
    case python3

    /// Where it is; nil if it is not installed.
    var path: String? {
        ["/usr/local/bin", "/opt/homebrew/bin", "/usr/bin", "/bin"].map { "\($0)/\(rawValue)" }.first {
            FileManager.default.isExecutableFile(atPath: $0)
        }
    }

    var isThere: Bool { path != nil }

    /// Whether what needs it has to run: where it is installed, and in CI, which installs what tests need.
    var isWanted: Bool { isThere || ProcessInfo.processInfo.environment["CI"] == "true" }
}
