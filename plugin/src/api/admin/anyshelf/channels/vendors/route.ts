import type { Connector } from "@anyshelf/connector-kit"
import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { formOf, withSecretsMarked, type JsonSchema } from "../../../../../domain/channels/config-form"
import { channelsOf } from "../answer"
import { describeSecrets } from "../secrets"
import type { VendorAnswer, VendorsAnswer } from "../types"

/** What can be connected, with a form for each. */
export async function GET(request: AuthenticatedMedusaRequest, response: MedusaResponse<VendorsAnswer>): Promise<void> {
  const { connections } = channelsOf(request)
  const vendors = [...connections.connectors.values()].map(describeVendor).sort((a, b) => (a.id < b.id ? -1 : 1))
  response.json({ vendors, secrets: describeSecrets(connections) })
}

function describeVendor(connector: Connector): VendorAnswer {
  const schema = schemaOf(connector)
  return {
    id: connector.id,
    api_version: connector.apiVersion,
    can_install: connector.install !== undefined,
    fields: formOf(schema, connector.secrets).map((field) => ({
      name: field.name,
      kind: field.kind,
      is_secret: field.isSecret,
      is_required: field.isRequired,
      description: field.description,
      choices: [...field.choices],
      default: field.default,
    })),
    schema: withSecretsMarked(schema, connector.secrets),
  }
}

/** By the schema's own method: a connector may bring another release of zod than ours. */
const schemaOf = ({ configSchema }: Connector) =>
  configSchema.toJSONSchema({ io: "input", unrepresentable: "any" }) as JsonSchema
