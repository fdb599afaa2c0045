import HTTPTypes
import Hummingbird
import NIOCore

extension Answer {
    /// The answer as it should be sent.
    var response: Response {
        Response(
            status: HTTPResponse.Status(code: status), headers: fields,
            body: ResponseBody(byteBuffer: ByteBuffer(string: body)))
    }

    /// Announces the whole answer, sends half of it, and closes the connection.
    func truncatedResponse(closing channel: any Channel) -> Response {
        var fields = fields
        // Longer than what there is, so that an empty body comes short too.
        fields[.contentLength] = String(body.utf8.count + 1)
        let half = ByteBuffer(bytes: body.utf8.prefix(body.utf8.count / 2))
        return Response(
            status: HTTPResponse.Status(code: status), headers: fields,
            body: ResponseBody { writer in
                try await writer.write(half)
                try await channel.close()
                throw CancellationError()
            })
    }

    /// Sends 2 MiB of white space in chunks, and then the answer: still a JSON document, for who reads it to the end.
    var oversizedResponse: Response {
        let padding = ByteBuffer(repeating: UInt8(ascii: " "), count: 1 << 16)
        let end = ByteBuffer(string: body)
        return Response(
            status: HTTPResponse.Status(code: status), headers: fields,
            body: ResponseBody { writer in
                for _ in 0..<32 { try await writer.write(padding) }
                try await writer.write(end)
                try await writer.finish(nil)
            })
    }

    private var fields: HTTPFields {
        var fields = HTTPFields()
        if let contentType { fields[.contentType] = contentType }
        for header in headers {
            guard let name = HTTPField.Name(header.name) else { continue }
            fields.append(HTTPField(name: name, value: header.value))
        }
        return fields
    }
}
