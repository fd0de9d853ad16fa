import type { FileProduct } from "../domain/catalog"
import type { ProductSink, StoreOutcome } from "./import-products"

const timeoutMs = 30_000

interface LoadAnswer {
  readonly created: number
  readonly updated: number
  readonly unchanged: number
  readonly rejected: readonly { readonly line: number; readonly reason: string }[]
}

/**
 * Sends products to a stand-in shop, so that it lists what the file says.
 *
 * @param url - the stand-in's address, for example `http://127.0.0.1:4200`
 */
export function shopSink(url: string): ProductSink {
  return {
    batch: 100,
    async store(products) {
      const answer = await load(url, products)
      return products.map((_, index) => outcomeOf(answer, index, products.length))
    },
  }
}

async function load(url: string, products: readonly FileProduct[]): Promise<LoadAnswer> {
  const address = new URL("/control/products", url)
  const response = await fetch(address, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(products.map(listingOf)),
    signal: AbortSignal.timeout(timeoutMs),
  }).catch((cause: unknown) => {
    throw new Error(`No stand-in shop answers at ${address.origin}: start it, or give another address.`, { cause })
  })
  if (!response.ok)
    throw new Error(`The stand-in shop at ${address.origin} answered ${response.status}: ${await response.text()}`)
  return (await response.json()) as LoadAnswer
}

/** The shop counts lines from one and tells outcomes by number; only what it left out is told one by one. */
function outcomeOf(answer: LoadAnswer, index: number, sent: number): StoreOutcome {
  const refused = answer.rejected.find(({ line }) => line === index + 1)
  if (refused) return { outcome: "rejected", reason: refused.reason }
  const stored = sent - answer.rejected.length
  const before = index - answer.rejected.filter(({ line }) => line <= index).length
  if (before < answer.created) return { outcome: "created" }
  return before < stored - answer.unchanged ? { outcome: "updated" } : { outcome: "unchanged" }
}

const listingOf = (product: FileProduct) => ({
  handle: product.handle,
  title: product.title,
  descriptionHtml: product.descriptionHtml,
  vendor: product.vendor ?? "",
  status: product.status.toUpperCase(),
  options: product.options,
  images: product.images,
  variants: product.variants.map((variant) => ({
    sku: variant.sku,
    barcode: variant.barcode,
    price: variant.price,
    compareAtPrice: variant.compareAtPrice,
    optionValues: variant.optionValues,
    inventoryQuantity: variant.inventoryQuantity,
    inventoryPolicy: variant.isBackordered ? "CONTINUE" : "DENY",
    tracked: variant.isTracked,
    requiresShipping: variant.requiresShipping,
  })),
})
