import { createProductsWorkflow } from "@medusajs/medusa/core-flows"
import type { MedusaContainer } from "@medusajs/framework/types"
import type { ProductSink, StoreOutcome } from "../../cli/import-products"
import type { FileProduct } from "../../domain/catalog"
import { fingerprint, fingerprintKey } from "./file-fingerprint"
import { readKnown, type Known } from "./known-products"
import { toProduct, type ImportPlace } from "./to-product"
import { updateProduct } from "./update-product"

/**
 * Stores products in Medusa through its own workflows, which keep prices, inventory items, links and events in order. What
 * the file said last time is remembered: a product that the file does not change is left as the merchant has it.
 */
export function catalogueSink(container: MedusaContainer, place: ImportPlace): ProductSink {
  return {
    batch: 50,
    async store(products) {
      const known = await readKnown(container, products)
      const outcomes = new Map<FileProduct, StoreOutcome>(
        products.map((product) => [product, judge(product, known, place)])
      )
      const fresh = products.filter((product) => outcomes.get(product)?.outcome === "created")
      for (const [product, outcome] of await create(container, fresh, place)) outcomes.set(product, outcome)
      for (const product of products.filter((each) => outcomes.get(each)?.outcome === "updated")) {
        const before = known.products.get(product.handle)
        if (before)
          outcomes.set(product, await attempt(() => updateProduct(container, { product, before, place }), "updated"))
      }
      return products.map((product) => outcomes.get(product) ?? { outcome: "rejected", reason: "It was overlooked." })
    },
  }
}

/** What has to be done about a product of the file. */
function judge(product: FileProduct, { products, owners }: Known, place: ImportPlace): StoreOutcome {
  const taken = product.variants.find(({ sku }) => (owners.get(sku) ?? product.handle) !== product.handle)
  if (taken)
    return {
      outcome: "rejected",
      reason: `The SKU ${taken.sku} belongs to ${owners.get(taken.sku)} in the catalogue already.`,
    }
  const before = products.get(product.handle)
  if (!before) return { outcome: "created" }
  return { outcome: before.metadata?.[fingerprintKey] === fingerprint(product, place) ? "unchanged" : "updated" }
}

/** All at once; when Medusa refuses the batch, one by one, so that a bad product costs itself alone. */
async function create(
  container: MedusaContainer,
  products: readonly FileProduct[],
  place: ImportPlace
): Promise<[FileProduct, StoreOutcome][]> {
  if (products.length === 0) return []
  const run = (batch: readonly FileProduct[]) =>
    createProductsWorkflow(container).run({ input: { products: batch.map((product) => toProduct(product, place)) } })
  const all = await attempt(() => run(products), "created")
  if (all.outcome === "created") return products.map((product) => [product, all])
  const outcomes: [FileProduct, StoreOutcome][] = []
  for (const product of products) outcomes.push([product, await attempt(() => run([product]), "created")])
  return outcomes
}

async function attempt(run: () => Promise<unknown>, outcome: "created" | "updated"): Promise<StoreOutcome> {
  try {
    await run()
    return { outcome }
  } catch (error) {
    return { outcome: "rejected", reason: `Medusa refuses it: ${messageOf(error)}` }
  }
}

/** What a workflow throws is sometimes an error, sometimes only looks like one. */
const messageOf = (error: unknown) => (error as { message?: string } | null)?.message ?? JSON.stringify(error)
