package import Integrations

/// How much of the live side was looked at for a plan.
///
/// What could not be read is planned from what is recorded, and nothing may say that it was compared.
package struct LiveCoverage: Hashable, Sendable {
    /// Projects whose live values were asked for.
    package var asked: Int
    /// Of these, the ones that could not be read.
    package var unread: Int
    /// Of the unread ones, those whose key was refused.
    package var refused: Int

    package init(asked: Int = 0, unread: Int = 0, refused: Int = 0) {
        self.asked = asked
        self.unread = unread
        self.refused = refused
    }

    /// - Parameter causes: of projects that could not be read, where it is known what to do.
    package init(_ observed: [ProjectID: Observation], causes: [ProjectID: UnreadCause] = [:]) {
        self.init(asked: observed.count)
        for (project, observation) in observed {
            guard case .unknown = observation else { continue }
            unread += 1
            if causes[project] == .keyRefused { refused += 1 }
        }
    }

    package var read: Int { asked - unread }
    package var isWhole: Bool { unread == 0 }
}
