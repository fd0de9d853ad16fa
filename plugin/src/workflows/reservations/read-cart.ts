import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MedusaError } from "@medusajs/framework/utils"
import type { AnyshelfInventory } from "../../inventory/contract"
import { poolsOf, type CartNeed, type CartToHold } from "./cart-needs"

const cartFields = [
  "id",
  "completed_at",
  "sales_channel_id",
  "items.id",
  "items.quantity",
  "items.variant.manage_inventory",
  "items.variant.allow_backorder",
  "items.variant.inventory_items.inventory_item_id",
  "items.variant.inventory_items.required_quantity",
]

/** The most places that one claim names. */
const placesMax = 200

/** The cart as it is now. Throws NOT_FOUND when there is none. */
export async function readCart(container: MedusaContainer, cartId: string): Promise<CartToHold> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({ entity: "cart", fields: cartFields, filters: { id: cartId } })
  const [cart] = data as unknown as CartToHold[]
  if (cart) return cart
  throw new MedusaError(MedusaError.Types.NOT_FOUND, `There is no cart ${cartId}. Create one, or look its id up again.`)
}

/** Where each item that the cart needs may come from: the locations of its sales channel where it is stocked. */
export async function readPools(
  container: MedusaContainer,
  inventory: AnyshelfInventory,
  salesChannelId: string | null,
  needs: readonly CartNeed[]
): Promise<Map<string, string[]>> {
  const locationIds = salesChannelId === null ? [] : await readLocations(container, salesChannelId)
  if (locationIds.length === 0 || needs.length === 0) return new Map()
  const inventoryItemIds = [...new Set(needs.map((need) => need.inventoryItemId))]
  const { stock } = await inventory.readStock({ inventoryItemIds, locationIds })
  const free = stock.map(({ inventoryItemId, locationId, onHand, reserved, held, unrouted, safetyStock }) => ({
    inventoryItemId,
    locationId,
    free: onHand - reserved - held - unrouted - safetyStock,
  }))
  return poolsOf(free, placesMax)
}

async function readLocations(container: MedusaContainer, salesChannelId: string): Promise<string[]> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const fields = ["stock_locations.id"]
  const { data } = await query.graph({ entity: "sales_channel", fields, filters: { id: salesChannelId } })
  const [channel] = data as unknown as { stock_locations?: ({ id: string } | null)[] }[]
  return (channel?.stock_locations ?? [])
    .flatMap((location) => (location ? [location.id] : []))
    .sort()
    .slice(0, placesMax)
}
