/// Why a request is not carried out, as the answer that says so.
struct Refusal: Error {
    let answer: Answer
}

/// Reads what a request wants, and refuses what the API would refuse.
struct RequestReader {
    private let request: RecordedRequest

    init(_ request: RecordedRequest) {
        self.request = request
    }

    var operation: Result<Operation, Refusal> {
        Result { () throws(Refusal) in
            switch request.method {
            case "GET": return .get
            case "DELETE": return .delete
            case "PATCH": return .update(try fieldsOfUpdate())
            case "POST": return .create(try fieldsOfCreation())
            default: throw Refusal(answer: .methodNotAllowed(request.method))
            }
        }
    }

    private func fieldsOfUpdate() throws(Refusal) -> IntegrationFields {
        let fields = try fields(invalidStatus: 400)
        guard fields != IntegrationFields() else {
            throw refusal("the body must name at least one field to change", status: 400)
        }
        return fields
    }

    private func fieldsOfCreation() throws(Refusal) -> IntegrationFields {
        let fields = try fields(invalidStatus: 422)
        guard fields.webhookURL != nil else {
            throw refusal("is required", field: "webhookUrl", status: 422)
        }
        return fields
    }

    /// Text that is not JSON is 400 for creations too: 422 is documented for fields, and this has none.
    private func fields(invalidStatus: Int) throws(Refusal) -> IntegrationFields {
        let mediaType = request.header("content-type")?.prefix { $0 != ";" } ?? ""
        guard mediaType.lowercased() == "application/json" else {
            throw refusal("the Content-Type must be application/json", status: 400)
        }
        switch FieldsReading(reading: request.body) {
        case .fields(let fields): return fields
        case .notJSON: throw refusal("the body is not valid JSON", status: 400)
        case .invalid(let problems): throw Refusal(answer: .invalid(problems, status: invalidStatus))
        }
    }

    private func refusal(_ reason: String, field: String = "", status: Int) -> Refusal {
        Refusal(answer: .invalid([FieldProblem(field: field, reason: reason)], status: status))
    }
}
