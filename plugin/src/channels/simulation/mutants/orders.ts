import type { OrderRecord, Page } from "@anyshelf/connector-kit"
import { inMemory, inSession, inShop } from "./ports"
import type { EngineMutant } from "./mutant"

let told = 0

/** Guards of what comes in. */
export const orderMutants: readonly EngineMutant[] = [
  {
    name: "repeated-webhooks-stored",
    about: "a webhook that comes again is taken for another",
    noticedBy: ["storm"],
    wrap: inMemory((memory) => ({
      receiveWebhook: (webhook) => memory.receiveWebhook({ ...webhook, dedupe: `${webhook.dedupe} ${(told += 1)}` }),
    })),
  },
  {
    name: "cursor-kept-before-the-page-is-dealt-with",
    about: "the place in the feed is moved on before its orders are ours",
    noticedBy: ["deaf", "fatal calls"],
    wrap: inSession((session, { connection, ports }) => ({
      pull: async (feed, cursor) => {
        const page = await session.pull(feed, cursor)
        const place = page.next ?? page.resume
        if (feed === "orders" && place !== undefined)
          await ports.channels.saveOrderProgress({ connectionId: connection.id, cursor: place, drainedAt: null })
        return page
      },
    })),
  },
  {
    name: "older-copies-followed",
    about: "a copy of an order that is older than ours is followed",
    noticedBy: ["an old copy comes last"],
    wrap: inMemory((memory) => ({
      receiveOrder: async (order) => ({ ...(await memory.receiveOrder(order)), externalUpdatedAt: new Date(0) }),
      readOrderRecord: async (order) => {
        const row = await memory.readOrderRecord(order)
        return row && { ...row, externalUpdatedAt: new Date(0) }
      },
    })),
  },
  {
    name: "orders-followed-by-two-at-once",
    about: "two workers follow one order at the same time",
    noticedBy: ["two copies at the same moment"],
    wrap: inMemory((memory) => ({
      records: Object.assign(Object.create(memory.records) as typeof memory.records, {
        lock: async () => true,
        unlock: async () => undefined,
      }),
    })),
  },
  {
    name: "oversold-orders-dropped",
    about: "an order that no shelf can serve is not imported",
    noticedBy: ["storm"],
    wrap: inShop((shop, { inventory, channels }) => ({
      importOrder: async (input) => {
        const refs = input.order.lines.flatMap(({ listingRef }) => listingRef ?? [])
        const matches = await channels.readListingMatches(input.connectionId, refs)
        const { promises } = await inventory.readPromises({
          articles: matches.map(({ externalId, components }) => ({ id: externalId, components })),
          places: input.locationIds.map((locationId) => ({ locationId, salesChannelIds: [] })),
          salesChannelIds: [],
        })
        const left = (ref: string | null) => promises.find(({ id }) => id === ref)?.any.quantity ?? Infinity
        if (input.order.lines.some(({ listingRef, quantity }) => left(listingRef) < quantity)) return false
        return shop.importOrder(input)
      },
    })),
  },
  {
    name: "test-orders-taken-for-real",
    about: "an order that was made to try things out is imported",
    noticedBy: ["storm", "rivals"],
    wrap: inSession((session) => ({
      pull: async (feed, cursor) => {
        const page = await session.pull(feed, cursor)
        return { ...page, items: page.items.map(real) } as typeof page
      },
      get: async (feed, ref) => {
        const record = await session.get(feed, ref)
        return (record && real(record)) as typeof record
      },
    })),
  },
  {
    name: "orders-never-read",
    about: "only webhooks bring orders",
    noticedBy: ["deaf"],
    wrap: inSession((session) => ({
      pull: async (feed, cursor) => {
        if (feed !== "orders") return session.pull(feed, cursor)
        const nothing: Page<"orders"> = { items: [], next: null, ...(cursor !== null && { resume: cursor }) }
        return nothing as unknown as Awaited<ReturnType<typeof session.pull<typeof feed>>>
      },
    })),
  },
  {
    name: "leases-ignored",
    about: "what one process works on is taken by another after a moment",
    noticedBy: ["rivals", "storm", "kinds"],
    wrap: inMemory((memory) => ({
      claimPublications: (claim) => memory.claimPublications({ ...claim, owner: "anybody", leaseMs: 50 }),
      claimWebhooks: (claim) => memory.claimWebhooks({ ...claim, owner: "anybody", leaseMs: 50 }),
      settleWebhooks: (settle) => memory.settleWebhooks({ ...settle, owner: "anybody" }),
      postponeWebhook: (postpone) => memory.postponeWebhook({ ...postpone, owner: "anybody" }),
      recordIntents: async (_owner, intents) => {
        await memory.recordIntents("anybody", intents)
        return new Set(intents.map(({ id }) => id))
      },
      recordOutcomes: (_owner, outcomes) => memory.recordOutcomes("anybody", outcomes),
    })),
  },
]

const real = <T extends object>(record: T): T =>
  (record as unknown as OrderRecord).feed === "orders" && !("deleted" in record) ? { ...record, test: false } : record
