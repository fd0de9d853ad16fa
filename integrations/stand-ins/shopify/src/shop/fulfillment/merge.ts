import { faulty, isFaulty, type Faulty } from "../fault"
import { idOf } from "../global-ids"
import type { ShopStore } from "../store"
import { unitsOf, type UnitsInput } from "./units"
import { findWork, settleOrder, settleWork, type OwnedWork, type WorkUnits } from "./work"

export interface MergeInput {
  readonly mergeIntents: readonly {
    readonly fulfillmentOrderId: string
    readonly fulfillmentOrderLineItems?: readonly UnitsInput[] | null
  }[]
}

const codes = { invalid: "INVALID_LINE_ITEM_QUANTITY", zero: "GREATER_THAN" }
type Source = OwnedWork & { readonly units: readonly WorkUnits[] }

/** Several fulfilment orders of an order at one place become one. https://shopify.dev/docs/api/admin-graphql/2026-07/mutations/fulfillmentOrderMerge */
export function merge(store: ShopStore, inputs: readonly MergeInput[]): readonly OwnedWork[] | Faulty {
  const merges: Source[][] = []
  for (const [index, input] of inputs.entries()) {
    const sources = sourcesOf(store, input, ["fulfillmentOrderMergeInputs", String(index), "mergeIntents"])
    if (isFaulty(sources)) return sources
    merges.push(sources)
  }
  return merges.map((sources) => mergeOne(store, sources))
}

function sourcesOf(store: ShopStore, input: MergeInput, at: readonly string[]): Source[] | Faulty {
  const sources: Source[] = []
  for (const [index, intent] of input.mergeIntents.entries()) {
    const owned = findWork(store, idOf("FulfillmentOrder", intent.fulfillmentOrderId))
    const [first] = sources
    const fits = !first || (owned?.order === first.order && owned.work.locationId === first.work.locationId)
    if (!owned || owned.work.status !== "OPEN" || !fits)
      return faulty([...at, String(index)], "Fulfillment order could not be found.", "FULFILLMENT_ORDER_NOT_FOUND")
    const units = unitsOf(owned.work, intent.fulfillmentOrderLineItems, [...at, String(index)], codes)
    if (isFaulty(units)) return units
    sources.push({ ...owned, units })
  }
  return sources.length > 1 ? sources : faulty(at, "At least two fulfillment orders are needed.", "GREATER_THAN")
}

function mergeOne(store: ShopStore, sources: readonly Source[]): OwnedWork {
  const [{ order, work }, ...rest] = sources as [Source, ...Source[]]
  for (const { work: from, units } of rest) {
    for (const { part, quantity } of units) {
      const into = work.lines.find(({ lineId }) => lineId === part.lineId)
      if (into) Object.assign(into, { quantity: into.quantity + quantity, remaining: into.remaining + quantity })
      else work.lines.push({ id: store.nextId(), lineId: part.lineId, quantity, remaining: quantity, prepared: 0 })
      part.quantity -= quantity
      part.remaining -= quantity
    }
    settleWork(store, from)
  }
  settleWork(store, work)
  store.ownParts(order)
  store.emit({ topic: "FULFILLMENT_ORDERS_MERGED", order, work })
  settleOrder(store, order)
  return { order, work }
}
