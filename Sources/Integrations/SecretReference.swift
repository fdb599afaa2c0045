/// Where a credential is to be found.
///
/// The credential itself is a ``Secret`` and never stands in a file of ours.
package enum SecretReference: Hashable, Sendable {
    /// A variable of the environment.
    case environment(String)
    /// A file; relative paths are relative to the working directory (the reader of the files has joined the path that
    /// was written with the folder of the file it was written in).
    case file(String)
    /// The standard output of a program, started without a shell.
    case command([String])
}

extension SecretReference {
    /// By bytes: composed and decomposed letters name two files, which Swift's `==` on texts would take for one.
    package static func == (left: SecretReference, right: SecretReference) -> Bool {
        switch (left, right) {
        case (.environment(let left), .environment(let right)): left.utf8.elementsEqual(right.utf8)
        case (.file(let left), .file(let right)): left.utf8.elementsEqual(right.utf8)
        case (.command(let left), .command(let right)):
            left.elementsEqual(right) { $0.utf8.elementsEqual($1.utf8) }
        default: false
        }
    }
}

extension SecretReference: CustomStringConvertible {
    /// What people read in a plan, for example `env VENTAS_TOKEN`.
    ///
    /// Only the program of a command is named: its arguments are shown nowhere, because people do write secrets there.
    package var description: String {
        switch self {
        case .environment(let name): "env \(name)"
        case .file(let path): "file \(path)"
        case .command(let arguments): "command \(arguments.first ?? "")"
        }
    }
}
