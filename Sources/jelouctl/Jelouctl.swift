import Commands

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The program: makes the process safe, runs the command line, and ends with its exit status.
@main
enum Jelouctl {
    static func main() async {
        ProcessSafety.establish()
        let status = await CommandLineEntry.run(Array(CommandLine.arguments.dropFirst()), in: .live())
        exit(status.rawValue)
    }
}
