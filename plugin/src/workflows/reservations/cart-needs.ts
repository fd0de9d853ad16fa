/** A cart with what its stock depends on, as Medusa's Query gives it. */
export interface CartToHold {
  readonly id: string
  readonly completed_at: string | Date | null
  readonly sales_channel_id: string | null
  readonly items: readonly (CartLine | null)[]
}

export interface CartLine {
  readonly id: string
  readonly quantity: number
  readonly variant: {
    readonly manage_inventory: boolean
    readonly allow_backorder: boolean
    readonly inventory_items: readonly ({ inventory_item_id: string; required_quantity: number } | null)[]
  } | null
}

/** Units of one stock item that a cart's line needs. */
export interface CartNeed {
  readonly lineItemId: string
  readonly inventoryItemId: string
  readonly quantity: number
}

/**
 * What a cart has to hold: a kit by its components. Left out is what nobody counts and what may be sold without being there, as
 * core leaves it out when it reserves.
 */
export function cartNeeds(cart: CartToHold): CartNeed[] {
  return cart.items.flatMap((line) => {
    const variant = line?.variant
    if (!line || !variant || !variant.manage_inventory || variant.allow_backorder) return []
    return variant.inventory_items.flatMap((component) =>
      component
        ? [
            {
              lineItemId: line.id,
              inventoryItemId: component.inventory_item_id,
              quantity: line.quantity * component.required_quantity,
            },
          ]
        : []
    )
  })
}

/** What is free of an item at a location. */
export interface FreeAt {
  readonly inventoryItemId: string
  readonly locationId: string
  readonly free: number
}

/**
 * Where each item may come from, the place that has most first: a cart that one place can serve is served by one. Places that
 * are equal stand in the order of their ids, so that the answer does not depend on who asks.
 */
export function poolsOf(free: readonly FreeAt[], placesMax: number): Map<string, string[]> {
  const byItem = new Map<string, FreeAt[]>()
  for (const at of free) byItem.set(at.inventoryItemId, [...(byItem.get(at.inventoryItemId) ?? []), at])
  const ranked = [...byItem].map(([item, places]): [string, string[]] => [
    item,
    [...places]
      .sort((one, other) => other.free - one.free || (one.locationId < other.locationId ? -1 : 1))
      .slice(0, placesMax)
      .map((at) => at.locationId),
  ])
  return new Map(ranked)
}
