import type { LineUnits, Ref, Tracking } from "@anyshelf/connector-kit"
import type { Call } from "../client"
import type { FulfilmentLinesFragment, OrderHistoryQuery } from "../generated/admin"
import { moreFulfilmentLines, orderHistory } from "../operations/orders"
import { readAll } from "../read-all"

/** What a fulfilment is known again by. */
export interface Looked {
  readonly orderRef: Ref
  readonly lines: readonly LineUnits[]
  readonly tracking: readonly Tracking[]
  readonly others?: readonly Ref[]
}

type Fulfilment = NonNullable<OrderHistoryQuery["order"]>["fulfillments"][number]

/** Some 730 of the 1000 points that one call may cost. */
const FIRST = { fulfilments: 20, refunds: 0, lines: 15 }
const LINES = 200

/**
 * The fulfilment that this command made before, when its answer was lost; null when it made none. Shopify takes no key for it,
 * so it is known by what it holds: the same units, and the same numbers where there are any. One that another command is known
 * to have made is never it.
 */
export async function findFulfilment(call: Call, looked: Looked): Promise<Ref | null> {
  const { orderRef, lines, tracking, others = [] } = looked
  const order = (await call(orderHistory, { id: orderRef, ...FIRST, refunds: 1 })).order
  for (const fulfilment of order?.fulfillments ?? []) {
    if (fulfilment.status === "CANCELLED" || others.includes(fulfilment.id)) continue
    if (!sameNumbers(fulfilment, tracking)) continue
    if (sameUnits(await linesOf(call, fulfilment), lines)) return fulfilment.id
  }
  return null
}

const linesOf = (call: Call, { id, fulfillmentLineItems }: Fulfilment) =>
  readAll<FulfilmentLinesFragment["nodes"][number]>(
    fulfillmentLineItems,
    async (after) => (await call(moreFulfilmentLines, { id, first: LINES, after })).fulfillment?.fulfillmentLineItems
  )

function sameNumbers({ trackingInfo }: Fulfilment, tracking: readonly Tracking[]): boolean {
  const shown = new Set(trackingInfo.flatMap(({ number }) => (number ? [number] : [])))
  return (
    shown.size === new Set(tracking.map(({ number }) => number)).size &&
    tracking.every(({ number }) => shown.has(number))
  )
}

function sameUnits(shown: readonly FulfilmentLinesFragment["nodes"][number][], wanted: readonly LineUnits[]): boolean {
  const left = new Map<string, number>()
  for (const { lineItem, quantity } of shown) left.set(lineItem.id, (left.get(lineItem.id) ?? 0) + (quantity ?? 0))
  for (const { lineRef, quantity } of wanted) left.set(lineRef, (left.get(lineRef) ?? 0) - quantity)
  return [...left.values()].every((quantity) => quantity === 0)
}
