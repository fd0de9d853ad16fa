import type { AuthenticatedMedusaRequest } from "@medusajs/framework/http"
import { MedusaError } from "@medusajs/framework/utils"
import type { SettingsAnswer, SettingsRefusal } from "../../../../channels/connections/answer"
import { channelsModule } from "../../../../modules/channels"
import type { ConnectionEntry } from "../../../../modules/channels/connections/connection-store"
import type ChannelsService from "../../../../modules/channels/service"

/** A request of staff about channels. */
type Asked = Pick<AuthenticatedMedusaRequest, "scope" | "params">

export const channelsOf = ({ scope }: Pick<Asked, "scope">): ChannelsService =>
  scope.resolve<ChannelsService>(channelsModule)

/** The connection that the path names. Throws NOT_FOUND. */
export async function connectionOf(request: Asked): Promise<ConnectionEntry> {
  const id = request.params.id ?? ""
  const entry = await channelsOf(request).connections.entry(id)
  if (entry) return entry
  throw new MedusaError(MedusaError.Types.NOT_FOUND, `There is no connection "${id}".`)
}

/** The connection after a change. Throws what a refusal is over HTTP. */
export function taken(answer: SettingsAnswer): ConnectionEntry {
  if (answer.ok) return answer.entry
  throw asError(answer)
}

/** A refusal as Medusa's routes say it. */
export const asError = ({ reason, message }: SettingsRefusal): MedusaError => new MedusaError(types[reason], message)

const { Types } = MedusaError
const types: Readonly<Record<SettingsRefusal["reason"], string>> = {
  unknown: Types.NOT_FOUND,
  exists: Types.DUPLICATE_ERROR,
  "read-only": Types.NOT_ALLOWED,
  invalid: Types.INVALID_DATA,
  "no-key": Types.NOT_ALLOWED,
  busy: Types.CONFLICT,
}
