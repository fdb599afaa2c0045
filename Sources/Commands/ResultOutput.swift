import Integrations
import SystemPackage

extension OutputOptions {
    /// Writes a result: text or JSON to standard output, and JSON to the file that was named.
    func write(text: () -> String, json: () -> [UInt8], _ context: CommandContext) throws {
        switch format {
        case .text: context.output.write(text())
        case .json: context.output.write(json())
        }
        guard let jsonOut else { return }
        do {
            try ResultFile(path: jsonOut).write(json())
        } catch {
            throw CommandFailure(
                .failure, code: "output-not-written", summary: "the JSON document could not be written",
                detail: "\(PlainText.cleaned(jsonOut)): \(error)",
                hint: "Check that the folder exists, may be written, and has room.")
        }
    }

    /// The document of a command that failed before it had a result.
    ///
    /// It is written as far as that is possible: what went wrong has been said on standard error.
    func writeJSON(_ document: [UInt8], _ context: CommandContext) {
        if format == .json { context.output.write(document) }
        if let jsonOut {
            do { try ResultFile(path: jsonOut).write(document) } catch {
                context.errors.writeLine(
                    "error: \(PlainText.cleaned(jsonOut)) could not be written: \(error) [output-not-written]")
            }
        }
    }
}

/// A file that a flag named for a result.
struct ResultFile {
    let path: String

    /// Replaces the file's content.
    ///
    /// A pipe or `/dev/…` can be named too, so it is written in place.
    func write(_ bytes: [UInt8]) throws(Errno) {
        do {
            let descriptor = try FileDescriptor.open(
                FilePath(path), .writeOnly, options: [.create, .truncate, .closeOnExec],
                permissions: [.ownerReadWrite, .groupRead, .otherRead])
            try descriptor.closeAfter { _ = try descriptor.writeAll(bytes) }
        } catch {
            throw (error as? Errno) ?? .ioError
        }
    }
}
