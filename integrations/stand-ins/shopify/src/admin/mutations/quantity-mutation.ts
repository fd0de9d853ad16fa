import type { GraphQLResolveInfo } from "graphql"
import { gid } from "../../shop/global-ids"
import type { AdjustmentRecord } from "../../shop/records"
import { asDateTime } from "../../shop/time"
import type { RequestContext, View } from "../context"
import { keyRefusals, once, type Attempt } from "../idempotent"
import type { UserError } from "./quantity-rules"

/** What came of a change of quantities; null when all of them were as asked already. */
export type Adjusted = AdjustmentRecord | null

/** Runs a change of quantities once for its key, and answers with Shopify's payload. */
export async function changeQuantities(
  context: RequestContext,
  info: GraphQLResolveInfo,
  args: unknown,
  attempt: () => Attempt<Adjusted>
): Promise<View> {
  const outcome = await once(context, info, args, attempt)
  if ("done" in outcome) {
    return { inventoryAdjustmentGroup: outcome.done ? groupView(context, outcome.done) : null, userErrors: [] }
  }
  const errors =
    "refused" in outcome
      ? (outcome.refused as UserError[])
      : [{ code: outcome.keyRefusal, field: null, message: keyRefusals[outcome.keyRefusal] }]
  return { inventoryAdjustmentGroup: null, userErrors: errors }
}

interface Filter {
  readonly inventoryItemIds?: readonly string[] | null
  readonly locationIds?: readonly string[] | null
  readonly quantityNames?: readonly string[] | null
}

function groupView(context: RequestContext, group: AdjustmentRecord): View {
  return {
    __typename: "InventoryAdjustmentGroup",
    id: gid("InventoryAdjustmentGroup", group.id),
    createdAt: asDateTime(group.createdAt),
    reason: group.reason,
    referenceDocumentUri: group.referenceDocumentUri,
    app: null,
    staffMember: null,
    changes: (filter: Filter) =>
      group.changes
        .filter((change) => passes(change, filter))
        .map((change) => ({ ...change, ...changeEnds(context, change) })),
  }
}

type Change = AdjustmentRecord["changes"][number]

const passes = (change: Change, { inventoryItemIds, locationIds, quantityNames }: Filter) =>
  (inventoryItemIds?.includes(gid("InventoryItem", change.inventoryItemId)) ?? true) &&
  (locationIds?.includes(gid("Location", change.locationId)) ?? true) &&
  (quantityNames?.includes(change.name) ?? true)

const changeEnds = (context: RequestContext, change: Change): View => ({
  item: () => {
    const variant = context.store.variantByItem(change.inventoryItemId)
    return variant ? context.show.item(context, variant) : null
  },
  location: () => {
    const location = context.store.locations.get(change.locationId)
    return location ? context.show.location(context, location) : null
  },
})
