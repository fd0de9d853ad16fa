import {
  createProductVariantsWorkflow,
  setProductProductOptionsWorkflow,
  updateProductsWorkflow,
  updateProductVariantsWorkflow,
} from "@medusajs/medusa/core-flows"
import type { MedusaContainer } from "@medusajs/framework/types"
import { MedusaError } from "@medusajs/framework/utils"
import type { FileProduct } from "../../domain/catalog"
import type { KnownProduct } from "./known-products"
import { toProductFields, toVariant, type ImportPlace } from "./to-product"

/** A product of the file and what the catalogue has of it. */
export interface Change {
  readonly product: FileProduct
  readonly before: KnownProduct
  readonly place: ImportPlace
}

/**
 * Brings a known product up to the file: fields, choices, prices and new variants. A variant that the file no longer has stays,
 * since it may be in orders. What the file said is noted last, so that an update that was cut off is done again.
 *
 * Throws when the product's options have other names than the file's: which old choice becomes which new one, nobody can know.
 */
export async function updateProduct(container: MedusaContainer, change: Change): Promise<void> {
  const { product, before, place } = change
  const { metadata, options, ...fields } = toProductFields(product, place)
  await addChoices(container, before, options)
  await updateProductsWorkflow(container).run({ input: { products: [{ id: before.id, ...fields }] } })
  await updateVariants(container, change)
  const said = { ...before.metadata, ...metadata }
  await updateProductsWorkflow(container).run({ input: { products: [{ id: before.id, metadata: said }] } })
}

async function addChoices(
  container: MedusaContainer,
  { id, options: known }: KnownProduct,
  options: readonly { title: string; values: readonly string[] }[]
): Promise<void> {
  const names = (list: readonly { title: string }[]) => list.map(({ title }) => title).sort()
  if (names(known).join() !== names(options).join())
    throw new MedusaError(
      MedusaError.Types.INVALID_DATA,
      `its options are ${names(known).join(", ")} and the file says ${names(options).join(", ")}; change them in Admin first.`
    )
  const update = options.map(({ title, values }) => ({
    product_option_id: known.find((option) => option.title === title)?.id ?? "",
    add: values.map((value) => ({ value })),
  }))
  await setProductProductOptionsWorkflow(container).run({ input: { product_id: id, update } })
}

async function updateVariants(container: MedusaContainer, { product, before, place }: Change): Promise<void> {
  const idOf = new Map(before.variants.map(({ id, sku }) => [sku, id]))
  const kept = product.variants.flatMap((variant) => {
    const id = idOf.get(variant.sku)
    return id ? [{ id, ...toVariant(variant, product, place) }] : []
  })
  const fresh = product.variants
    .filter(({ sku }) => !idOf.has(sku))
    .map((variant) => ({ ...toVariant(variant, product, place), product_id: before.id }))
  if (kept.length > 0) await updateProductVariantsWorkflow(container).run({ input: { product_variants: kept } })
  if (fresh.length > 0) await createProductVariantsWorkflow(container).run({ input: { product_variants: fresh } })
}
