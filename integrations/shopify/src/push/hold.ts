import { createHash } from "node:crypto"
import type { HoldCommand, LineUnits, ReleaseCommand } from "@anyshelf/connector-kit"
import type { Call } from "../client"
import type { FulfillmentHoldReason } from "../generated/admin"
import { hold as holdAtShop, release as releaseAtShop } from "../operations/fulfilment"
import { already, applied, refusalOf, refused, type Outcome } from "./outcome"
import { pickUnits, takesAll, type Pick } from "./pick-units"
import { isEmpty, isOpen, readWork, type Work } from "./work"

/** Shopify's bound on a hold's name. */
const HANDLE_MAX = 64

const reasons: Readonly<Record<HoldCommand["reason"], FulfillmentHoldReason>> = {
  payment: "AWAITING_PAYMENT",
  address: "INCORRECT_ADDRESS",
  inventory: "INVENTORY_OUT_OF_STOCK",
  fraud: "HIGH_RISK_OF_FRAUD",
  other: "OTHER",
}

/**
 * Nothing of these units may leave. The hold bears our name on each fulfilment order, so one that is there is not made again,
 * and Shopify itself refuses a second of that name.
 */
export async function hold(call: Call, command: HoldCommand): Promise<Outcome> {
  const order = await readWork(call, command.orderRef)
  if (!order) return refused("order-not-found", "The shop has no such order (any more).")
  const open = order.work.filter((work) => isOpen(work) && !isEmpty(work))
  const handle = handleOf(command.holdKey)
  const free = open.filter((work) => !isHeldAs(work, handle))
  const picks = picksOf(command.lines, open, free, handle)
  if (picks === null)
    return refused("nothing-to-hold", "The shop has not so many of these units left that could still leave.")
  if (picks.length === 0)
    return open.length > 0 ? already() : refused("nothing-to-hold", "All of this order has left or was called off.")
  for (const pick of picks) {
    const refusal = await holdOne(call, command, pick, handle)
    if (refusal) return refusal
  }
  return applied()
}

/** What is still to be held: all that bears no such hold, or the named units that do not. Null when there are not so many. */
function picksOf(lines: readonly LineUnits[], open: readonly Work[], free: readonly Work[], handle: string) {
  if (lines.length === 0) return free.map((work): Pick => ({ work, lines: [] }))
  const held = open.filter((work) => isHeldAs(work, handle))
  const { picks, missing } = pickUnits(free, pickUnits(held, lines).missing)
  return missing.length > 0 ? null : picks
}

async function holdOne(call: Call, command: HoldCommand, pick: Pick, handle: string): Promise<Outcome | null> {
  const { fulfillmentOrderHold } = await call(holdAtShop, {
    id: pick.work.id,
    hold: {
      reason: reasons[command.reason],
      ...(command.note && { reasonNotes: command.note }),
      handle,
      externalId: command.holdKey,
      // Named only for a part: what is held already can no longer be parted.
      ...(pick.lines.length > 0 && !takesAll(pick) && { fulfillmentOrderLineItems: pick.lines }),
    },
  })
  const errors = fulfillmentOrderHold?.userErrors ?? []
  if (errors.some(({ code }) => code === "DUPLICATE_FULFILLMENT_HOLD_HANDLE")) return null
  return refusalOf(errors)
}

/** The hold of this name ends, on whatever it lies. */
export async function release(call: Call, { orderRef, holdKey }: ReleaseCommand): Promise<Outcome> {
  const order = await readWork(call, orderRef)
  if (!order) return refused("order-not-found", "The shop has no such order (any more).")
  const handle = handleOf(holdKey)
  const held = order.work.filter((work) => isHeldAs(work, handle))
  for (const work of held) {
    const holdIds = work.fulfillmentHolds.filter((each) => isOurs(each, handle)).map(({ id }) => id)
    const { fulfillmentOrderReleaseHold } = await call(releaseAtShop, { id: work.id, holdIds })
    const refusal = refusalOf(fulfillmentOrderReleaseHold?.userErrors)
    if (refusal) return refusal
  }
  return held.length > 0 ? applied() : already()
}

const isHeldAs = ({ fulfillmentHolds }: Work, handle: string) => fulfillmentHolds.some((hold) => isOurs(hold, handle))

const isOurs = (hold: Work["fulfillmentHolds"][number], handle: string) =>
  hold.heldByRequestingApp && hold.handle === handle

/** A key that is too long for a name is named by its fingerprint. */
const handleOf = (holdKey: string): string =>
  holdKey.length <= HANDLE_MAX ? holdKey : createHash("sha256").update(holdKey).digest("hex").slice(0, HANDLE_MAX)
