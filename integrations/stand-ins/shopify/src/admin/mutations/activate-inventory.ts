import type { GraphQLResolveInfo } from "graphql"
import { idOf } from "../../shop/global-ids"
import { activateLevel, applyMovements } from "../../shop/levels"
import type { RequestContext, View } from "../context"
import { NotImplemented } from "../errors"
import { keyRefusals, once, type Attempt } from "../idempotent"

interface ActivateArgs {
  readonly inventoryItemId: string
  readonly locationId: string
  readonly available?: number | null
  readonly onHand?: number | null
  readonly stockAtLegacyLocation?: boolean
}

interface PlainError {
  readonly field: readonly string[] | null
  readonly message: string
}

/**
 * `inventoryActivate`: the place stocks the article from now on. Without a quantity it keeps what it had when it last
 * did. https://shopify.dev/changelog/inventoryactivate-now-preserves-available-quantity
 */
export async function activateInventory(
  args: ActivateArgs,
  context: RequestContext,
  info: GraphQLResolveInfo
): Promise<View> {
  if (args.stockAtLegacyLocation) throw new NotImplemented("inventoryActivate(stockAtLegacyLocation: true)")
  const outcome = await once(context, info, args, () => attempt(context, args))
  if ("done" in outcome) {
    const level = context.store.levels.get(outcome.done)
    return { inventoryLevel: level ? context.show.level(context, level) : null, userErrors: [] }
  }
  const error =
    "refused" in outcome ? (outcome.refused as PlainError) : { field: null, message: keyRefusals[outcome.keyRefusal] }
  return { inventoryLevel: null, userErrors: [error] }
}

/** Comes to the level's number. */
function attempt({ store }: RequestContext, args: ActivateArgs): Attempt<number> {
  const variant = store.variantByItem(idOf("InventoryItem", args.inventoryItemId) ?? 0)
  const location = store.locations.get(idOf("Location", args.locationId))
  const refused = (field: string, message: string) => ({ refused: { field: [field], message } })
  if (!variant) return refused("inventoryItemId", "The product couldn't be found.")
  if (!location?.isActive) return refused("locationId", "The location couldn't be found.")
  const known = store.level(variant.inventoryItemId, location.id)
  const quantity = args.available ?? args.onHand ?? null
  if (args.available != null && args.onHand != null)
    return refused("available", "Only one of available and onHand can be set.")
  if (known?.isActive && quantity !== null)
    return refused(
      "available",
      "Not allowed to set available quantity when the item is already active at the location."
    )
  const level = activateLevel(store, variant.inventoryItemId, location.id)
  if (quantity !== null)
    applyMovements(store, [{ level, deltas: { available: quantity - level.quantities.available } }], {
      reason: "correction",
      referenceDocumentUri: null,
    })
  store.touch()
  return { done: level.id }
}
