import { createHash } from "node:crypto"
import type { FileProduct } from "../../domain/catalog"

/** Under this key of a product's metadata stands what the file said last time. */
export const fingerprintKey = "anyshelf_file"

/**
 * What a file says of a product, in a few characters. Lines do not count, since a product that only moved has not changed; nor does
 * stock, since a file knows less of it than we do.
 */
export function fingerprint(product: FileProduct, prices: { currency: string }): string {
  const { line: _line, variants, ...said } = product
  const articles = variants.map(({ line: _at, inventoryQuantity: _quantity, ...variant }) => variant)
  return createHash("sha256")
    .update(JSON.stringify([said, articles, prices.currency]))
    .digest("hex")
    .slice(0, 32)
}
