import { RetryLater } from "@anyshelf/connector-kit"
import type { InboxItem } from "../modules/channels/inbox/queries"
import type { Channel } from "./channel"
import { hydrate } from "./hydrate"

const item = (id: string, ref: string): InboxItem => ({ id, hints: [{ feed: "stock", ref }], attempts: 1 })

test("what could be followed at last closes its task; what could not stays before a person", async () => {
  const closed: unknown[] = []
  const channels = {
    claimWebhooks: () => Promise.resolve([item("1", "cup@web"), item("2", "hat@web")]),
    settleWebhooks: () => Promise.resolve(),
    postponeWebhook: () => Promise.resolve(),
    closeTasks: ({ subjects }: { subjects: readonly string[] }) => Promise.resolve(closed.push(...subjects)),
  }
  const session = {
    get: (_feed: string, ref: string) =>
      ref === "hat@web" ? Promise.reject(new Error("No answer came.")) : Promise.resolve(null),
  }
  const log = { warn: () => undefined }
  const clock = { random: () => 0 }
  const timing = { leaseMs: 1_000 }
  await hydrate({ id: "shop", owner: "me", channels, session, log, clock, timing } as unknown as Channel, "others")
  expect(closed).toEqual(["cup@web"])
})

test.each([
  ["away as a whole: an outage, however long, uses up no tries", 1_000, false],
  ["there, and fails for this one thing: that counts, so that it ends before a person", null, true],
])("the channel is %s", async (_, openUntil, counts) => {
  const postponed: unknown[] = []
  const channels = {
    claimWebhooks: () => Promise.resolve([{ ...item("1", "cup@web"), attempts: counts ? 1 : 500 }]),
    postponeWebhook: (given: object) => Promise.resolve(postponed.push(given)),
  }
  const session = { get: () => Promise.reject(new RetryLater("No answer came.")) }
  const host = { openUntil: () => openUntil }
  const rest = { log: { warn: () => undefined }, clock: { random: () => 0 }, timing: { leaseMs: 1_000 } }
  await hydrate({ id: "shop", owner: "me", channels, session, host, ...rest } as unknown as Channel, "others")
  expect(postponed).toEqual([expect.objectContaining({ id: "1", counts })])
})
