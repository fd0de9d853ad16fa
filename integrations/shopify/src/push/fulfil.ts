import type { CollectedCommand, FulfilCommand, Ref } from "@anyshelf/connector-kit"
import type { Call } from "../client"
import { createFulfilment, move } from "../operations/fulfilment"
import { findFulfilment, type Looked } from "./find-fulfilment"
import { already, applied, refusalOf, refused, unclear, type Outcome } from "./outcome"
import { pickUnits, unitsOf, type Picked } from "./pick-units"
import { toTrackingInput } from "./tracking"
import { allows, isOpen, placeOf, readWork, type Work } from "./work"

/** What leaves, from where, and how it is told. */
interface Leaving extends Looked {
  readonly locationRef: Ref | null
  readonly notify: boolean
}

/** Units have left: a fulfilment with its parcels. */
export const fulfil = (call: Call, command: FulfilCommand): Promise<Outcome> => leave(call, command)

/** Units were taken along at the counter: Shopify calls that a fulfilment of the order to collect. */
export const collected = (call: Call, command: CollectedCommand): Promise<Outcome> =>
  leave(call, { ...command, tracking: [], notify: false })

async function leave(call: Call, leaving: Leaving): Promise<Outcome> {
  const made = await findFulfilment(call, leaving)
  if (made) return already({ ref: made })
  const order = await readWork(call, leaving.orderRef)
  if (!order) return refused("order-not-found", "The shop has no such order (any more).")
  const ready = order.work.filter((work) => isOpen(work) && allows(work, "CREATE_FULFILLMENT"))
  const picked = pickAtOnePlace(ready, leaving)
  if (picked.missing.length === 0) return create(call, leaving, picked)
  return gather(call, leaving, order.work, picked)
}

/** One fulfilment leaves from one place: the one that is named, else the first that has all of it, else the one with most. */
function pickAtOnePlace(work: readonly Work[], { locationRef, lines }: Leaving): Picked {
  const places = [...new Set(work.map(placeOf))]
  const wanted = locationRef !== null ? [locationRef] : places
  const [best = { picks: [], missing: lines }] = wanted
    .map((place) =>
      pickUnits(
        work.filter((each) => placeOf(each) === place),
        lines
      )
    )
    .sort((one, other) => unitsOf(one.missing) - unitsOf(other.missing))
  return best
}

/** Units that Shopify expects to leave from elsewhere are moved to where they left from, and then leave. */
async function gather(call: Call, leaving: Leaving, work: readonly Work[], picked: Picked): Promise<Outcome> {
  const target = leaving.locationRef ?? (picked.picks[0] ? placeOf(picked.picks[0].work) : null)
  const elsewhere = work.filter((each) => isOpen(each) && placeOf(each) !== target && allows(each, "MOVE"))
  const found = pickUnits(elsewhere, picked.missing)
  if (target === null || found.missing.length > 0) return cannotLeave(work)
  for (const pick of found.picks) {
    const { fulfillmentOrderMove } = await call(move, { id: pick.work.id, locationId: target, lines: pick.lines })
    const refusal = refusalOf(fulfillmentOrderMove?.userErrors)
    if (refusal) return refusal
  }
  const moved = await readWork(call, leaving.orderRef)
  const ready = moved?.work.filter((each) => isOpen(each) && allows(each, "CREATE_FULFILLMENT")) ?? []
  const again = pickAtOnePlace(ready, { ...leaving, locationRef: target })
  return again.missing.length === 0 ? create(call, leaving, again) : cannotLeave(moved?.work ?? [])
}

function cannotLeave(work: readonly Work[]): Outcome {
  if (work.some(({ status }) => status === "ON_HOLD"))
    return refused("on-hold", "Shopify holds these units: release the hold there, then try again.")
  return refused(
    "nothing-to-fulfil",
    "The shop has not so many of these units left to send: they were sent, cancelled or removed there. Look at the order in Shopify."
  )
}

async function create(call: Call, leaving: Leaving, { picks }: Picked): Promise<Outcome> {
  const { fulfillmentCreate } = await call(createFulfilment, {
    fulfilment: {
      lineItemsByFulfillmentOrder: picks.map(({ work, lines }) => ({
        fulfillmentOrderId: work.id,
        fulfillmentOrderLineItems: lines,
      })),
      notifyCustomer: leaving.notify,
      ...(leaving.tracking.length > 0 && { trackingInfo: toTrackingInput(leaving.tracking) }),
    },
  })
  const refusal = refusalOf(fulfillmentCreate?.userErrors)
  if (refusal) return afterRefusal(call, leaving, refusal)
  const ref = fulfillmentCreate?.fulfillment?.id
  return ref ? applied({ ref }) : unclear("a fulfilment")
}

/** Two processes with one command: the slower is refused for what the faster has done. */
async function afterRefusal(call: Call, leaving: Leaving, refusal: Outcome): Promise<Outcome> {
  const made = await findFulfilment(call, leaving)
  return made ? already({ ref: made }) : refusal
}
