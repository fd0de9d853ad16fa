/** Shopify's global ids: `gid://shopify/<type>/<number>`. */

/** The types of id that this connector reads or writes. */
export type GidType =
  | "Fulfillment"
  | "FulfillmentOrder"
  | "InventoryItem"
  | "LineItem"
  | "Location"
  | "Order"
  | "Product"
  | "ProductVariant"
  | "Return"
  | "ReverseFulfillmentOrder"

/**
 * True for a well-formed id of a type. Asked before an id is sent: Shopify answers a malformed or foreign id with an error
 * for the whole request, not with null.
 */
export const isGid = (type: GidType, ref: string): boolean => new RegExp(`^gid://shopify/${type}/\\d{1,20}$`).test(ref)

/** The number at the end, as Shopify's own admin pages use it. */
export const gidNumber = (gid: string): string => gid.slice(gid.lastIndexOf("/") + 1)

/** A level is named by its article and its place, `<stockRef>@<locationRef>`; null when the ref is not such a name. */
export function levelIds(ref: string): { itemId: string; locationId: string } | null {
  const [itemId = "", locationId = "", ...rest] = ref.split("@")
  return rest.length === 0 && isGid("InventoryItem", itemId) && isGid("Location", locationId)
    ? { itemId, locationId }
    : null
}
