import Credentials
import Integrations
import Synchronization
import Testing

@Suite("Resolving many references")
struct ResolveAllTests {
    /// Counts what it is asked, and how much of it at the same time.
    private final class CountingResolver: SecretResolving {
        struct Counts {
            var asked: [SecretReference: Int] = [:]
            var running = 0
            var mostRunning = 0
        }

        let counts = Mutex(Counts())

        func resolve(_ reference: SecretReference) async -> Result<Secret, SecretProblem> {
            counts.withLock {
                $0.asked[reference, default: 0] += 1
                $0.running += 1
                $0.mostRunning = max($0.mostRunning, $0.running)
            }
            for _ in 0..<20 { await Task.yield() }
            counts.withLock { $0.running -= 1 }
            return .success(Secret("value of \(reference)"))
        }
    }

    @Test("asks for each distinct reference once, and answers all", arguments: [-1, 0, 1, 3, 100])
    func once(concurrency: Int) async {
        let resolver = CountingResolver()
        let variables = (0..<20).map { SecretReference.environment("NAME_\($0)") }
        let distinct = variables + [.command(["tool"]), .file("token")]
        let resolved = await resolveAll(distinct + distinct.reversed(), with: resolver, concurrency: concurrency)
        #expect(resolved.count == distinct.count)
        for reference in distinct {
            #expect(resolved[reference]?.text == "value of \(reference)")
        }
        resolver.counts.withLock {
            #expect($0.asked.values.allSatisfy { $0 == 1 })
            #expect($0.mostRunning <= max(1, concurrency))
        }
    }

    @Test("answers nothing to nothing")
    func nothing() async {
        #expect(await resolveAll([], with: CountingResolver(), concurrency: 4).isEmpty)
    }
}
