// Presentation's tests: what people and programs read, held in files that a reviewer can read too.

import Testing

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Compares a text with the file of that name in `Goldens`.
///
/// `RECORD_SNAPSHOTS=1` writes the file anew, and fails, so that a recording run can never pass for a green one.
func expectGolden(
    _ text: String, _ name: String, sourceLocation: Testing.SourceLocation = #_sourceLocation
) {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Goldens")
    let file = folder.appending(path: name)
    if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] == "1" {
        do {
            try Data(text.utf8).write(to: file)
            Issue.record("recorded \(name): read it, then run again without it", sourceLocation: sourceLocation)
        } catch {
            Issue.record("could not record \(name): \(error)", sourceLocation: sourceLocation)
        }
        return
    }
    guard let bytes = try? Data(contentsOf: file) else {
        Issue.record("there is no \(name); RECORD_SNAPSHOTS=1 writes it", sourceLocation: sourceLocation)
        return
    }
    let golden = String(decoding: bytes, as: UTF8.self)
    #expect(text == golden, "\(name) differs", sourceLocation: sourceLocation)
}

func expectGolden(_ bytes: [UInt8], _ name: String, sourceLocation: Testing.SourceLocation = #_sourceLocation) {
    expectGolden(String(decoding: bytes, as: UTF8.self), name, sourceLocation: sourceLocation)
}
