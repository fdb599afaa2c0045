// Credentials: from the reference that a file holds to the secret itself, out of the environment, a file or a command.

package import Integrations

/// Finds the credential that a reference names.
package protocol SecretResolving: Sendable {
    /// Never throws: a credential out of reach is a result that some commands report and others refuse.
    func resolve(_ reference: SecretReference) async -> Result<Secret, SecretProblem>
}

/// Resolves each distinct reference once, so that a command which serves many projects is run a single time.
///
/// - Parameter concurrency: how many are resolved at the same time; less than one counts as one.
package func resolveAll(
    _ references: some Sequence<SecretReference>, with resolver: any SecretResolving, concurrency: Int
) async -> [SecretReference: Result<Secret, SecretProblem>] {
    var waiting = Set(references)
    return await withTaskGroup(of: (SecretReference, Result<Secret, SecretProblem>).self) { group in
        func startNext() {
            guard let reference = waiting.popFirst() else { return }
            group.addTask { (reference, await resolver.resolve(reference)) }
        }
        for _ in 0..<max(1, min(concurrency, waiting.count)) { startNext() }
        var resolved: [SecretReference: Result<Secret, SecretProblem>] = [:]
        while let (reference, result) = await group.next() {
            resolved[reference] = result
            startNext()
        }
        return resolved
    }
}
