import type { Run } from "../run"

/** A stock item as the ledger's readers name it. */
export interface ItemNameRow {
  readonly id: string
  readonly sku: string | null
  readonly title: string | null
}

/** The names of stock items. Those that are gone are left out. */
export function namesOfItems(run: Run, ids: readonly string[]): Promise<ItemNameRow[]> {
  return run(`SELECT i.id, i.sku, i.title FROM inventory_item i WHERE i.id = ANY(:ids) AND i.deleted_at IS NULL`, {
    ids,
  })
}

/** The stock items of SKUs. */
export function itemsOfSkus(run: Run, skus: readonly string[]): Promise<ItemNameRow[]> {
  return run(`SELECT i.id, i.sku, i.title FROM inventory_item i WHERE i.sku = ANY(:skus) AND i.deleted_at IS NULL`, {
    skus,
  })
}

/** The name of something that a movement mentions. */
export interface NameRow {
  readonly id: string
  readonly name: string
}

/** The names of locations, also of those that were deleted: the ledger outlives them. */
export function namesOfLocations(run: Run, ids: readonly string[]): Promise<NameRow[]> {
  return run(`SELECT l.id, l.name FROM stock_location l WHERE l.id = ANY(:ids)`, { ids })
}

/** Who users, customers and API keys are, by their ids. */
export function namesOfActors(run: Run, ids: readonly string[]): Promise<NameRow[]> {
  return run(
    `SELECT u.id, u.email AS name FROM "user" u WHERE u.id = ANY(:ids)
     UNION ALL SELECT c.id, c.email FROM customer c WHERE c.id = ANY(:ids) AND c.email IS NOT NULL
     UNION ALL SELECT k.id, k.title FROM api_key k WHERE k.id = ANY(:ids)`,
    { ids }
  )
}

/** An order that a movement was for, by the id that the movement mentions: the order's own, or its cart's. */
export interface MentionedOrderRow {
  readonly key: string
  readonly id: string
  readonly number: number | null
}

/** The orders that ids of causes stand for. */
export function ordersOf(run: Run, ids: readonly string[]): Promise<MentionedOrderRow[]> {
  return run(
    `SELECT o.id AS key, o.id, o.display_id AS number FROM "order" o WHERE o.id = ANY(:ids)
     UNION ALL SELECT l.cart_id, o.id, o.display_id FROM order_cart l JOIN "order" o ON o.id = l.order_id
     WHERE l.cart_id = ANY(:ids) AND l.deleted_at IS NULL`,
    { ids }
  )
}
