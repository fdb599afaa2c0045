import Reports

extension Interruption {
    var signalName: String {
        switch self {
        case .interrupt: "SIGINT"
        case .terminate: "SIGTERM"
        }
    }

    /// 128 and the number of the signal, as shells count.
    var exitStatus: ExitStatus {
        switch self {
        case .interrupt: .interrupted
        case .terminate: .terminated
        }
    }
}
