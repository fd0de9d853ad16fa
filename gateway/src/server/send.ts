import type { ServerResponse } from "node:http"

/** What is sent back. */
export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | Buffer
}

/** Sends a whole answer at once. */
export function send(response: ServerResponse, { status, headers, body }: Answer): void {
  if (response.destroyed) return
  response.writeHead(status, {
    "x-content-type-options": "nosniff",
    ...headers,
    "content-length": String(Buffer.byteLength(body)),
  })
  response.end(body)
}

/** A JSON answer that nobody may keep. */
export const jsonAnswer = (status: number, value: unknown): Answer => ({
  status,
  headers: { "content-type": "application/json; charset=utf-8", "cache-control": "no-store" },
  body: JSON.stringify(value),
})
