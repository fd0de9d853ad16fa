/** Shopify's global ids: `gid://shopify/Product/17`, for levels with the article as a parameter. */

const shape = /^gid:\/\/shopify\/([A-Za-z]+)\/([0-9]+)(?:\?inventory_item_id=([0-9]+))?$/

export interface GlobalId {
  readonly type: string
  readonly id: number
  /** Only in an inventory level's id. */
  readonly inventoryItemId: number | null
}

/** `gid("Product", 17)` is `gid://shopify/Product/17`. */
export const gid = (type: string, id: number): string => `gid://shopify/${type}/${id}`

/** A level is named by its own number and its article's, as Shopify does. */
export const levelGid = (level: { id: number; inventoryItemId: number }): string =>
  `${gid("InventoryLevel", level.id)}?inventory_item_id=${level.inventoryItemId}`

/** Null when it is not one of Shopify's ids at all. */
export function readGid(value: string): GlobalId | null {
  const match = shape.exec(value)
  if (!match) return null
  return {
    type: match[1] as string,
    id: Number(match[2]),
    inventoryItemId: match[3] === undefined ? null : Number(match[3]),
  }
}

/** The number in an id of the given type; null for any other text. */
export function idOf(type: string, value: string): number | null {
  const found = readGid(value)
  return found?.type === type ? found.id : null
}
