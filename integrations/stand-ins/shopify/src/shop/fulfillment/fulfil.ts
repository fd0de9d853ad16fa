import { faulty, isFaulty, type Faulty } from "../fault"
import type {
  FulfilledPart,
  FulfillmentLineRecord,
  FulfillmentOrderRecord,
  FulfillmentRecord,
  TrackingRecord,
} from "../fulfillment-records"
import { idOf } from "../global-ids"
import type { ShopStore } from "../store"
import { unitsOf, type UnitsInput } from "./units"
import { findWork, lineOf, moveStock, settleOrder, settleWork, type OwnedWork, type WorkUnits } from "./work"

/** What is handed over, by fulfilment order. Without lines, all that is left of it. */
export interface FulfilInput {
  readonly fulfillmentOrderId: string
  readonly fulfillmentOrderLineItems?: readonly UnitsInput[] | null
}

type Job = OwnedWork & { readonly units: readonly WorkUnits[] }

const linesMax = 512

/** Units have left, from one place, for one order. https://shopify.dev/docs/api/admin-graphql/2026-07/mutations/fulfillmentCreate */
export function fulfil(
  store: ShopStore,
  inputs: readonly FulfilInput[],
  tracking: readonly TrackingRecord[],
  notify: boolean
): FulfillmentRecord | Faulty {
  const jobs: Job[] = []
  for (const [index, input] of inputs.entries()) {
    const job = jobOf(store, input, index)
    if (isFaulty(job)) return job
    jobs.push(job)
  }
  const [first] = jobs
  const fault = togetherFault(store, jobs)
  if (!first || fault) return fault ?? faulty(["fulfillment"], "Line items by fulfillment order can't be blank.")
  return carryOut(store, first, jobs, tracking, notify)
}

function jobOf(store: ShopStore, input: FulfilInput, index: number): Job | Faulty {
  const at = ["fulfillment", "lineItemsByFulfillmentOrder", String(index)]
  const owned = findWork(store, idOf("FulfillmentOrder", input.fulfillmentOrderId))
  if (!owned) return faulty(at, "Fulfillment order does not exist.")
  const unfit = statusFault(store, owned.work)
  if (unfit) return faulty(at, unfit)
  if ((input.fulfillmentOrderLineItems?.length ?? 0) > linesMax)
    return faulty(at, `Fulfillment order line items can't be more than ${linesMax}.`)
  const field = [...at, "fulfillmentOrderLineItems"]
  const units = store.keeps("fulfil-remaining")
    ? unitsOf(owned.work, input.fulfillmentOrderLineItems, field)
    : whateverUnits(owned.work, input.fulfillmentOrderLineItems)
  return isFaulty(units) ? units : { ...owned, units }
}

/** The rule switched off: what was sent already may be sent again. */
const whateverUnits = (
  { lines }: FulfillmentOrderRecord,
  inputs: readonly UnitsInput[] | null | undefined
): WorkUnits[] =>
  lines
    .map((part) => ({ part, asked: inputs?.find(({ id }) => idOf("FulfillmentOrderLineItem", id) === part.id) }))
    .filter(({ asked }) => !inputs?.length || asked)
    .map(({ part, asked }) => ({ part, quantity: asked?.quantity ?? part.quantity }))

function statusFault(store: ShopStore, { id, status }: FulfillmentOrderRecord): string | null {
  if (status === "OPEN" || status === "IN_PROGRESS") return null
  if (status === "ON_HOLD" && !store.keeps("fulfil-held")) return null
  if (status === "CLOSED" && !store.keeps("fulfil-remaining")) return null
  return `Fulfillment order ${id} has an unfulfillable status= ${status.toLowerCase()}.`
}

function togetherFault(store: ShopStore, jobs: readonly Job[]): Faulty | null {
  const [first] = jobs
  const field = ["fulfillment", "lineItemsByFulfillmentOrder"]
  if (jobs.some(({ order }) => order !== first?.order))
    return faulty(field, "All fulfillment orders must belong to the same order.")
  const isApart = jobs.some(({ work }) => work.locationId !== first?.work.locationId)
  if (isApart && store.keeps("fulfil-one-place"))
    return faulty(field, "All fulfillment orders must be assigned to the same location.")
  if (jobs.every(({ units }) => units.length === 0)) return faulty(field, "There is nothing left to fulfill.")
  return null
}

function carryOut(
  store: ShopStore,
  { order, work }: Job,
  jobs: readonly Job[],
  tracking: readonly TrackingRecord[],
  notify: boolean
): FulfillmentRecord {
  const now = store.clock.now()
  const fulfillment: FulfillmentRecord = {
    id: store.nextId(),
    name: `${order.name}-F${order.fulfillments.length + 1}`,
    locationId: work.locationId,
    status: "SUCCESS",
    lines: fulfilledLines(store, jobs),
    tracking,
    deliveredAt: work.deliveryType === "PICK_UP" ? now : null,
    createdAt: now,
    updatedAt: now,
  }
  order.fulfillments.push(fulfillment)
  jobs.forEach((job) => takeOut(store, job))
  if (notify) store.mail(order, "fulfilled")
  store.ownParts(order)
  store.emit({ topic: "FULFILLMENTS_CREATE", order, fulfillment })
  const isDone = order.lines.every(({ unfulfilledQuantity }) => unfulfilledQuantity === 0)
  store.emit({ topic: isDone ? "ORDERS_FULFILLED" : "ORDERS_PARTIALLY_FULFILLED", order })
  settleOrder(store, order)
  return fulfillment
}

/** One line for each line of the order, whatever work its units come from. */
function fulfilledLines(store: ShopStore, jobs: readonly Job[]): FulfillmentLineRecord[] {
  const parts = new Map<number, FulfilledPart[]>()
  for (const { work, units } of jobs)
    for (const { part, quantity } of units) {
      const known = parts.get(part.lineId) ?? []
      parts.set(part.lineId, [...known, { workId: work.id, workLineId: part.id, quantity }])
    }
  return [...parts].map(([lineId, own]) => ({
    id: store.nextId(),
    lineId,
    quantity: own.reduce((sum, { quantity }) => sum + quantity, 0),
    parts: own,
  }))
}

function takeOut(store: ShopStore, { order, work, units }: Job): void {
  for (const { part, quantity } of units) {
    part.remaining = Math.max(0, part.remaining - quantity)
    part.prepared = Math.min(part.prepared, part.remaining)
    const line = lineOf(order, part.lineId)
    line.unfulfilledQuantity = Math.max(0, line.unfulfilledQuantity - quantity)
  }
  const committed = (quantity: number) => (store.keeps("fulfil-commits") ? { committed: -quantity } : {})
  moveStock(
    store,
    order,
    "movement_updated",
    units.map(({ part, quantity }) => ({
      lineId: part.lineId,
      locationId: work.locationId,
      deltas: committed(quantity),
    }))
  )
  settleWork(store, work)
}
