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
