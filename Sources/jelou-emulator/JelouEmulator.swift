// The Jelou external-support API on this machine: reads the command line, then serves.

import ArgumentParser
import Emulator
import SystemPackage

@main
struct JelouEmulator: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "jelou-emulator",
        abstract: "The Jelou external-support API on this machine, in memory, with faults on request.",
        discussion: """
            Examples:
              jelou-emulator --port 8787 --seed projects.json
              jelou-emulator --latency 20ms --error-rate 0.1 --error-status 500,503
              jelou-emulator --fault 'PATCH:*:2:status=503,retry-after=1'

            The first line of standard output is the address; the API is below /platform and below /jelouapi. \
            Any x-api-key or Basic credential is accepted, unless --api-key or --basic names those that are.

            A fault is METHODS:PROJECT:TIMES:FAULT. TIMES is * or a number; 3+2 skips three first, 2/project counts \
            each project apart, *@0.1 hits one in ten. FAULT is status=CODE with body=api|html|empty|gateway|echo|\
            hostile, retry-after=SECONDS or retry-after=date+SECONDS, and after (it was done all the same); or one of \
            cut-before, cut-after, truncate, oversized, ignore-write, pretend-write, stale-answer, normalise-url, \
            missing-fields=authType+id, empty-body, foreign-body=html|json, broken-json, failed-envelope; and with \
            any of them or alone latency=20ms and latency-after=1s. The first rule that hits is the one.

            While it runs, from this machine: GET /__emulator/state and /__emulator/requests, POST and DELETE \
            /__emulator/faults, PUT /__emulator/options, PUT and DELETE /__emulator/projects/ID, \
            DELETE /__emulator/requests, POST /__emulator/reset.
            """)

    @OptionGroup(title: "Where it listens") var place: PlaceOptions
    @OptionGroup(title: "What it knows") var knowledge: KnowledgeOptions
    @OptionGroup(title: "How it answers") var answers: AnswerOptions

    mutating func validate() throws {
        if !(0...65_535).contains(place.port) { throw ValidationError("--port goes from 0 to 65535") }
    }

    mutating func run() async throws {
        do {
            try await serveEmulator(try options()) { address in
                // Written at once and past any buffer: who started this waits for the line.
                _ = try? FileDescriptor.standardOutput.writeAll((address + "\n").utf8)
            }
        } catch is CancellationError {
            // Requests that outlasted a signal's grace were cut: still a clean stop.
        } catch let error as FaultNotationError {
            throw ValidationError(error.description)
        } catch EmulatorError.remoteHost(let host) {
            throw ValidationError(EmulatorError.remoteHost(host).description)
        }
    }

    private func options() throws -> EmulatorOptions {
        var options = EmulatorOptions()
        options.host = place.host
        options.port = place.port
        options.allowRemote = place.allowRemote
        options.isVerbose = place.verbose
        options.accepted = try knowledge.accepted()
        options.projects = try knowledge.seed.map(readSeedFile) ?? [:]
        options.recordPath = knowledge.record
        options.keptRequests = knowledge.keepRequests
        options.behaviour = try answers.behaviour()
        options.faults = try answers.rules()
        options.randomSeed = answers.seedRandom
        return options
    }
}

struct PlaceOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Address to listen on.", valueName: "address"))
    var host = "127.0.0.1"

    @Option(help: "Port to listen on; 0 takes a free one.")
    var port = 0

    @Flag(help: "Lets --host be an address that other machines can reach.")
    var allowRemote = false

    @Flag(help: "Logs every answer on standard error.")
    var verbose = false
}

struct KnowledgeOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Integrations to start with, as JSON.", valueName: "file"))
    var seed: String?

    @Option(
        help: ArgumentHelp(
            "Appends a JSON line for every request. The file holds the keys and credentials that were sent.",
            valueName: "file"))
    var record: String?

    @Option(help: ArgumentHelp("How many of the last requests to keep in memory.", valueName: "count"))
    var keepRequests = 100_000

    @Option(
        name: .customLong("api-key"),
        help: ArgumentHelp(
            "An x-api-key to accept, for all projects or for one. Repeatable.", valueName: "[project=]key"))
    var apiKeys: [String] = []

    @Option(
        name: .customLong("basic"),
        help: ArgumentHelp(
            "A Basic credential to accept, for all projects or for one. Repeatable.", valueName: "[project=]id:secret"))
    var basics: [String] = []

    func accepted() throws -> [AcceptedCredential] {
        try apiKeys.map { text in
            guard let accepted = AcceptedCredential.parsing(text, as: { .apiKey($0) }) else {
                throw ValidationError("--api-key must be KEY or PROJECT=KEY (a key with an equals sign: =KEY)")
            }
            return accepted
        }
            + basics.map { text in
                guard text.contains(":"), let accepted = AcceptedCredential.parsing(text, as: { .basic($0) }) else {
                    throw ValidationError("--basic must be ID:SECRET or PROJECT=ID:SECRET")
                }
                return accepted
            }
    }
}

struct AnswerOptions: ParsableArguments {
    @Option(help: "How successes look: flat, enveloped, or mixed (both in turn).")
    var shape: AnswerShape = .enveloped

    @Option(help: ArgumentHelp("How long every request waits, such as 20ms.", valueName: "duration"))
    var latency: String?

    @Option(help: ArgumentHelp("The share of requests that fail, from 0 to 1.", valueName: "rate"))
    var errorRate = 0.0

    @Option(help: ArgumentHelp("Statuses those failures have, between commas.", valueName: "codes"))
    var errorStatus = "500"

    @Option(
        name: .customLong("fault"), help: ArgumentHelp("A fault; see above. Repeatable.", valueName: "rule"))
    var faults: [String] = []

    @Option(name: .customLong("faults"), help: ArgumentHelp("A JSON array of faults.", valueName: "file"))
    var faultFile: String?

    @Option(help: ArgumentHelp("Seed of chance, ids and signing secrets.", valueName: "number"))
    var seedRandom: UInt64 = 1

    func behaviour() throws -> Behaviour {
        let statuses = errorStatus.split(separator: ",").map { Int($0) }
        let known = statuses.compactMap { $0 }
        guard known.count == statuses.count else { throw ValidationError("--error-status wants numbers") }
        let behaviour = Behaviour(
            shape: shape, latency: try latency.map { try Duration(notation: $0) } ?? .zero, errorRate: errorRate,
            errorStatuses: known)
        try behaviour.check()
        return behaviour
    }

    /// The rules of the command line go before those of the file.
    func rules() throws -> [FaultRule] {
        try faults.map { try FaultRule(parsing: $0) } + (try faultFile.map(readFaultFile) ?? [])
    }
}

extension AnswerShape: ExpressibleByArgument {}
