import { activateLevel, applyMovements, type Movement } from "../levels"
import type { FulfillmentOrderRecord, WorkLineRecord } from "../fulfillment-records"
import type { LineRecord, OrderRecord } from "../order-records"
import { isSettled } from "../payment"
import type { ShopStore } from "../store"

/** Some units of a line of a fulfilment order. */
export interface WorkUnits {
  readonly part: WorkLineRecord
  readonly quantity: number
}

export interface OwnedWork {
  readonly order: OrderRecord
  readonly work: FulfillmentOrderRecord
}

export function findWork(store: ShopStore, id: number | null): OwnedWork | null {
  const order = store.orderOwning(id)
  const work = order?.fulfillmentOrders.find((one) => one.id === id)
  return order && work ? { order, work } : null
}

export const lineOf = (order: OrderRecord, lineId: number): LineRecord =>
  order.lines.find(({ id }) => id === lineId) as LineRecord

export const remainingOf = (work: FulfillmentOrderRecord): number =>
  work.lines.reduce((sum, { remaining }) => sum + remaining, 0)

export const isStarted = (work: FulfillmentOrderRecord): boolean =>
  work.lines.some(({ remaining, quantity }) => remaining < quantity)

/** What is left to be done of a fulfilment order, as a whole. */
export const allUnits = (work: FulfillmentOrderRecord): WorkUnits[] =>
  work.lines.filter(({ remaining }) => remaining > 0).map((part) => ({ part, quantity: part.remaining }))

/** Puts the status right after something has changed. */
export function settleWork(store: ShopStore, work: FulfillmentOrderRecord): void {
  work.status = statusOf(work)
  work.updatedAt = store.clock.now()
}

function statusOf(work: FulfillmentOrderRecord): FulfillmentOrderRecord["status"] {
  if (work.status === "CANCELLED") return "CANCELLED"
  if (remainingOf(work) === 0) return "CLOSED"
  if (work.holds.length > 0) return "ON_HOLD"
  const isUnderWay = work.isReported || isStarted(work) || work.lines.some(({ prepared }) => prepared > 0)
  return isUnderWay ? "IN_PROGRESS" : "OPEN"
}

/** Says that the order is another one now, and closes or opens it as its goods and money stand. */
export function settleOrder(store: ShopStore, order: OrderRecord): void {
  const now = store.clock.now()
  if (order.cancelledAt === null) order.closedAt = isSettled(order) ? (order.closedAt ?? now) : null
  order.updatedAt = now
  store.ownParts(order)
  store.emit({ topic: "ORDERS_UPDATED", order })
}

/** Moves units of a line between the states that stock is in, at one place. Uncounted articles have none. */
export function moveStock(
  store: ShopStore,
  order: OrderRecord,
  reason: string,
  moves: readonly { lineId: number; locationId: number; deltas: Movement["deltas"] }[]
): void {
  const movements = moves
    .map((move) => ({ ...move, line: lineOf(order, move.lineId) }))
    .filter(({ line }) => line.tracked)
    .map(({ line, locationId, deltas }) => ({ level: activateLevel(store, line.inventoryItemId, locationId), deltas }))
  applyMovements(store, movements, { reason, referenceDocumentUri: `gid://shopify/Order/${order.id}` })
}
