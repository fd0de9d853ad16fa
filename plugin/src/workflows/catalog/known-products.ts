import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { FileProduct } from "../../domain/catalog"

/** A product that is in the catalogue already. */
export interface KnownProduct {
  readonly id: string
  readonly handle: string
  readonly metadata: Record<string, unknown> | null
  readonly options: readonly { readonly id: string; readonly title: string }[]
  readonly variants: readonly { readonly id: string; readonly sku: string | null }[]
}

/** What the catalogue holds of a batch of the file. */
export interface Known {
  readonly products: ReadonlyMap<string, KnownProduct>
  /** The handle of the product that owns a SKU. */
  readonly owners: ReadonlyMap<string, string>
}

/** Reads what stands in the way of a batch: products with its handles, and variants with its SKUs. */
export async function readKnown(container: MedusaContainer, products: readonly FileProduct[]): Promise<Known> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const skus = products.flatMap(({ variants }) => variants.map(({ sku }) => sku))
  const [byHandle, bySku] = await Promise.all([
    query.graph({
      entity: "product",
      fields: ["id", "handle", "metadata", "options.id", "options.title", "variants.id", "variants.sku"],
      filters: { handle: products.map(({ handle }) => handle) },
    }),
    query.graph({ entity: "variant", fields: ["sku", "product.handle"], filters: { sku: skus } }),
  ])
  return {
    products: new Map((byHandle.data as unknown as KnownProduct[]).map((product) => [product.handle, product])),
    owners: new Map(
      (bySku.data as unknown as { sku: string; product: { handle: string } | null }[]).flatMap(({ sku, product }) =>
        product ? [[sku, product.handle] as const] : []
      )
    ),
  }
}
