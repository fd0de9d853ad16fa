import assert from "node:assert/strict"
import type { WebhookRequest } from "../../connector"
import type { ContractHarness } from "../harness"
import { lawsOf, type Law, type LawDraft } from "../law"
import { assertSame, openSession } from "../session"
import { forgeries } from "./forgeries"

const TEN_MINUTES_MS = 600_000

const signatureHint =
  "Sign the raw bytes and compare in constant time. Compare the signatures as text: decoding base64 forgives what follows it."
const noWebhooks = ({ connection: { connector } }: ContractHarness) =>
  !connector.capabilities.webhooks && "the connector declares no webhooks"

/** What a law of webhooks may lack besides. */
const noDesk = (part: keyof NonNullable<ContractHarness["webhooks"]>) => (harness: ContractHarness) =>
  noWebhooks(harness) || (!harness.webhooks?.[part] && `the harness's webhooks have no \`${part}\``)

const forgeryLaws: readonly LawDraft[] = Object.entries(forgeries).map(([name, forge]) => ({
  name: `a webhook with ${name} is refused`,
  hint: signatureHint,
  missing: noWebhooks,
  async check(harness) {
    const { webhook, read } = await sold(harness)
    assertSame(await read(forge(webhook, harness.signatureHeader)), { ok: false, reason: "signature" })
  },
}))

export const webhookLaws: readonly Law[] = lawsOf("webhooks", [
  {
    name: "a genuine webhook of a sale hints at its order, the same each time it comes",
    hint: "`dedupe` is the vendor's id of the event; a hint names what to look up, by the ref that `get` takes.",
    missing: noWebhooks,
    async check(harness) {
      const { webhook, orderRef, read } = await sold(harness)
      const verdict = await read(webhook)
      assert.ok(verdict?.ok, JSON.stringify(verdict))
      assert.ok(verdict.hints.some(({ feed, ref }) => feed === "orders" && ref === orderRef))
      assertSame(await read(webhook), verdict)
      assert.equal((await openSession(harness).get("orders", orderRef))?.ref, orderRef)
    },
  },
  {
    name: "two events are told apart",
    hint: "`dedupe` differs from event to event, or the second of them is lost.",
    missing: noWebhooks,
    async check(harness) {
      const [first, second] = [await sold(harness), await sold(harness)]
      const verdicts = [await first.read(first.webhook), await second.read(second.webhook)]
      const keys = verdicts.map((verdict) => (verdict?.ok ? verdict.dedupe : "refused"))
      assert.equal(new Set(keys).size, 2)
    },
  },
  {
    name: "a webhook is believed by its signature, whatever the clocks say",
    hint: "Vendors deliver hours late and their clocks differ: a webhook is a hint, and an old one does no harm.",
    missing: noWebhooks,
    async check(harness) {
      const { webhook } = await sold(harness)
      for (const skew of [-TEN_MINUTES_MS, TEN_MINUTES_MS]) {
        const verdict = await openSession(harness, { now: () => Date.now() + skew }).webhook?.(webhook)
        assert.ok(verdict?.ok, `With our clock ${skew} ms off: ${JSON.stringify(verdict)}`)
      }
    },
  },
  {
    name: "reading a webhook sends nothing",
    hint: "`webhook` does no I/O: the vendor waits for our answer.",
    missing: noWebhooks,
    async check(harness) {
      const { webhook } = await sold(harness)
      const fetch = () => assert.fail("A request was sent.")
      assert.ok((await openSession(harness, { fetch }).webhook?.(webhook))?.ok)
    },
  },
  {
    name: "a webhook signed for another shop's secret is refused",
    hint: signatureHint,
    missing: (harness) =>
      noWebhooks(harness) ||
      (!("webhookSecret" in (harness.connection.config as object)) && "the configuration has no `webhookSecret`"),
    async check(harness) {
      const { webhook } = await sold(harness)
      const config = { ...(harness.connection.config as object), webhookSecret: "not-the-secret-that-was-used" }
      const connection = { ...harness.connection, config }
      const verdict = await openSession({ ...harness, connection }).webhook?.(webhook)
      assertSame(verdict, { ok: false, reason: "signature" })
    },
  },
  {
    name: "a genuine webhook of another shop gives no hint",
    hint: "One secret may serve several shops: compare the shop that the webhook names with ours.",
    missing: noDesk("otherShop"),
    async check(harness) {
      const verdict = await openSession(harness).webhook?.(await harness.webhooks!.otherShop!())
      assert.ok(verdict && (!verdict.ok || verdict.hints.length === 0), JSON.stringify(verdict))
    },
  },
  {
    name: "a genuine webhook of a topic that means nothing to us is fine, and hints at nothing",
    hint: "Refusing it makes the vendor repeat it, and in the end drop all of ours.",
    missing: noDesk("unknownTopic"),
    async check(harness) {
      const verdict = await openSession(harness).webhook?.(await harness.webhooks!.unknownTopic!())
      assert.ok(verdict?.ok && verdict.hints.length === 0, JSON.stringify(verdict))
    },
  },
  {
    name: "after the secret was changed, the new one is believed and the old one is not",
    hint: "Take the secret from the configuration of this session, and keep none.",
    missing: noDesk("rotate"),
    async check(harness) {
      const before = await sold(harness)
      const { config } = await harness.webhooks!.rotate!()
      const after = await sold(harness)
      const renewed = openSession({ ...harness, connection: { ...harness.connection, config } })
      assert.ok((await renewed.webhook?.(after.webhook))?.ok)
      assertSame(await renewed.webhook?.(before.webhook), { ok: false, reason: "signature" })
      assertSame(await before.read(after.webhook), { ok: false, reason: "signature" })
    },
  },
  {
    name: "webhooks are asked for once, mended when they were dropped, and moved when our address moves",
    hint: "`ensureWebhooks` looks first and changes only what is wrong; `mended` says what was.",
    missing: (harness) => !openSession(harness).ensureWebhooks && "the connector has no `ensureWebhooks`",
    async check(harness) {
      const ensure = (url: string) => openSession(harness).ensureWebhooks!(url)
      const first = await ensure("https://one.example/webhooks")
      assert.ok(first.topics.length > 0)
      assertSame((await ensure("https://one.example/webhooks")).mended, [])
      assert.notDeepEqual((await ensure("https://two.example/webhooks")).mended, [], "The old address was kept.")
      await harness.webhooks?.drop?.()
      const mended = await ensure("https://two.example/webhooks")
      if (harness.webhooks?.drop) assert.notDeepEqual(mended.mended, [], "Nobody noticed that they were dropped.")
      assertSame([...mended.topics].sort(), [...first.topics].sort())
    },
  },
  ...forgeryLaws,
])

async function sold(harness: ContractHarness) {
  await harness.show(5)
  const { webhook, orderRef } = await harness.sell()
  const session = openSession(harness)
  return { webhook, orderRef, read: async (request: WebhookRequest) => session.webhook?.(request) }
}
