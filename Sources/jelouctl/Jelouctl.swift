import Commands

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The program: makes signals of failed writes into errors, runs the command line, and ends with its exit status.
@main
enum Jelouctl {
    static func main() async {
        // A closed pipe is an error to be seen at the write, not a signal that ends an apply.
        signal(SIGPIPE, SIG_IGN)
        // So is a file size limit (`ulimit -f`): the write then fails as it does on a full disk.
        signal(SIGXFSZ, SIG_IGN)
        let status = await CommandLineEntry.run(Array(CommandLine.arguments.dropFirst()), in: .live())
        exit(status.rawValue)
    }
}
