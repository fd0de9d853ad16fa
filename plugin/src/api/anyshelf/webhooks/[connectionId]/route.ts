import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { receiveWebhook } from "../../../../channels/receive-webhook"
import { channelsModule } from "../../../../modules/channels"
import type ChannelsService from "../../../../modules/channels/service"

/** Where channels send their webhooks: verified over the raw body, stored, answered. */
export async function POST(request: MedusaRequest, response: MedusaResponse): Promise<void> {
  const channels = request.scope.resolve<ChannelsService>(channelsModule)
  const { status, message } = await receiveWebhook(channels, request.params.connectionId ?? "", {
    headers: firstValues(request.headers),
    // Absent when the body was empty.
    rawBody: (request.rawBody as Buffer | undefined) ?? Buffer.alloc(0),
    url: request.originalUrl,
  })
  response.status(status).json({ message })
}

function firstValues(headers: MedusaRequest["headers"]): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value])
  )
}
