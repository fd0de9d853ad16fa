import assert from "node:assert/strict"
import type { WebhookRequest } from "../connector"
import { openSession, type ContractHarness, type Law } from "./harness"

/** Every way to be nearly genuine. */
const forgeries: Readonly<Record<string, (request: WebhookRequest, header: string) => WebhookRequest>> = {
  "one byte changed": (request) => ({
    ...request,
    rawBody: request.rawBody.map((byte, at) => (at === 5 ? byte ^ 1 : byte)),
  }),
  "one byte added": (request) => ({ ...request, rawBody: Buffer.concat([request.rawBody, Buffer.from(" ")]) }),
  "the same JSON, written anew": (request) => ({ ...request, rawBody: rewritten(request.rawBody) }),
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
const rewritten = (rawBody: Uint8Array) => {
  const value: unknown = JSON.parse(Buffer.from(rawBody).toString("utf8"))
  const compact = Buffer.from(JSON.stringify(value))
  return compact.equals(rawBody) ? Buffer.from(JSON.stringify(value, null, 2)) : compact
}

export const webhookLaws: readonly Law[] = [
  {
    name: "a genuine webhook of a sale hints at its order, the same each time it comes",
    async check(harness) {
      const { webhook, orderRef, read } = await sold(harness)
      const verdict = await read(webhook)
      assert.ok(verdict?.ok, JSON.stringify(verdict))
      assert.ok(verdict.hints.some(({ feed, ref }) => feed === "orders" && ref === orderRef))
      assert.deepEqual(await read(webhook), verdict)
      assert.equal((await openSession(harness).get("orders", orderRef))?.ref, orderRef)
    },
  },
  {
    name: "two events are told apart",
    async check(harness) {
      const [first, second] = [await sold(harness), await sold(harness)]
      const verdicts = [await first.read(first.webhook), await second.read(second.webhook)]
      const keys = verdicts.map((verdict) => (verdict?.ok ? verdict.dedupe : "refused"))
      assert.equal(new Set(keys).size, 2)
    },
  },
  ...Object.entries(forgeries).map(([name, forge]) => ({
    name: `a webhook with ${name} is refused`,
    async check(harness: ContractHarness) {
      const { webhook, read } = await sold(harness)
      assert.deepEqual(await read(forge(webhook, harness.signatureHeader)), { ok: false, reason: "signature" })
    },
  })),
  {
    name: "a webhook signed for another shop's secret is refused",
    async check(harness) {
      const { webhook } = await sold(harness)
      const config = { ...(harness.connection.config as object), webhookSecret: "not-the-secret-that-was-used" }
      const connection = { ...harness.connection, config }
      const verdict = await openSession({ ...harness, connection }).webhook?.(webhook)
      assert.deepEqual(verdict, { ok: false, reason: "signature" })
    },
  },
]

async function sold(harness: ContractHarness) {
  await harness.show(5)
  const { webhook, orderRef } = await harness.sell()
  const session = openSession(harness)
  return { webhook, orderRef, read: async (request: WebhookRequest) => session.webhook?.(request) }
}
