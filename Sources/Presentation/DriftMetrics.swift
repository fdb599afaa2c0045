package import Integrations
import Planning
package import Reports

/// A drift report as metrics, for the textfile collector of the node exporter.
///
/// The collector reads the Prometheus text format and no other; it refuses a file with time stamps behind the values. The
/// text is OpenMetrics too: gauges alone, no comment but HELP and TYPE, no empty line, and at its end `# EOF`, which the
/// older format takes for a comment.
package struct DriftMetrics: Sendable {
    package init() {}

    /// Of a run that has a report.
    ///
    /// It counts as successful if everything could be read, whatever was found.
    ///
    /// Projects are named where somebody must act: a difference that nobody has accepted. The others are counted only, so
    /// that an API out of reach does not make ten thousand series.
    package func render(_ report: DriftReport, at now: Timestamp) -> String {
        let summary = report.summary
        var text = Family(
            "projects", "Projects by how files, last applied and live values compare.",
            DriftStatus.allCases.map { Sample(labels: [("status", $0.rawValue)], value: "\(summary[$0])") }
        ).text
        text +=
            Family(
                "accepted", "Differences that an acceptance covers; they are counted by status too.",
                [Sample(value: "\(summary.accepted)")]
            ).text
        let open = report.rows.filter { $0.finding.status.isDifference && $0.accepted == nil }
        text +=
            Family(
                "project", "A project with a difference that nobody has accepted.",
                open.map { row in
                    Sample(
                        labels: [("project", row.finding.project.rawValue), ("status", row.finding.status.rawValue)],
                        value: "1")
                }
            ).text
        return text + run(at: now, succeeded: summary[.unknown] == 0)
    }

    /// Of a run that failed before it had a report.
    package func failed(at now: Timestamp) -> String {
        run(at: now, succeeded: false)
    }

    private func run(at now: Timestamp, succeeded: Bool) -> String {
        Family(
            "last_run_timestamp_seconds", "When the last run of drift ended.", [Sample(value: Self.seconds(now))]
        ).text
            + Family(
                "run_success", "Whether the last run of drift could read every project.",
                [Sample(value: succeeded ? "1" : "0")]
            ).text + "# EOF\n"
    }

    private static func seconds(_ time: Timestamp) -> String {
        let (seconds, milliseconds) = time.millisecondsSinceEpoch.quotientAndRemainder(dividingBy: 1000)
        guard milliseconds != 0 else { return "\(seconds)" }
        let digits = String(milliseconds.magnitude)
        let sign = time.millisecondsSinceEpoch < 0 ? "-" : ""
        return "\(sign)\(seconds.magnitude).\(String(repeating: "0", count: 3 - digits.count))\(digits)"
    }

    private struct Sample {
        var labels: [(name: String, value: String)] = []
        var value: String
    }

    /// A metric: what it says of itself, then its samples.
    private struct Family {
        var name: String
        var help: String
        var samples: [Sample]

        init(_ name: String, _ help: String, _ samples: [Sample]) {
            self.name = "jelouctl_drift_" + name
            self.help = help
            self.samples = samples
        }

        var text: String {
            let lines = samples.map { sample in
                let labels = sample.labels.map { "\($0.name)=\"\(DriftMetrics.escaped($0.value))\"" }
                return name + (labels.isEmpty ? "" : "{\(labels.joined(separator: ","))}") + " \(sample.value)\n"
            }
            return "# HELP \(name) \(help)\n# TYPE \(name) gauge\n" + lines.joined()
        }
    }

    /// A label's value: the two formats escape these three and nothing else.
    ///
    /// Scalar by scalar, so that a letter with marks on it cannot hide a quote.
    fileprivate static func escaped(_ value: String) -> String {
        var text = String.UnicodeScalarView()
        for scalar in value.unicodeScalars {
            switch scalar {
            case "\\": text.append(contentsOf: "\\\\".unicodeScalars)
            case "\"": text.append(contentsOf: "\\\"".unicodeScalars)
            case "\n": text.append(contentsOf: "\\n".unicodeScalars)
            default: text.append(scalar)
            }
        }
        return String(text)
    }
}
