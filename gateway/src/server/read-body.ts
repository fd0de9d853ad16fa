import type { IncomingMessage } from "node:http"
import { refusal } from "../refusal"

/** Reads a JSON body of at most `bytesMax` bytes. Throws a refusal; undefined when there is no body. */
export async function readJsonBody(request: IncomingMessage, bytesMax: number): Promise<unknown> {
  if (request.method !== "POST") return undefined
  const type = request.headers["content-type"] ?? ""
  if (!/^application\/json\s*(;|$)/i.test(type)) {
    throw refusal("BAD_REQUEST", "Send the operation as application/json.", 415)
  }
  const text = await readText(request, bytesMax)
  try {
    return JSON.parse(text)
  } catch {
    throw refusal("BAD_REQUEST", "The body is not JSON.", 400)
  }
}

function readText(request: IncomingMessage, bytesMax: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let bytes = 0
    const tooLarge = (): void => {
      // What is still coming is let in and dropped, so that the client can finish and read the answer.
      request.removeAllListeners("data").resume()
      reject(refusal("BAD_REQUEST", `The body is larger than ${bytesMax} bytes. Send a smaller operation.`, 413))
    }
    if (Number(request.headers["content-length"] ?? 0) > bytesMax) return tooLarge()
    request.on("data", (chunk: Buffer) => {
      bytes += chunk.length
      if (bytes > bytesMax) tooLarge()
      else chunks.push(chunk)
    })
    request.on("end", () => resolve(Buffer.concat(chunks).toString("utf8")))
    request.on("error", reject)
  })
}
