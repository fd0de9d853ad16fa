import type { PreparedCommand } from "@anyshelf/connector-kit"
import type { Call } from "../client"
import { prepare as prepareAtShop, split } from "../operations/fulfilment"
import { already, applied, later, refusalOf, refused, type Outcome } from "./outcome"
import { pickUnits, takesAll, type Pick, type Picked } from "./pick-units"
import { isEmpty, isOpen, placeOf, readWork, type Work } from "./work"

/** With this code Shopify says that nothing is left to prepare: it was prepared before. */
const NOTHING_LEFT = "NO_LINE_ITEMS_TO_PREPARE_FOR_FULFILLMENT_ORDER"

/**
 * Units lie ready at the counter. Shopify writes to the customer each time it is told, answers nothing but errors, and takes
 * whole fulfilment orders only: so it is looked at first, and what lies ready is parted from what does not.
 */
export async function prepared(call: Call, command: PreparedCommand): Promise<Outcome> {
  const found = await look(call, command)
  if (!found) return refused("order-not-found", "The shop has no such order (any more).")
  if (found.missing.length > 0)
    return refused("nothing-to-prepare", "The shop has not so many of these units waiting to be collected there.")
  if (found.picks.length === 0) return already()
  if (found.picks.every(takesAll)) return tell(call, found.picks)
  const refusal = await part(call, found.picks)
  if (refusal) return refusal
  // Which of the two is the new one, Shopify says in words that can be read both ways: the units themselves are looked at.
  const parted = await look(call, command)
  return parted?.picks.every(takesAll)
    ? tell(call, parted.picks)
    : later(1_000, "The order is being parted in Shopify.")
}

/** The units that the customer was not told of yet, each in a fulfilment order that holds nothing else where there is one. */
async function look(call: Call, command: PreparedCommand): Promise<Picked | null> {
  const order = await readWork(call, command.orderRef)
  if (!order) return null
  const waiting = toCollect(order.work, command)
  const told = waiting.filter((work) => !isUntold(work))
  const wanted = pickUnits(told, command.lines).missing
  const untold = waiting.filter(isUntold)
  const fitting = untold.filter((work) => pickUnits([work], wanted).picks.some(takesAll))
  return pickUnits([...fitting, ...untold.filter((work) => !fitting.includes(work))], wanted)
}

/** What is collected at the named place. Once told, Shopify takes it for being worked on. */
const toCollect = (work: readonly Work[], { locationRef }: PreparedCommand) =>
  work.filter(
    (each) =>
      isOpen(each) &&
      !isEmpty(each) &&
      each.deliveryMethod?.methodType === "PICK_UP" &&
      (locationRef === null || placeOf(each) === locationRef)
  )

const isUntold = ({ status }: Work) => status !== "IN_PROGRESS"

/** Parts what lies ready from what does not. Gives Shopify's refusal, or null. */
async function part(call: Call, picks: readonly Pick[]): Promise<Outcome | null> {
  const splits = picks
    .filter((pick) => !takesAll(pick))
    .map(({ work, lines }) => ({ fulfillmentOrderId: work.id, fulfillmentOrderLineItems: lines }))
  const { fulfillmentOrderSplit } = await call(split, { splits })
  return refusalOf(fulfillmentOrderSplit?.userErrors)
}

async function tell(call: Call, picks: readonly Pick[]): Promise<Outcome> {
  const { fulfillmentOrderLineItemsPreparedForPickup: answer } = await call(prepareAtShop, {
    input: { lineItemsByFulfillmentOrder: picks.map(({ work }) => ({ fulfillmentOrderId: work.id })) },
  })
  const errors = answer?.userErrors ?? []
  if (errors.length > 0 && errors.every(({ code }) => code === NOTHING_LEFT)) return already()
  return refusalOf(errors) ?? applied()
}
