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
