import { zodValidator } from "@medusajs/framework"
import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { MedusaError } from "@medusajs/framework/utils"
import { z } from "@medusajs/framework/zod"
import { isRemote } from "@anyshelf/connector-kit/protocol"
import { channelsOf } from "../../answer"

/** A connection's keys, as they may be shown. */
export async function GET(request: AuthenticatedMedusaRequest, response: MedusaResponse): Promise<void> {
  const keys = await channelsOf(request).listKeys(request.params.id ?? "")
  response.json({
    keys: keys.map(({ id, title, createdAt, lastUsedAt, revokedAt }) => ({
      id,
      title,
      created_at: createdAt,
      last_used_at: lastUsedAt,
      revoked_at: revokedAt,
    })),
  })
}

const keyBody = z.strictObject({ title: z.string().trim().min(1).max(200) })

/** Makes a key for a connector that runs elsewhere. The key is in this answer and nowhere else. */
export async function POST(request: AuthenticatedMedusaRequest, response: MedusaResponse): Promise<void> {
  const connectionId = request.params.id ?? ""
  const channels = channelsOf(request)
  const connection = await channels.findConnection(connectionId)
  if (!connection || !isRemote(connection))
    throw new MedusaError(
      MedusaError.Types.NOT_FOUND,
      `There is no connection ${connectionId} whose connector runs elsewhere: name it with \`remote({ id: "${connectionId}", … })\` first.`
    )
  const { title } = (await zodValidator(keyBody, request.body)) as z.infer<typeof keyBody>
  response.setHeader("cache-control", "no-store")
  response.json(await channels.createKey({ connectionId, title }))
}
