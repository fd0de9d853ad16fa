import { createHash } from "node:crypto"

/**
 * Spreads units over shelves, always the same way for the same article: each shelf gets an equal share, and what is left over
 * goes one by one to shelves that begin at a place drawn from the SKU, so that not every article is fullest in the same shop.
 *
 * @param sku - what is spread
 * @param total - how many units there are; never more or fewer are handed out
 * @param shelves - how many places take some
 * @returns the quantity of each shelf
 */
export function spread(sku: string, total: number, shelves: number): number[] {
  const share = Math.floor(total / shelves)
  const rest = total - share * shelves
  const first = createHash("sha256").update(sku).digest().readUInt32BE(0) % shelves
  return Array.from({ length: shelves }, (_, shelf) => share + ((shelf - first + shelves) % shelves < rest ? 1 : 0))
}
