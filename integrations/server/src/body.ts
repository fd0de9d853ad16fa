import type { IncomingMessage } from "node:http"

/** The request says more than is read. */
export class RequestTooLarge extends Error {
  override readonly name = "RequestTooLarge"
}

/** Reads a request's JSON to its end. Throws `RequestTooLarge`, or `SyntaxError` for what is not JSON. */
export async function readJson(request: IncomingMessage, bytesMax: number): Promise<unknown> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.byteLength
    if (bytes > bytesMax) throw new RequestTooLarge(`A request has at most ${bytesMax} bytes.`)
    chunks.push(chunk)
  }
  return JSON.parse(Buffer.concat(chunks).toString("utf8"))
}
