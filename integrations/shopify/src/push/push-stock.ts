import { Disconnected, failed, RetryLater, type Result, type StockCommand } from "@anyshelf/connector-kit"
import type { Call } from "../client"
import { setStock } from "../operations/stock"
import { activate } from "./activate"
import { callKey, distinctPairs, refuseEarly, toRow } from "./batch"
import { refused, sortErrors, type Remedy } from "./errors"
import { readStale } from "./stale"

/** The most rows in one call: https://shopify.dev/docs/api/usage/limits#input-array-limits */
export const BATCH = 250

/** A push ends: what is left after so many calls is for the next one. */
const CALLS_MAX = 40
const BUSY_RETRY_MS = 500
const DISCONNECTED_RETRY_MS = 60_000
const BUSY = "Shopify is still at the same request."

/** One push under way: what is settled, and how many calls it may still make. */
class Push {
  readonly results = new Map<StockCommand, Result>()
  private calls = CALLS_MAX
  private stopped: RetryLater | null = null
  private readonly activated = new Set<StockCommand>()

  constructor(private readonly call: Call) {}

  /**
   * Writes rows in one call. Shopify refuses a call as a whole when one row is bad: the bad ones are settled by what their
   * error says, and the others written again without them.
   */
  async write(commands: readonly StockCommand[], attempt = 0): Promise<void> {
    const { now, later } = distinctPairs(commands.slice(0, BATCH))
    if (now.length > 0 && this.affords(now)) await this.guarded(now, () => this.writeRows(now, attempt))
    const rest = [...later, ...commands.slice(BATCH)]
    if (rest.length > 0) await this.write(rest)
  }

  private async writeRows(rows: readonly StockCommand[], attempt: number): Promise<void> {
    const { inventorySetQuantities: answer } = await this.call(setStock, {
      input: {
        name: "available",
        reason: "correction",
        referenceDocumentUri: documentUri(rows),
        quantities: rows.map(toRow),
      },
      key: callKey(rows, attempt),
    })
    const { byRow, whole } = sortErrors(answer?.userErrors ?? [], rows.length)
    if (byRow.size === 0 && whole === null) return this.settleWritten(rows, answer?.inventoryAdjustmentGroup ?? null)
    if (byRow.size === 0 && whole !== null) return this.settleWhole(rows, whole, attempt)
    await this.settleRows(rows, byRow, attempt)
  }

  /** No adjustment group means that nothing had to change. */
  private settleWritten(rows: readonly StockCommand[], group: object | null): void {
    const status = group === null ? "already" : "applied"
    for (const row of rows) this.settle(row, { key: row.key, status, observed: row.quantity })
  }

  /** An error that names no row: it goes to the row that is alone with it, so the rows are parted until one is. */
  private async settleWhole(rows: readonly StockCommand[], remedy: Remedy, attempt: number): Promise<void> {
    if (remedy.type === "new-key") return this.write(rows, attempt + 1)
    if (remedy.type === "busy") return void this.postpone(rows, BUSY)
    if (rows.length === 1) return this.settleRows(rows, new Map([[0, remedy]]), attempt)
    const half = Math.ceil(rows.length / 2)
    await this.write(rows.slice(0, half))
    await this.write(rows.slice(half))
  }

  private async settleRows(
    rows: readonly StockCommand[],
    byRow: ReadonlyMap<number, Remedy>,
    attempt: number
  ): Promise<void> {
    const again: StockCommand[] = []
    const stale: StockCommand[] = []
    for (const [index, row] of rows.entries()) {
      const remedy = byRow.get(index)
      if (!remedy || remedy.type === "new-key") again.push(row)
      else if (remedy.type === "stale") stale.push(row)
      else if (remedy.type === "busy") this.postpone([row], BUSY)
      else if (remedy.type === "refuse") this.settle(row, refused(row, remedy))
      else if (await this.stocked(row)) again.push(row)
    }
    for (const [row, result] of await readStale(this.call, stale)) this.settle(row, result)
    if (again.length > 0) await this.write(again, attempt + 1)
  }

  /** True when the row may be written again. Once is enough: an article that will not be stocked is a refusal. */
  private async stocked(row: StockCommand): Promise<boolean> {
    if (this.activated.has(row)) {
      this.settle(row, refused(row, { type: "refuse", ...NOT_STOCKED }))
      return false
    }
    this.activated.add(row)
    if (!this.affords([row])) return false
    await this.guarded([row], async () => {
      const refusal = await activate(this.call, row)
      if (refusal) this.settle(row, refusal)
    })
    return !this.results.has(row)
  }

  /** Never throws: what a failure means is said of each row that it hit. */
  private async guarded(rows: readonly StockCommand[], work: () => Promise<void>): Promise<void> {
    try {
      await work()
    } catch (error) {
      // Who is asked for patience does not go on with the next call.
      if (error instanceof RetryLater) this.stopped = error
      if (error instanceof Disconnected) this.stopped = new RetryLater(error.message, DISCONNECTED_RETRY_MS)
      for (const row of rows) if (!this.results.has(row)) this.settle(row, failed(row.key, error))
    }
  }

  private affords(rows: readonly StockCommand[]): boolean {
    if (this.stopped) return this.postpone(rows, "Not sent: an earlier call failed.", this.stopped.afterMs)
    this.calls -= 1
    return this.calls >= 0 || this.postpone(rows, `Not sent: this push has made its ${CALLS_MAX} calls.`)
  }

  /** Always false: these rows are not worth going on with in this push. */
  private postpone(rows: readonly StockCommand[], message: string, afterMs = BUSY_RETRY_MS): false {
    for (const row of rows) this.settle(row, { key: row.key, status: "retry", afterMs, message })
    return false
  }

  private settle(row: StockCommand, result: Result): void {
    this.results.set(row, result)
  }
}

const NOT_STOCKED = {
  code: "ITEM_NOT_STOCKED_AT_LOCATION",
  message: "Shopify does not let this article be stocked at this location: stock it there in Shopify's admin.",
}

/** Carries out writes of stock: one result each, in their order. Never throws, never waits. */
export async function pushStock(call: Call, commands: readonly StockCommand[]): Promise<readonly Result[]> {
  const push = new Push(call)
  const early = new Map(commands.map((command) => [command, refuseEarly(command)] as const))
  const worth = commands.filter((command) => !early.get(command))
  if (worth.length > 0) await push.write(worth)
  return commands.map(
    (command) => early.get(command) ?? push.results.get(command) ?? { key: command.key, status: "unknown" }
  )
}

/** Where Shopify's own history says a number came from. */
const documentUri = (rows: readonly StockCommand[]) => `anyshelf://stock/${callKey(rows, 0)}`
