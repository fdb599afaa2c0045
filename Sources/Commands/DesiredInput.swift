import DesiredFiles
import Integrations
import Messages
import SystemPackage

/// The desired-state files of a command, read and found valid.
struct DesiredInput {
    let loaded: LoadedFiles

    /// Changes to the folder that was asked for, and reads the files.
    ///
    /// Paths of the command line and of the files are relative to that folder from then on.
    ///
    /// - Parameter output: checked here, before anything can fail and be told in a file that is needed.
    static func load(
        _ options: FileOptions, _ output: OutputOptions, _ context: CommandContext
    ) throws(CommandFailure) -> LoadedFiles {
        try options.enterFolder(context)
        let loader = DesiredFileLoader(source: FileSystemSource(), workingDirectory: context.workingDirectory())
        let loaded = loader.load(options.file, standardInput: context.input.readAll)
        context.language.take(fromFiles: loaded.settings.language)
        try output.checkTarget(isNoneOf: loaded.files)
        return loaded
    }

    init(_ loaded: LoadedFiles) throws(CommandFailure) {
        self.loaded = loaded
        guard !loaded.hasErrors else { throw CommandFailure(.invalidFiles, loaded.diagnostics) }
    }
}

extension FileOptions {
    /// Changes to the folder that was asked for: every path is relative to it from then on.
    func enterFolder(_ context: CommandContext) throws(CommandFailure) {
        guard let chdir else { return }
        do { try context.changeDirectory(chdir) } catch {
            throw CommandFailure(
                .failure, code: "chdir", summary: Message("the working folder cannot be entered"),
                detail: Message("\(PlainText.cleaned(chdir)): \((error as? Errno) ?? .ioError)"),
                hint: Message("Check the path that follows -C."))
        }
    }
}
