import { generateEntityId, MathBN } from "@medusajs/framework/utils"
import type { BigNumberInput } from "@medusajs/framework/types"
import type { SqlEntityManager } from "@medusajs/framework/mikro-orm/knex"
import { claimOrThrow } from "../claim"
import type { ReceiptOutcome } from "../contract"
import type { CoreInventory, InventoryContext } from "../core"
import { exact, type Pair } from "../demand"
import { lockLevels } from "../queries/claim"
import {
  closeSupply,
  lockFuture,
  lockLineReservations,
  lowerPromised,
  raiseReservation,
  readFree,
  readPromised,
  readSupplyByIds,
  settleIncoming,
  type PromisedRow,
  type SupplyRow,
} from "../queries/incoming"
import { ensureLevels } from "../queries/levels"
import { insertReservations } from "../queries/reservations"
import { announce, transactionOf } from "../transaction"
import { endangeredAt, unknownSupply } from "./expect-supply"
import { isQuantity, refused } from "./refuse"

/**
 * Puts what has come on the shelf. In the same transaction it becomes the reservations that it was promised to, the earliest
 * first, so that nobody else can claim a unit in between. What is missing of it is not expected any more; what is over is free.
 */
export async function receiveSupply(
  service: CoreInventory,
  { id, quantity }: { readonly id: string; readonly quantity?: BigNumberInput },
  context: InventoryContext
): Promise<ReceiptOutcome> {
  if (quantity !== undefined && !isQuantity(quantity)) {
    return refused("invalid_request", "What has come must be a number above zero; cancel supply that never came.")
  }
  const manager = transactionOf(context)
  const [seen] = await readSupplyByIds(manager, [id])
  if (!seen) return unknownSupply(id)
  const lines = await lockPromises(manager, seen)
  const [supply] = await readSupplyByIds(manager, [id])
  if (!supply || supply.cancelled_at) {
    return refused("closed", `Supply "${id}" was cancelled. Expect it anew under an id of its own, then receive that.`)
  }
  if (supply.received_at) return alreadyReceived(manager, supply)
  const received = exact(quantity ?? supply.quantity)
  const level = { item: supply.item, location: supply.location, received }
  await ensureLevels(manager, [{ ...level, id: generateEntityId(undefined, "ilev") }])
  await lockLevels(manager, [level])
  await closeSupply(manager, id, received)
  announce(service, "updated", "inventory_level", await settleIncoming(manager, [level]), context)
  const reservations = await keepPromises(service, level, lines, context)
  return {
    ok: true,
    already: false,
    receivedQuantity: Number(received),
    reservations,
    endangered: await endangeredAt(manager, [supply]),
  }
}

interface PromisedLines {
  readonly promised: readonly PromisedRow[]
  /** Where each line is reserved already. */
  readonly reserved: ReadonlyMap<string, { readonly id: string; readonly location: string }>
}

/** Locks the future of the pair, the order lines that it is promised to, and their reservations: in the common order. */
async function lockPromises(manager: SqlEntityManager, pair: Pair): Promise<PromisedLines> {
  await lockFuture(manager, { pairs: [pair] })
  const lineItemIds = (await readPromised(manager, [pair.item], [pair.location])).map((row) => row.line_item_id)
  await lockFuture(manager, { lineItemIds })
  // A line that was released while we waited for it is promised nothing any more.
  const promised = await readPromised(manager, [pair.item], [pair.location])
  const reserved = await lockLineReservations(manager, pair.item, lineItemIds)
  return { promised, reserved: new Map(reserved.map((row) => [row.line_item_id, row])) }
}

async function alreadyReceived(manager: SqlEntityManager, supply: SupplyRow): Promise<ReceiptOutcome> {
  return {
    ok: true,
    already: true,
    receivedQuantity: Number(supply.received_quantity),
    reservations: [],
    endangered: await endangeredAt(manager, [supply]),
  }
}

/** Turns what came into reservations, as far as it is not owed to an oversold shelf. */
async function keepPromises(
  service: CoreInventory,
  level: Pair & { readonly received: string },
  { promised, reserved }: PromisedLines,
  context: InventoryContext
) {
  const manager = transactionOf(context)
  const [free] = await readFree(manager, level.item, [level.location])
  let left = MathBN.max(0, MathBN.min(level.received, free?.free ?? 0))
  const kept: { id: string; lineItemId: string; quantity: number }[] = []
  for (const row of promised) {
    const standing = reserved.get(row.line_item_id)
    // Core reserves an order line at one place; one that was moved elsewhere waits for a person.
    if (MathBN.lte(left, 0) || (standing && standing.location !== level.location)) continue
    const given = MathBN.min(left, row.quantity)
    left = MathBN.sub(left, given)
    const id = await give(service, row, standing?.id, exact(given), context)
    kept.push({ id, lineItemId: row.line_item_id, quantity: Number(given) })
  }
  return kept
}

/** Claims units for one promise, as a reservation of its own or on top of the one that stands. Returns the reservation's id. */
async function give(
  service: CoreInventory,
  row: PromisedRow,
  standing: string | undefined,
  quantity: string,
  context: InventoryContext
): Promise<string> {
  const manager = transactionOf(context)
  await claimOrThrow(manager, [{ item: row.item, location: row.location, quantity, firm: quantity }], "shelf")
  await lowerPromised(manager, row.id, quantity)
  if (standing) {
    await raiseReservation(manager, standing, quantity)
    announce(service, "updated", "reservation_item", [{ id: standing }], context)
    return standing
  }
  const id = generateEntityId(undefined, "resitem")
  await insertReservations(manager, [{ ...row, id, quantity, external_id: null, allow_backorder: false }])
  announce(service, "created", "reservation_item", [{ id }], context)
  return id
}
