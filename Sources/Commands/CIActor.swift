/// Who started this process, as far as the variables of GitHub Actions, GitLab CI or a shell tell.
struct CIActor {
    let who: String?
    let commit: String?
    /// Where the CI run can be looked at.
    let runURL: String?

    init(_ environment: [String: String]) {
        func first(_ names: String...) -> String? {
            names.lazy.compactMap { environment[$0] }.first { !$0.isEmpty }
        }
        who = first("GITHUB_ACTOR", "GITLAB_USER_LOGIN", "USER")
        commit = first("GITHUB_SHA", "CI_COMMIT_SHA")
        if let server = environment["GITHUB_SERVER_URL"], let repository = environment["GITHUB_REPOSITORY"],
            let run = environment["GITHUB_RUN_ID"]
        {
            runURL = "\(server)/\(repository)/actions/runs/\(run)"
        } else {
            runURL = first("CI_JOB_URL")
        }
    }
}
