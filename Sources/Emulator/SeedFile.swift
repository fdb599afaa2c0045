#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// What is wrong with a file that was named on the command line.
package struct NamedFileError: Error, Sendable, CustomStringConvertible {
    package let path: String
    package let reason: String

    package var description: String { "\(path): \(reason)" }
}

/// Reads the integrations to start with: `{"projects": {"81237": {"webhookUrl": "https://…", "authType": "bearer"}}}`.
package func readSeedFile(_ path: String) throws -> [String: IntegrationFields] {
    let seed: SeedFile = try decodeFile(path)
    for (project, reader) in seed.projects {
        if let problem = reader.problems.first {
            throw NamedFileError(path: path, reason: "project \(project): \(problem.field) \(problem.reason)")
        }
        guard reader.fields.webhookURL != nil else {
            throw NamedFileError(path: path, reason: "project \(project): webhookUrl is missing")
        }
    }
    return seed.projects.mapValues(\.fields)
}

/// Reads an array of fault rules, each an object or a string in the notation.
package func readFaultFile(_ path: String) throws -> [FaultRule] {
    try decodeFile(path)
}

private struct SeedFile: Decodable {
    let projects: [String: FieldsReader]
}

private func decodeFile<Content: Decodable>(_ path: String) throws -> Content {
    let data: Data
    do {
        data = try Data(contentsOf: URL(filePath: path))
    } catch {
        throw NamedFileError(path: path, reason: "cannot be read")
    }
    do {
        return try JSONDecoder().decode(Content.self, from: data)
    } catch let error as FaultNotationError {
        throw NamedFileError(path: path, reason: error.description)
    } catch DecodingError.keyNotFound(let key, _) {
        throw NamedFileError(path: path, reason: "\"\(key.stringValue)\" is missing")
    } catch DecodingError.typeMismatch(_, let context) {
        let place = context.codingPath.map(\.stringValue).joined(separator: ".")
        throw NamedFileError(path: path, reason: "wrong type at \"\(place)\"")
    } catch {
        throw NamedFileError(path: path, reason: "is not valid JSON")
    }
}
