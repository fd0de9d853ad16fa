import type { LineUnits, MoveCommand } from "@anyshelf/connector-kit"
import type { Call } from "../client"
import { isGid } from "../gid"
import { move as moveAtShop } from "../operations/fulfilment"
import { already, applied, refusalOf, refused, type Outcome } from "./outcome"
import { pickUnits, takesAll, type Pick } from "./pick-units"
import { allows, isEmpty, isOpen, placeOf, readWork, remainingOf, type Work } from "./work"

/**
 * Units leave from another place. It is read as a state, so that a repetition changes nothing: so many units of the line are
 * to leave from there, and those that already do are not moved again.
 */
export async function move(call: Call, command: MoveCommand): Promise<Outcome> {
  const { toRef } = command
  if (!isGid("Location", toRef)) return refused("place-not-found", `"${toRef}" is not a location's id.`)
  const order = await readWork(call, command.orderRef)
  if (!order) return refused("order-not-found", "The shop has no such order (any more).")
  const open = order.work.filter((work) => isOpen(work) && !isEmpty(work))
  const elsewhere = open.filter((work) => isElsewhere(work, command))
  const { picks, missing } = pickUnits(elsewhere, wantedOf(command, open, elsewhere))
  if (missing.length > 0)
    return refused("nothing-to-move", "The shop has not so many of these units left to leave from there.")
  if (picks.length === 0) return already()
  return movePicks(call, picks, toRef)
}

const isElsewhere = (work: Work, { fromRef, toRef }: MoveCommand) =>
  placeOf(work) !== toRef && (fromRef === null || placeOf(work) === fromRef)

/** Without lines: all that is elsewhere. Else the named units, less those that leave from the wanted place already. */
function wantedOf(command: MoveCommand, open: readonly Work[], elsewhere: readonly Work[]): LineUnits[] {
  if (command.lines.length === 0)
    return elsewhere.flatMap(({ lines }) =>
      lines.map(({ lineItem, remainingQuantity }) => ({ lineRef: lineItem.id, quantity: remainingQuantity }))
    )
  const there = open.filter((work) => placeOf(work) === command.toRef)
  return command.lines.flatMap(({ lineRef, quantity }) => {
    const left = quantity - there.reduce((sum, work) => sum + remainingOf(work, lineRef), 0)
    return left > 0 ? [{ lineRef, quantity: left }] : []
  })
}

async function movePicks(call: Call, picks: readonly Pick[], toRef: string): Promise<Outcome> {
  let ref: string | undefined
  for (const pick of picks) {
    if (!allows(pick.work, "MOVE")) return cannotMove(pick.work)
    const { fulfillmentOrderMove } = await call(moveAtShop, {
      id: pick.work.id,
      locationId: toRef,
      lines: takesAll(pick) ? null : pick.lines,
    })
    const refusal = refusalOf(fulfillmentOrderMove?.userErrors)
    if (refusal) return refusal
    ref = fulfillmentOrderMove?.movedFulfillmentOrder?.id ?? ref
  }
  return applied(ref ? { ref } : {})
}

const cannotMove = ({ status }: Work): Outcome =>
  status === "ON_HOLD"
    ? refused("on-hold", "Shopify holds these units: release the hold there, then try again.")
    : refused("cannot-move", "Shopify does not let these units be moved now: look at the order in Shopify.")
