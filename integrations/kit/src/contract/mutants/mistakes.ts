import type { Command, Result } from "../../commands"
import type { Capabilities, Session } from "../../connector"
import type { ContractHarness } from "../harness"
import type { Area } from "../area"
import { openSession } from "../session"
import { orderMistakes } from "./order-mistakes"

/** A mistake that an author may make, planted in a connector from outside. */
export interface Mistake {
  readonly name: string
  /** Where a law should notice it; tried first. */
  readonly area: Area
  /** What the connector must be able to do for it to matter. */
  readonly matters?: (capabilities: Capabilities) => boolean
  /** What the harness must offer for anybody to notice: what is missing, or nothing. */
  readonly missing?: (harness: ContractHarness) => string | null | Promise<string | null>
  plant(session: Session): Partial<Session>
}

const whereCas = ({ stock }: Capabilities) => stock.write === "cas"
const whereWebhooks = ({ webhooks }: Capabilities) => webhooks !== undefined

/** What becomes of every command, before or after it. */
const before = (session: Session, change: (command: Command) => Command): Partial<Session> => ({
  push: (commands) => session.push(commands.map(change)),
})
const after = (session: Session, change: (results: readonly Result[]) => readonly Result[]): Partial<Session> => ({
  push: async (commands) => change(await session.push(commands)),
})

let keys = 0

/** Mistakes with numbers, pages and webhooks; each must break a law. */
export const mistakes: readonly Mistake[] = [
  {
    name: "writes without comparing",
    area: "stock",
    matters: whereCas,
    plant: (session) => before(session, (command) => ({ ...command, expected: null }) as Command),
  },
  {
    name: "loses the order of results",
    area: "stock",
    plant: (session) => after(session, (results) => [...results].reverse()),
  },
  {
    name: "leaves refused commands out",
    area: "stock",
    plant: (session) => after(session, (results) => results.filter(({ status }) => status !== "rejected")),
  },
  {
    name: "claims success whatever happens",
    area: "stock",
    plant: (session) => after(session, (results) => results.map(({ key }) => ({ key, status: "applied" }))),
  },
  {
    name: "calls a lost answer a refusal",
    area: "transport",
    plant: (session) =>
      after(session, (results) =>
        results.map((result) =>
          result.status === "unknown"
            ? { key: result.key, status: "rejected", code: "network", message: "It did not work." }
            : result
        )
      ),
  },
  {
    name: "throws from a push",
    area: "transport",
    plant: ({ push }) => ({
      push: async (commands) => {
        const results = await push(commands)
        if (results.some(({ status }) => status === "unknown")) throw new Error("no answer")
        return results
      },
    }),
  },
  {
    name: "pushes one more each time",
    area: "stock",
    plant: (session) =>
      before(session, (command) =>
        command.type === "stock"
          ? { ...command, key: `${command.key}-${(keys += 1)}`, quantity: command.quantity + 1, change: 1 }
          : command
      ),
  },
  {
    name: "sends nothing when the number is zero",
    area: "stock",
    plant: ({ push }) => ({
      push: async (commands) => {
        const sent = commands.filter((command) => command.type !== "stock" || command.quantity > 0)
        const results = new Map((await push(sent)).map((result) => [result.key, result]))
        return commands.map(({ key }) => results.get(key) ?? { key, status: "applied" })
      },
    }),
  },
  {
    name: "forgets how long to wait",
    area: "transport",
    plant: (session) =>
      after(session, (results) =>
        results.map((result) =>
          result.status === "retry" ? { key: result.key, status: "retry", afterMs: 50 } : result
        )
      ),
  },
  {
    name: "never ends a feed",
    area: "contract",
    plant: ({ pull }) => ({
      pull: async (feed, cursor) => ({ ...(await pull(feed, cursor)), next: cursor ?? "0" }),
    }),
  },
  {
    name: "does not say where to resume",
    area: "contract",
    plant: ({ pull }) => ({
      pull: async (feed, cursor) => {
        const { resume: _forgotten, ...page } = await pull(feed, cursor)
        return page
      },
    }),
  },
  {
    name: "loses the first of each page that is not the last",
    area: "contract",
    missing: async (harness) => {
      const feeds = harness.connection.connector.capabilities.feeds
      const pages = await Promise.all(feeds.map((feed) => openSession(harness).pull(feed, null)))
      return pages.some(({ next }) => next !== null) ? null : "no feed of the harness has two pages"
    },
    plant: ({ pull }) => ({
      pull: async (feed, cursor) => {
        const page = await pull(feed, cursor)
        return page.next === null ? page : { ...page, items: page.items.slice(1) }
      },
    }),
  },
  {
    name: "begins anew with a cursor that means nothing",
    area: "contract",
    plant: ({ pull }) => ({
      pull: (feed, cursor) => pull(feed, cursor).catch(() => pull(feed, null)),
    }),
  },
  {
    name: "throws for a ref that is not there",
    area: "contract",
    plant: ({ get }) => ({
      get: async (feed, ref) => {
        const record = await get(feed, ref)
        if (!record) throw new Error("not found")
        return record
      },
    }),
  },
  {
    name: "uses the global fetch",
    area: "contract",
    plant: ({ pull }) => ({
      pull: async (feed, cursor) => {
        // eslint-disable-next-line no-restricted-globals -- this is the mistake
        await fetch("http://127.0.0.1:9").catch(() => undefined)
        return pull(feed, cursor)
      },
    }),
  },
  {
    name: "tells the time itself",
    area: "contract",
    plant: ({ pull }) => ({
      pull: async (feed, cursor) => ({ ...(await pull(feed, cursor)), drainedAsOf: new Date().toISOString() }),
    }),
  },
  {
    name: "knocks again when it is locked out",
    area: "transport",
    plant: ({ push }) => ({
      push: async (commands) => {
        let results = await push(commands)
        for (let time = 1; time <= 4 && results.some(({ status }) => status === "retry"); time += 1)
          results = await push(commands)
        return results
      },
    }),
  },
  {
    name: "says that the vendor is away when it is locked out",
    area: "transport",
    plant: ({ pull }) => ({
      pull: (feed, cursor) =>
        pull(feed, cursor).catch((error: Error) => {
          throw Object.assign(new Error(error.message), {
            name: error.name === "Disconnected" ? "RetryLater" : error.name,
          })
        }),
    }),
  },
  {
    name: "trims SKUs",
    area: "listings",
    missing: ({ oddListings }) => (oddListings ? null : "the harness has no `oddListings`"),
    plant: ({ pull }) => ({
      pull: async (feed, cursor) => {
        const page = await pull(feed, cursor)
        const trimmed = (item: (typeof page.items)[number]) =>
          "sku" in item ? { ...item, sku: item.sku?.trim() ?? null } : item
        return { ...page, items: page.items.map(trimmed) }
      },
    }),
  },
  {
    name: "believes every webhook",
    area: "webhooks",
    matters: whereWebhooks,
    plant: ({ webhook }) => ({
      webhook: async (request) => {
        const verdict = await webhook?.(request)
        return verdict?.ok ? verdict : { ok: true, dedupe: "x", hints: [] }
      },
    }),
  },
  {
    name: "tells no two webhooks apart",
    area: "webhooks",
    matters: whereWebhooks,
    plant: ({ webhook }) => ({
      webhook: async (request) => {
        const verdict = await webhook?.(request)
        return verdict?.ok ? { ...verdict, dedupe: "always" } : { ok: false, reason: "signature" }
      },
    }),
  },
  {
    name: "hints at nothing",
    area: "webhooks",
    matters: whereWebhooks,
    plant: ({ webhook }) => ({
      webhook: async (request) => {
        const verdict = await webhook?.(request)
        return verdict?.ok ? { ...verdict, hints: [] } : { ok: false, reason: "signature" }
      },
    }),
  },
  ...orderMistakes,
]
