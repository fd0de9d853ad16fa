import { faulty, isFaulty, type Faulty } from "../fault"
import { settleOrder } from "../fulfillment/work"
import { idOf } from "../global-ids"
import type { ReturnRecord, ReturnStatus } from "../return-records"
import type { ReturnTopic } from "../events"
import type { ShopStore } from "../store"
import { expect, type OwnedReturn } from "./open-return"

function findReturn(store: ShopStore, id: string, field: readonly string[]): OwnedReturn | Faulty {
  const number = idOf("Return", id)
  const order = store.orderOwning(number)
  const returned = order?.returns.find((one) => one.id === number)
  return order && returned ? { order, returned } : faulty(field, "Return not found.", "NOT_FOUND")
}

/** A return that may take this step, or why it may not. */
export function inState(
  store: ShopStore,
  id: string,
  field: readonly string[],
  allowed: readonly ReturnStatus[]
): OwnedReturn | Faulty {
  const owned = findReturn(store, id, field)
  if (isFaulty(owned) || allowed.includes(owned.returned.status) || !store.keeps("return-state")) return owned
  return faulty(field, `Return is ${owned.returned.status.toLowerCase()}.`, "INVALID_STATE")
}

export function approve(store: ShopStore, id: string): OwnedReturn | Faulty {
  const owned = inState(store, id, ["input", "id"], ["REQUESTED"])
  if (isFaulty(owned)) return owned
  expect(store, owned.order, owned.returned)
  settleOrder(store, owned.order)
  return owned
}

export function decline(
  store: ShopStore,
  id: string,
  reason: NonNullable<ReturnRecord["decline"]>["reason"],
  note: string | null,
  notify: boolean
): OwnedReturn | Faulty {
  const owned = inState(store, id, ["input", "id"], ["REQUESTED"])
  if (isFaulty(owned)) return owned
  owned.returned.decline = { reason, note }
  if (notify) store.mail(owned.order, "return-declined")
  return turn(store, owned, "DECLINED", "RETURNS_DECLINE")
}

/** Only before any of it was dealt with. */
export function cancelReturn(store: ShopStore, id: string): OwnedReturn | Faulty {
  const owned = inState(store, id, ["id"], ["OPEN", "REQUESTED"])
  if (isFaulty(owned)) return owned
  const { lines, reverseOrders } = owned.returned
  const isBegun =
    lines.some(({ processed, refunded }) => processed + refunded > 0) ||
    reverseOrders.some((reverse) => reverse.lines.some(({ dispositions }) => dispositions.length > 0))
  if (isBegun && store.keeps("return-state")) return faulty(["id"], "Return is not cancelable.", "INVALID_STATE")
  reverseOrders.forEach((reverse) => (reverse.status = "CANCELED"))
  return turn(store, owned, "CANCELED", "RETURNS_CANCEL")
}

export function closeReturn(store: ShopStore, id: string): OwnedReturn | Faulty {
  const owned = inState(store, id, ["id"], ["OPEN", "CLOSED"])
  if (isFaulty(owned) || owned.returned.status === "CLOSED") return owned
  owned.returned.closedAt = store.clock.now()
  return turn(store, owned, "CLOSED", "RETURNS_CLOSE")
}

export function reopenReturn(store: ShopStore, id: string): OwnedReturn | Faulty {
  const owned = inState(store, id, ["id"], ["CLOSED", "OPEN"])
  if (isFaulty(owned) || owned.returned.status === "OPEN") return owned
  owned.returned.closedAt = null
  return turn(store, owned, "OPEN", "RETURNS_REOPEN")
}

function turn(store: ShopStore, owned: OwnedReturn, status: ReturnStatus, topic: ReturnTopic): OwnedReturn {
  const { order, returned } = owned
  Object.assign(returned, { status, updatedAt: store.clock.now() })
  store.emit({ topic, order, returned })
  settleOrder(store, order)
  return owned
}
