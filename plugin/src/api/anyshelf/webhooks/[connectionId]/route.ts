import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { receiveWebhook } from "../../../../channels/receive-webhook"
import { RefusalLog } from "../../../../channels/refusal-log"
import { channelsModule } from "../../../../modules/channels"
import type ChannelsService from "../../../../modules/channels/service"

/** Where channels send their webhooks: verified over the raw body, stored, answered. */
export async function POST(request: MedusaRequest, response: MedusaResponse): Promise<void> {
  const channels = request.scope.resolve<ChannelsService>(channelsModule)
  refusals ??= refusalsOf(request)
  const webhook = {
    headers: firstValues(request.headers),
    // Absent when the body was empty.
    rawBody: (request.rawBody as Buffer | undefined) ?? Buffer.alloc(0),
    url: request.originalUrl,
  }
  const answer = await receiveWebhook(channels, request.params.connectionId ?? "", webhook, refusals)
  if (answer.retryAfterSeconds !== undefined) response.setHeader("retry-after", String(answer.retryAfterSeconds))
  response.status(answer.status).json({ message: answer.message })
}

let refusals: RefusalLog | undefined

function refusalsOf({ scope }: MedusaRequest): RefusalLog {
  const logger = scope.resolve(ContainerRegistrationKeys.LOGGER)
  return new RefusalLog((message) => logger.warn(message))
}

function firstValues(headers: MedusaRequest["headers"]): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value])
  )
}
