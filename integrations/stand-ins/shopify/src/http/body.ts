import type { IncomingMessage } from "node:http"

/** A request that cannot be served as it is. Answered with its status and its sentence. */
export class BadRequest extends Error {
  constructor(
    readonly status: number,
    message: string
  ) {
    super(message)
  }
}

/** The whole body as text, up to `maxBytes`. */
export async function readText(request: IncomingMessage, maxBytes: number): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > maxBytes) throw new BadRequest(413, `the body is larger than ${maxBytes} bytes`)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString("utf8")
}

/** The body as a JSON object; an empty body is an empty object. */
export async function readObject(request: IncomingMessage, maxBytes: number): Promise<Record<string, unknown>> {
  const text = await readText(request, maxBytes)
  if (text.trim() === "") return {}
  const value = parseJson(text)
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Record<string, unknown>
  throw new BadRequest(400, "the body must be a JSON object")
}

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new BadRequest(400, `the body is not JSON: ${(error as Error).message}`)
  }
}

/** The lines of the body one by one, however long the body is. No line may be longer than `lineMax` characters. */
export async function* readLines(request: IncomingMessage, lineMax: number): AsyncGenerator<string> {
  const decoder = new TextDecoder()
  let rest = ""
  for await (const chunk of request as AsyncIterable<Buffer>) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split("\n")
    rest = lines.pop() ?? ""
    yield* lines
    if (rest.length > lineMax) throw new BadRequest(413, `a line is longer than ${lineMax} characters`)
  }
  if (rest !== "") yield rest
}
