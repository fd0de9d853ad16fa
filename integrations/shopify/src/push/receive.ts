import type { ReceiveCommand, ReceivedLine } from "@anyshelf/connector-kit"
import type { Call } from "../client"
import type { ReverseFulfillmentOrderDisposeInput, ReverseFulfillmentOrderDispositionType } from "../generated/admin"
import { isGid } from "../gid"
import { processReturn } from "../operations/returns"
import { readReturn, type ReturnFacts, type ReturnLine } from "../return-facts"
import { already, applied, refusalOf, refused, type Outcome } from "./outcome"

const dispositions: Readonly<Record<ReceivedLine["disposition"], ReverseFulfillmentOrderDispositionType>> = {
  restocked: "RESTOCKED",
  "not-restocked": "NOT_RESTOCKED",
  missing: "MISSING",
}

interface Processed {
  readonly id: string
  readonly quantity: number
  readonly dispositions: ReverseFulfillmentOrderDisposeInput[]
}

/**
 * Units of a return have arrived. Shopify takes no key for it, and says only how many have arrived in all: so what is new is what
 * is wanted beyond what it knows, and a repetition wants nothing.
 */
export async function receive(call: Call, command: ReceiveCommand): Promise<Outcome> {
  const { returnRef } = command
  const found = isGid("Return", returnRef) ? await readReturn(call, returnRef) : null
  if (!found) return refused("return-not-found", "The shop has no such return (any more).")
  const fresh = stillToTell(found, command)
  if (fresh.length === 0) return already({ ref: returnRef })
  if (found.status !== "OPEN")
    return refused(
      "return-not-open",
      `The return is ${found.status.toLowerCase()} in the shop: nothing can arrive for it.`
    )
  if (fresh.some(({ disposition }) => disposition === "restocked") && command.locationRef === null)
    return refused("place-missing", "Goods are put back at a place of the shop, and this one is none of them.")
  const processed = allot(found, fresh, command.locationRef)
  if (!processed) return refused("nothing-to-receive", "The return in the shop has not so many of these units to come.")
  const { returnProcess } = await call(processReturn, {
    input: { returnId: returnRef, returnLineItems: processed, notifyCustomer: false },
  })
  return refusalOf(returnProcess?.userErrors) ?? applied({ ref: returnRef })
}

/** The units of the command that Shopify does not know of yet, line by line. */
function stillToTell(found: ReturnFacts, { lines, before = [] }: ReceiveCommand): ReceivedLine[] {
  const told = new Map<string, number>()
  for (const line of found.lines) told.set(line.orderLineRef, (told.get(line.orderLineRef) ?? 0) + line.processed)
  for (const { lineRef, quantity } of before) told.set(lineRef, (told.get(lineRef) ?? 0) - quantity)
  return lines.flatMap((line) => {
    const known = Math.min(line.quantity, Math.max(0, told.get(line.lineRef) ?? 0))
    told.set(line.lineRef, (told.get(line.lineRef) ?? 0) - known)
    return known < line.quantity ? [{ ...line, quantity: line.quantity - known }] : []
  })
}

/** Spreads the units over the return's lines that wait for them; null when too few wait. */
function allot(found: ReturnFacts, wanted: readonly ReceivedLine[], locationId: string | null): Processed[] | null {
  const processed = new Map<string, Processed>()
  const left = new Map(found.lines.map((line) => [line, line.unprocessed] as const))
  for (const { lineRef, quantity, disposition } of wanted) {
    let open = quantity
    for (const [line, waiting] of left) {
      const units = line.orderLineRef === lineRef ? Math.min(open, waiting) : 0
      if (units === 0) continue
      open -= units
      left.set(line, waiting - units)
      const parts = dispose(line, units, disposition, locationId)
      const known = processed.get(line.ref) ?? { id: line.ref, quantity: 0, dispositions: [] }
      processed.set(line.ref, {
        ...known,
        quantity: known.quantity + units,
        dispositions: [...known.dispositions, ...parts],
      })
    }
    if (open > 0) return null
  }
  return [...processed.values()]
}

/** Only what is put back needs a place. */
function dispose(
  { reverseLines }: ReturnLine,
  quantity: number,
  disposition: ReceivedLine["disposition"],
  locationId: string | null
): ReverseFulfillmentOrderDisposeInput[] {
  let open = quantity
  return reverseLines.flatMap((reverse) => {
    const units = Math.min(open, reverse.open)
    if (units === 0) return []
    open -= units
    reverse.open -= units
    return {
      reverseFulfillmentOrderLineItemId: reverse.ref,
      quantity: units,
      dispositionType: dispositions[disposition],
      ...(disposition === "restocked" && locationId !== null && { locationId }),
    }
  })
}
