import { faulty, isFaulty, type Faulty } from "../fault"
import type { FulfillmentOrderRecord, HoldRecord } from "../fulfillment-records"
import { idOf } from "../global-ids"
import type { OrderRecord } from "../order-records"
import type { ShopStore } from "../store"
import { takeApart } from "./split"
import { unitsOf, type UnitsInput } from "./units"
import { allUnits, findWork, settleOrder, settleWork, type OwnedWork } from "./work"

export interface HoldInput {
  readonly reason: string
  readonly reasonNotes?: string | null
  readonly externalId?: string | null
  readonly handle?: string | null
  readonly fulfillmentOrderLineItems?: readonly UnitsInput[] | null
}

export interface Held {
  readonly order: OrderRecord
  readonly work: FulfillmentOrderRecord
  readonly hold: HoldRecord
  /** With what was not held; null where all was. */
  readonly rest: FulfillmentOrderRecord | null
}

const holdsMax = 10
const handleMax = 64
const codes = { invalid: "INVALID_LINE_ITEM_QUANTITY", zero: "GREATER_THAN_ZERO" }

/** https://shopify.dev/docs/api/admin-graphql/2026-07/mutations/fulfillmentOrderHold */
export function hold(store: ShopStore, id: string, input: HoldInput): Held | Faulty {
  const owned = findWork(store, idOf("FulfillmentOrder", id))
  if (!owned) return faulty(["id"], "The fulfillment order could not be found.", "FULFILLMENT_ORDER_NOT_FOUND")
  const fault = holdFault(store, owned.work, input)
  if (fault) return fault
  const { order, work } = owned
  const rest = setRestAside(store, owned, input)
  if (rest !== null && isFaulty(rest)) return rest
  const { reason, reasonNotes = null, externalId = null, handle } = input
  const made: HoldRecord = { id: store.nextId(), handle: handle ?? "", reason, reasonNotes, externalId }
  const wasHeld = work.holds.length > 0
  work.holds.push(made)
  settleWork(store, work)
  store.ownParts(order)
  if (!wasHeld) store.emit({ topic: "FULFILLMENT_ORDERS_PLACED_ON_HOLD", order, work })
  store.emit({ topic: "FULFILLMENT_HOLDS_ADDED", order, work, hold: made })
  settleOrder(store, order)
  return { order, work, hold: made, rest }
}

function holdFault(store: ShopStore, { status, holds }: FulfillmentOrderRecord, input: HoldInput): Faulty | null {
  const handle = input.handle ?? ""
  const field = ["fulfillmentHold", "handle"]
  if (!["OPEN", "IN_PROGRESS", "ON_HOLD", "SCHEDULED"].includes(status))
    return faulty(["id"], `The fulfillment order can't be put on hold: it is ${status.toLowerCase()}.`)
  if (handle.length > handleMax) return faulty(field, `Handle is too long (maximum is ${handleMax} characters)`)
  if (store.keeps("hold-handle") && holds.some((one) => one.handle === handle))
    return faulty(field, "The handle is already in use for another hold.", "DUPLICATE_FULFILLMENT_HOLD_HANDLE")
  if (holds.length >= holdsMax)
    return faulty(["id"], `An app can place at most ${holdsMax} holds.`, "FULFILLMENT_ORDER_HOLD_LIMIT_REACHED")
  const isPartial = (input.fulfillmentOrderLineItems?.length ?? 0) > 0
  if (isPartial && holds.length > 0)
    return faulty(["id"], "The fulfillment order can't be split.", "FULFILLMENT_ORDER_NOT_SPLITTABLE")
  return null
}

/** Where only some units are held, the others go on in a fulfilment order of their own. */
function setRestAside(
  store: ShopStore,
  { order, work }: OwnedWork,
  input: HoldInput
): FulfillmentOrderRecord | null | Faulty {
  const lines = input.fulfillmentOrderLineItems
  if (!lines || lines.length === 0) return null
  if (new Set(lines.map(({ id }) => id)).size < lines.length)
    return faulty(
      ["fulfillmentHold", "fulfillmentOrderLineItems"],
      "The fulfillment order line items are not unique.",
      "DUPLICATED_FULFILLMENT_ORDER_LINE_ITEMS"
    )
  const units = unitsOf(work, lines, ["fulfillmentHold", "fulfillmentOrderLineItems"], codes)
  if (isFaulty(units)) return units
  const rest = allUnits(work)
    .map(({ part, quantity }) => ({
      part,
      quantity: quantity - units.filter((one) => one.part === part).reduce((sum, one) => sum + one.quantity, 0),
    }))
    .filter(({ quantity }) => quantity > 0)
  return rest.length === 0 ? null : takeApart(store, order, work, rest)
}

/** Without ids or an external id, every hold ends: Shopify warns of it. */
export function release(
  store: ShopStore,
  id: string,
  holdIds: readonly string[] | null | undefined,
  externalId: string | null | undefined
): OwnedWork | Faulty {
  const owned = findWork(store, idOf("FulfillmentOrder", id))
  if (!owned) return faulty(["id"], "The fulfillment order wasn't found.", "FULFILLMENT_ORDER_NOT_FOUND")
  const { order, work } = owned
  const isMeant = (one: HoldRecord) =>
    holdIds
      ? holdIds.some((given) => idOf("FulfillmentHold", given) === one.id)
      : !externalId || one.externalId === externalId
  const ended = work.holds.filter(isMeant)
  if (ended.length === 0) return owned
  work.holds.splice(0, work.holds.length, ...work.holds.filter((one) => !ended.includes(one)))
  settleWork(store, work)
  for (const one of ended) store.emit({ topic: "FULFILLMENT_HOLDS_RELEASED", order, work, hold: one })
  if (work.holds.length === 0) store.emit({ topic: "FULFILLMENT_ORDERS_HOLD_RELEASED", order, work })
  settleOrder(store, order)
  return owned
}
