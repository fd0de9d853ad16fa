import assert from "node:assert/strict"
import { createHost, type HostOptions } from "../host"
import type { Command, Result, StockCommand } from "../commands"
import type { Host, Session } from "../connector"
import type { ContractHarness, OrderDesk, TrialOrder, TrialSale } from "./harness"

/** The connector at work on the harness's channel. */
export function openSession(
  harness: ContractHarness,
  host: Partial<Host> = {},
  options: Partial<HostOptions> = {}
): Session {
  const { connector, config } = harness.connection
  const base = createHost({ ...(harness.fetch && { fetch: harness.fetch }), timeoutMs: 5_000, ...options })
  return connector.open(config, { ...base, ...host })
}

let keys = 0

/** A key that no other command has. */
export const freshKey = () => `law-${process.pid}-${Date.now()}-${(keys += 1)}`

/** A stock command for the harness's level. */
export function stockCommand(harness: ContractHarness, change: Partial<StockCommand> = {}): StockCommand {
  const sequence = (keys += 1)
  return { type: "stock", key: freshKey(), ...harness.level, quantity: 0, expected: null, sequence, ...change }
}

/** A command that makes the level show this number, said as this channel wants it: `change` where it only adds and takes. */
export async function writeOf(harness: ContractHarness, quantity: number): Promise<StockCommand> {
  const shown = await harness.shown()
  return stockCommand(harness, { quantity, expected: shown, change: quantity - shown })
}

/** The one result of one command. */
export async function pushOne(session: Session, command: Command): Promise<Result> {
  const results = await session.push([command])
  assert.equal(results.length, 1, "One command has one result.")
  assert.equal(results[0]!.key, command.key, "A result carries the key of its command.")
  return results[0]!
}

/** Done, now or before; an asynchronous channel may take its time. */
export async function assertDone(harness: ContractHarness, result: Result): Promise<Result> {
  const expected = ["applied", "already", ...(harness.settle ? ["accepted"] : [])]
  assert.ok(expected.includes(result.status), `Expected ${expected.join(" or ")}; got ${JSON.stringify(result)}`)
  if (result.status === "accepted") await harness.settle?.()
  return result
}

/** Refused for good, with a code and a sentence. */
export function assertRejected(result: Result): void {
  assert.equal(result.status, "rejected", `Expected rejected; got ${JSON.stringify(result)}`)
  if (result.status !== "rejected") return
  assert.ok(result.code.length > 0 && result.message.length > 0, "A refusal says its code and what was wrong.")
}

/** What a done command made, which it must name. */
export function refOf(result: Result): string {
  assert.ok("ref" in result && result.ref, `The result must name what was made: ${JSON.stringify(result)}`)
  return result.ref
}

/** The channel's orders; laws that ask for them say so in `missing`. */
export function deskOf(harness: ContractHarness): OrderDesk {
  assert.ok(harness.orders)
  return harness.orders
}

export const noOrders = (harness: ContractHarness) => !harness.orders && "the harness has no `orders`"

/** An order, and how many mails its customer had got when it was placed: some shops confirm it, some do not. */
export type Placed = TrialOrder & { readonly mailsBefore: number }

/** An order of the harness's article, which is there. */
export async function placed(harness: ContractHarness, sale: TrialSale): Promise<Placed> {
  await harness.show(sale.quantities.reduce((sum, quantity) => sum + quantity, 10))
  const order = await deskOf(harness).place(sale)
  assert.ok(order, "The harness could not place an order.")
  return { ...order, mailsBefore: (await deskOf(harness).seen(order.orderRef)).mails }
}

/** The mails that the customer got since the order was placed. */
export const mailsSince = async (harness: ContractHarness, { orderRef, mailsBefore }: Placed): Promise<number> =>
  (await deskOf(harness).seen(orderRef)).mails - mailsBefore

/** Whether two plain values say the same. Not strictly deep: what was parsed elsewhere has prototypes of its own. */
export function assertSame(actual: unknown, expected: unknown, message = ""): void {
  const [seen, wanted] = [JSON.stringify(actual, byName), JSON.stringify(expected, byName)]
  assert.ok(seen === wanted, `${message} Expected ${wanted}; got ${seen}`.trim())
}

/** The order in which somebody wrote down the keys of an object says nothing. */
const byName = (_key: string, value: unknown): unknown =>
  typeof value === "object" && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value
