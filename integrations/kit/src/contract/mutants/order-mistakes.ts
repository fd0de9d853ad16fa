import type { Command, CommandOf, CommandType, Result } from "../../commands"
import type { Capabilities, Session } from "../../connector"
import type { Feed, OrderRecord, RecordOf, Ref } from "../../records"
import type { ContractHarness } from "../harness"
import type { Mistake } from "./mistakes"

const can =
  (...types: readonly CommandType[]) =>
  ({ commands }: Capabilities) =>
    types.every((type) => commands.includes(type))

/** Changes each command of a type on its way. */
const before = <T extends CommandType>(
  { push }: Session,
  type: T,
  change: (command: CommandOf<T>) => Command
): Partial<Session> => ({
  push: (commands) => push(commands.map((command) => (isOf(command, type) ? change(command) : command))),
})

const isOf = <T extends CommandType>(command: Command, type: T): command is CommandOf<T> => command.type === type

/** Changes each order that is read. */
const reading = ({ pull, get }: Session, change: (order: OrderRecord) => OrderRecord): Partial<Session> => {
  const changed = <F extends Feed>(record: RecordOf<F>): RecordOf<F> =>
    record.feed === "orders" ? (change(record as OrderRecord) as RecordOf<F>) : record
  return {
    pull: async (feed, cursor) => {
      const page = await pull(feed, cursor)
      return { ...page, items: page.items.map((item) => ("deleted" in item ? item : changed(item))) }
    },
    get: async <F extends Feed>(feed: F, ref: Ref) => {
      const record = await get(feed, ref)
      return record && changed(record)
    },
  }
}

let keys = 0
const renewed = (command: Command): Command => ({ ...command, key: `${command.key}-${(keys += 1)}` })

const needsOrders = (harness: ContractHarness) => (harness.orders ? null : "the harness has no `orders`")
const needsProducts = (harness: ContractHarness) => (harness.products ? null : "the harness has no `products`")
const needsCancelling = (harness: ContractHarness) =>
  harness.orders?.cancel ? null : "the harness's orders have no `cancel`"

/** Mistakes with orders, what leaves and what comes back; each must break a law. */
const drafts: readonly Mistake[] = [
  {
    name: "counts every currency in hundredths",
    area: "contract",
    plant: (session) =>
      reading(session, (order) => ({
        ...order,
        total: { ...order.total, amount: order.total.amount * (order.currencyCode === "EUR" ? 1 : 100) },
      })),
  },
  {
    name: "forgets the charges that belong to no line",
    area: "contract",
    plant: (session) =>
      reading(session, (order) => ({ ...order, charges: [], shipping: { ...order.shipping, amount: 0 } })),
  },
  {
    name: "takes a test order for a real one",
    area: "contract",
    plant: (session) => reading(session, (order) => ({ ...order, test: false })),
  },
  {
    name: "does not notice that an order was called off",
    area: "contract",
    missing: needsCancelling,
    plant: (session) => reading(session, (order) => ({ ...order, status: "open" })),
  },
  {
    name: "sends everything by post",
    area: "contract",
    plant: (session) =>
      reading(session, (order) => ({
        ...order,
        delivery: { ...order.delivery, method: "ship" },
        lines: order.lines.map(({ delivery: _other, ...line }) => line),
      })),
  },
  ...(["fulfil", "prepared", "collected", "return", "refund"] as const).map((type): Mistake => ({
    name: `makes a new key for each ${type}`,
    area: type === "return" || type === "refund" ? "returns" : "fulfilment",
    matters: ({ commands, idempotency }) => commands.includes(type) && idempotency[type] === "vendor-key",
    plant: (session) => before(session, type, renewed),
  })),
  {
    name: "tells of one parcel only",
    area: "fulfilment",
    matters: can("fulfil"),
    plant: (session) =>
      before(session, "fulfil", (command) => ({ ...command, tracking: command.tracking.slice(0, 1) })),
  },
  {
    name: "lets all of a line leave whatever was said",
    area: "fulfilment",
    matters: can("fulfil"),
    plant: (session) =>
      before(session, "fulfil", (command) => ({
        ...command,
        lines: command.lines.map((line) => ({ ...line, quantity: line.quantity + 1 })),
      })),
  },
  {
    name: "does not say what it made",
    area: "fulfilment",
    matters: can("fulfil"),
    plant: ({ push }) => ({
      push: async (commands) =>
        (await push(commands)).map(({ ref: _forgotten, ...result }: Result & { ref?: Ref }) => result as Result),
    }),
  },
  {
    name: "names every hold alike",
    area: "fulfilment",
    matters: can("hold", "release"),
    plant: ({ push }) => ({
      push: (commands) =>
        push(commands.map((command) => ("holdKey" in command ? { ...command, holdKey: "hold" } : command))),
    }),
  },
  {
    name: "restocks whatever comes back",
    area: "returns",
    matters: can("receive"),
    plant: (session) =>
      before(session, "receive", (command) => ({
        ...command,
        lines: command.lines.map((line) => ({ ...line, disposition: "restocked" as const })),
      })),
  },
  {
    name: "always restocks what was called off",
    area: "fulfilment",
    matters: can("cancel"),
    plant: (session) => before(session, "cancel", (command) => ({ ...command, restock: true })),
  },
  {
    name: "keeps the money of what was called off",
    area: "fulfilment",
    matters: can("cancel"),
    plant: (session) => before(session, "cancel", (command) => ({ ...command, refund: false })),
  },
  {
    name: "makes a product anew each time",
    area: "listings",
    matters: can("list"),
    plant: (session) =>
      before(session, "list", (command) => ({
        ...command,
        key: `${command.key}-${(keys += 1)}`,
        productId: `${command.productId}-${keys}`,
        productRef: null,
      })),
  },
  {
    name: "does not know its own products again",
    area: "listings",
    matters: can("list", "unlist"),
    plant: ({ push }) => ({
      push: async (commands) => {
        const results = await push(commands.filter(({ type }) => type !== "unlist"))
        const done = new Map(results.map((result) => [result.key, result]))
        return commands.map(({ key }) => done.get(key) ?? { key, status: "applied" })
      },
    }),
  },
]

export const orderMistakes: readonly Mistake[] = drafts.map((draft) => ({
  missing: draft.area === "listings" ? needsProducts : needsOrders,
  ...draft,
}))
