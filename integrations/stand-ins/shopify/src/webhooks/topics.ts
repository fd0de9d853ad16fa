/** The topics that things happening in the stand-in are told under, and how the header `X-Shopify-Topic` spells them. */
export const topics: ReadonlyMap<string, string> = new Map([
  ["ORDERS_CREATE", "orders/create"],
  ["ORDERS_UPDATED", "orders/updated"],
  ["ORDERS_CANCELLED", "orders/cancelled"],
  ["INVENTORY_LEVELS_UPDATE", "inventory_levels/update"],
  ["PRODUCTS_CREATE", "products/create"],
  ["PRODUCTS_UPDATE", "products/update"],
])
