/** The answer was larger than the host allows. */
export class BodyTooLarge extends Error {
  override readonly name = "BodyTooLarge"
}

/** Statuses for which the fetch standard forbids a body. */
const BODILESS = new Set([101, 204, 205, 304])

/** Reads an answer to its end, within the time-out of its request, and gives it back whole. */
export async function readBounded(response: Response, bytesMax: number): Promise<Response> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  // Counted as it comes: a content-length may be absent, and may lie.
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    bytes += chunk.byteLength
    if (bytes > bytesMax) throw new BodyTooLarge(`The answer is larger than ${bytesMax} bytes; ask for smaller pages.`)
    chunks.push(chunk)
  }
  const { status, statusText, headers } = response
  return new Response(BODILESS.has(status) ? null : Buffer.concat(chunks), { status, statusText, headers })
}
