import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import type { WebhookRequest } from "@anyshelf/connector-kit"

/** Takes webhooks as they come over the wire, byte for byte. */
export interface WebhookInbox {
  readonly url: string
  readonly received: WebhookRequest[]
  close(): Promise<void>
}

export async function openWebhookInbox(): Promise<WebhookInbox> {
  const received: WebhookRequest[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on("data", (chunk: Buffer) => chunks.push(chunk))
    request.on("end", () => {
      const headers = Object.fromEntries(
        Object.entries(request.headers).map(([name, value]) => [name, [value].flat()[0]])
      )
      received.push({ headers, rawBody: Buffer.concat(chunks), url: request.url ?? "/" })
      response.end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  const { port } = server.address() as AddressInfo
  const close = () => new Promise<void>((resolve) => (server.close(() => resolve()), server.closeAllConnections()))
  return { url: `http://127.0.0.1:${port}/`, received, close }
}
