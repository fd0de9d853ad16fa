import type { LineUnits } from "@anyshelf/connector-kit"
import type { FulfillmentOrderLineItemInput } from "../generated/admin"
import type { Work } from "./work"

/** Units taken from one fulfilment order. */
export interface Pick {
  readonly work: Work
  readonly lines: readonly FulfillmentOrderLineItemInput[]
}

/** What was found of the units that are wanted, and what was not. */
export interface Picked {
  readonly picks: readonly Pick[]
  readonly missing: readonly LineUnits[]
}

/** Takes the wanted units from fulfilment orders, the first of them first. Takes no unit twice, and no more than is wanted. */
export function pickUnits(work: readonly Work[], wanted: readonly LineUnits[]): Picked {
  const left = new Map<string, number>()
  for (const { lineRef, quantity } of wanted) left.set(lineRef, (left.get(lineRef) ?? 0) + quantity)
  const picks = work.map((each) => ({ work: each, lines: take(each, left) })).filter(({ lines }) => lines.length > 0)
  const missing = [...left].flatMap(([lineRef, quantity]) => (quantity > 0 ? [{ lineRef, quantity }] : []))
  return { picks, missing }
}

function take({ lines }: Work, left: Map<string, number>): FulfillmentOrderLineItemInput[] {
  return lines.flatMap(({ id, lineItem, remainingQuantity }) => {
    const wanted = left.get(lineItem.id) ?? 0
    const quantity = Math.min(wanted, remainingQuantity)
    if (quantity <= 0) return []
    left.set(lineItem.id, wanted - quantity)
    return [{ id, quantity }]
  })
}

/** True when a pick leaves nothing behind in its fulfilment order. */
export const takesAll = ({ work, lines }: Pick): boolean =>
  work.lines.every(
    ({ id, remainingQuantity }) => remainingQuantity === (lines.find((line) => line.id === id)?.quantity ?? 0)
  )

export const unitsOf = (lines: readonly LineUnits[]): number => lines.reduce((sum, { quantity }) => sum + quantity, 0)
