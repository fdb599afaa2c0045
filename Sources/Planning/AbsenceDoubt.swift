package import Integrations
package import Messages

/// Doubt whether projects are absent that the API answers not to have.
///
/// One such answer beside an integration that is there is a fact. Where nothing was proven to be there, base URL and key are
/// not proven to be the right ones either: answers that could not be read are no proof of that.
package struct AbsenceDoubt: Hashable, Sendable {
    /// Projects that the API answered not to have.
    package let absent: Int
    /// All that it was asked about.
    package let asked: Int

    /// - Parameter observations: one of each project that was asked about.
    /// - Returns: nil where nothing is absent, or anything is there.
    package init?(_ observations: some Sequence<Observation>) {
        var (absent, asked) = (0, 0)
        for observation in observations {
            asked += 1
            switch observation {
            case .present: return nil
            case .absent: absent += 1
            case .unknown: break
            }
        }
        guard absent > 0 else { return nil }
        (self.absent, self.asked) = (absent, asked)
    }

    package var summary: Message {
        absent == asked
            ? Message("the API knows none of the projects")
            : Message("none of the projects was proven to be there")
    }

    /// What was answered, and what that makes likely.
    package func detail(at baseURL: APIBaseURL) -> Message {
        guard absent < asked else {
            let projects = asked == 1 ? Message("the one project") : Message("all \(asked) projects")
            return Message(
                """
                It answered that there is no integration for \(projects) that it was asked about, at \(baseURL). \
                The base URL or the key is the likely cause.
                """)
        }
        return Message(
            """
            It answered that there is no integration for \(absent) of the \(asked) projects that it was asked about, \
            at \(baseURL), and the others could not be read. The base URL or the key is the likely cause.
            """)
    }
}
