package import Messages

/// The commented file that `init` writes.
///
/// It is valid as it is: one made-up project, to be replaced.
package enum StarterFile {
    /// - Parameter schemaPath: where the schema lies, relative to the file.
    package static func text(
        language: Language = .english, schemaPath: String = "./jelou.schema.json"
    ) -> String {
        let schemaLine = "# yaml-language-server: $schema=\(schemaPath)\n"
        return switch language {
        case .english: schemaLine + english
        case .spanish: schemaLine + spanish
        }
    }

    private static let english = """
        # What Jelou should call for each project. Check it with: jelouctl validate
        version: 1

        # settings:                  # for the whole set of files; every key is optional
        #   api:
        #     timeout: 30s
        #     concurrency: 8
        #   state: .jelouctl/state.json
        #   guards:
        #     maxDeletes: 0          # more deletes than this need --allow-deletes N
        #     allowedWebhookHosts: ["*.example.com"]

        # defaults:                  # for the projects of this document
        #   authType: bearer
        #   apiKey: { env: "JELOU_API_KEY_${project}" }
        #   labels: { team: ventas }

        projects:
          your-project-id:           # replace it by the id that Jelou shows
            name: My first project   # shown beside the id, never sent
            webhookUrl: https://panel.example.com/jelou
            authType: no_auth        # bearer | api_key | basic | no_auth
            # With another authType than no_auth. Never the credential itself: where it is to be found.
            # authorization: { env: WEBHOOK_TOKEN }      # or { file: path } or { command: [program, argument] }
            # The key that reaches the Jelou API; { env: JELOU_API_KEY } if nothing is written.
            # apiKey: { env: JELOU_API_KEY }
            # protect: true          # never deleted, not even when this block is removed

          # A delete that a reviewer sees:
          # old-project-id:
          #   state: absent

        """

    private static let spanish = """
        # Lo que Jelou debe llamar en cada proyecto. Se revisa con: jelouctl validate
        version: 1

        # settings:                  # para todo el conjunto de archivos; cada clave es opcional
        #   api:
        #     timeout: 30s
        #     concurrency: 8
        #   state: .jelouctl/state.json
        #   guards:
        #     maxDeletes: 0          # más eliminaciones que estas piden --allow-deletes N
        #     allowedWebhookHosts: ["*.example.com"]
        #   language: es

        # defaults:                  # para los proyectos de este documento
        #   authType: bearer
        #   apiKey: { env: "JELOU_API_KEY_${project}" }
        #   labels: { team: ventas }

        projects:
          your-project-id:           # aquí va el id que muestra Jelou
            name: Mi primer proyecto # se muestra junto al id, nunca se envía
            webhookUrl: https://panel.example.com/jelou
            authType: no_auth        # bearer | api_key | basic | no_auth
            # Con un authType distinto de no_auth. Nunca la credencial misma, sino dónde encontrarla.
            # authorization: { env: WEBHOOK_TOKEN }      # o { file: ruta } o { command: [programa, argumento] }
            # La clave con que se llega a la API de Jelou; { env: JELOU_API_KEY } si no se escribe nada.
            # apiKey: { env: JELOU_API_KEY }
            # protect: true          # no se elimina nunca, ni al quitar este bloque

          # Una eliminación que se ve en la revisión:
          # old-project-id:
          #   state: absent

        """
}
