import type { Rule } from "./rule"

const api = "https://shopify.dev/docs/api/admin-graphql/2026-07/mutations"
const prose = (name: string) => `description of ${name} in @shopify/dev-mcp admin_2026-07.json`
const test = "integration-tests/fulfillment.test.ts"

const rule = (id: string, label: Rule["label"], source: string, text: string): Rule => ({
  id,
  text,
  source,
  label,
  test,
})

export const fulfillmentRules: readonly Rule[] = [
  rule(
    "fulfil-commits",
    "D",
    "https://shopify.dev/docs/apps/build/orders-fulfillment/inventory-management-apps/manage-quantities-states",
    "Sent units leave committed, and with it on_hand, at the place of their fulfilment order."
  ),
  rule(
    "fulfil-remaining",
    "T",
    "https://github.com/nozzlegear/ShopifySharp/issues/948 (wording seen there); the status's wording is a third party's",
    "More than remains is refused with a sentence and no code; so is a fulfilment order that is not open or in progress. A partly sent one is IN_PROGRESS (inferred)."
  ),
  rule(
    "fulfil-one-place",
    "V",
    prose("fulfillmentCreate"),
    "The fulfilment orders of one fulfilment are of one order and assigned to one location."
  ),
  rule(
    "track-replaces",
    "V",
    prose("FulfillmentTrackingInput"),
    "New tracking takes the place of the old; `number` and `numbers` exclude each other; known carriers get their own page."
  ),
  rule(
    "unfulfil",
    "V",
    prose("fulfillmentCancel"),
    "A cancelled fulfilment makes finished work anew and gives unfinished work its units back. That they are committed again is inferred."
  ),
  rule(
    "fulfil-held",
    "V",
    prose("FulfillmentOrderStatus.ON_HOLD"),
    "Held work is not sent until every hold on it is released."
  ),
  rule(
    "hold-handle",
    "V",
    prose("FulfillmentOrderHoldInput.handle"),
    "A handle is taken once for a fulfilment order, the empty one too; an app has at most ten holds on it."
  ),
  rule(
    "hold-part",
    "V",
    prose("FulfillmentOrderHoldInput.fulfillmentOrderLineItems"),
    "Holding some units splits the others off; not where something is held already."
  ),
  rule(
    "move-whole",
    "V",
    prose("fulfillmentOrderMove"),
    "All of a fulfilment order moves as it is. That what was committed moves with it is inferred."
  ),
  rule(
    "move-part",
    "V",
    prose("fulfillmentOrderMove"),
    "Some units move into work of their own; where the place is at work on the order already, that work is closed and made anew with them."
  ),
  rule(
    "move-stocked",
    "V",
    prose("fulfillmentOrderMove"),
    "Work moves only to a place that stocks the articles; locationsForMove says which do."
  ),
  rule(
    "split-merge",
    "I",
    `${api}/fulfillmentOrderSplit and fulfillmentOrderMerge; which of the two keeps its id is inferred`,
    "A split takes the named units into a new fulfilment order; a merge puts them into the first and closes the others."
  ),
  rule(
    "prepared-once",
    "I",
    "FulfillmentOrderLineItemsPreparedForPickupUserErrorCode in Shopify's schema; that a second time is refused so is inferred",
    "What lies ready cannot be laid ready again: NO_LINE_ITEMS_TO_PREPARE_FOR_FULFILLMENT_ORDER. The customer gets one letter. The work is IN_PROGRESS."
  ),
  rule(
    "cancel-job",
    "V",
    prose("orderCancel"),
    "Cancelling is a job: the order is what it was until the job is done. An authorised payment is voided whatever is asked."
  ),
  rule(
    "cancel-once",
    "V",
    prose("orderCancel"),
    "An order is not cancelled twice, nor with a return in progress, nor (inferred) with a fulfilment that stands."
  ),
  rule(
    "hook-work",
    "V",
    "descriptions of WebhookSubscriptionTopic in Shopify's schema; the bodies follow Shopify's samples as far as they are known",
    "Work, holds and fulfilments are told under their own topics, the first two in GraphQL's way with global ids, the last in REST's."
  ),
]
