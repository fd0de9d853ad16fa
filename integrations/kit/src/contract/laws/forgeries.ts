import type { WebhookRequest } from "../../connector"

/** Every way to be nearly genuine. */
export const forgeries: Readonly<Record<string, (request: WebhookRequest, header: string) => WebhookRequest>> = {
  "one byte changed": (request) => ({
    ...request,
    rawBody: request.rawBody.map((byte, at) => (at === 5 ? byte ^ 1 : byte)),
  }),
  "one byte added": (request) => ({ ...request, rawBody: Buffer.concat([request.rawBody, Buffer.from(" ")]) }),
  "one byte less": (request) => ({ ...request, rawBody: request.rawBody.subarray(0, -1) }),
  "an empty body": (request) => ({ ...request, rawBody: new Uint8Array() }),
  "the same JSON, written anew": (request) => ({ ...request, rawBody: rewritten(request.rawBody) }),
  "a body of 10 MB": (request) => ({ ...request, rawBody: Buffer.alloc(10_000_000, " ") }),
  "a short signature": (request, header) => signed(request, header, request.headers[header]?.slice(0, 8)),
  "a long signature": (request, header) => signed(request, header, `${request.headers[header]}AAAA`),
  "an empty signature": (request, header) => signed(request, header, ""),
  "no signature": (request, header) => signed(request, header, undefined),
  "a signature that is none": (request, header) => signed(request, header, "¿qué?"),
}

const signed = (request: WebhookRequest, header: string, signature: string | undefined): WebhookRequest => ({
  ...request,
  headers: { ...request.headers, [header]: signature },
})

/** Means the same, byte for byte it does not: a body that was parsed on its way no longer carries its signature. */
function rewritten(rawBody: Uint8Array): Uint8Array {
  const value: unknown = JSON.parse(Buffer.from(rawBody).toString("utf8"))
  const compact = Buffer.from(JSON.stringify(value))
  return compact.equals(rawBody) ? Buffer.from(JSON.stringify(value, null, 2)) : compact
}
