import { createHash } from "node:crypto"
import { activateLevel, applyMovements } from "./levels"
import { readMoney } from "./money"
import { newProduct, newVariant } from "./new-product"
import { faultOf, policyOf, type ProductInput, type VariantInput } from "./product-input"
import type { ImageRecord, OptionRecord, ProductRecord, VariantRecord } from "./records"
import type { ShopStore } from "./store"

export type Loaded =
  { readonly outcome: "created" | "updated" | "unchanged" } | { readonly outcome: "rejected"; readonly reason: string }

const productsMax = 100_000

/** Adds a product or changes the one of that handle. The same product again changes nothing, whatever was sold since. */
export function upsertProduct(store: ShopStore, input: ProductInput): Loaded {
  const reason = faultOf(input, store.shop.currency) ?? unknownPlace(store, input)
  if (reason) return { outcome: "rejected", reason }
  const digest = createHash("sha256").update(JSON.stringify(input)).digest("hex")
  const known = store.productByHandle(input.handle)
  if (known?.digest === digest) return { outcome: "unchanged" }
  if (!known && store.products.size >= productsMax)
    return { outcome: "rejected", reason: `the shop is full (${productsMax} products)` }
  const product = known ?? newProduct(store, input.handle)
  const options = optionsOf(store, product, input)
  const variants = variantsOf(store, product, input, options)
  Object.assign(product, describe(store, product, input), { options, variantIds: variants.map(({ id }) => id), digest })
  store.emit({ topic: known ? "PRODUCTS_UPDATE" : "PRODUCTS_CREATE", product })
  return { outcome: known ? "updated" : "created" }
}

function unknownPlace(store: ShopStore, input: ProductInput): string | null {
  const names = new Set(store.locations.all().map(({ name }) => name))
  const asked = (input.variants ?? []).flatMap((variant) => Object.keys(variant.inventoryQuantities ?? {}))
  const missing = asked.find((name) => !names.has(name))
  return missing === undefined
    ? null
    : `there is no place called "${missing}"; add it with POST /control/locations first`
}

const describe = (store: ShopStore, product: ProductRecord, input: ProductInput) => ({
  title: input.title.trim(),
  descriptionHtml: input.descriptionHtml ?? "",
  vendor: input.vendor ?? store.shop.name,
  productType: input.productType ?? "",
  tags: [...(input.tags ?? [])],
  isGiftCard: input.isGiftCard ?? false,
  status: input.status ?? "ACTIVE",
  images: imagesOf(store, product, input),
  updatedAt: store.clock.now(),
})

function imagesOf(store: ShopStore, product: ProductRecord, input: ProductInput): ImageRecord[] {
  return (input.images ?? []).map((image) => {
    const { url, altText = null } = typeof image === "string" ? { url: image } : image
    const known = product.images.find((other) => other.url === url)
    return { id: known?.id ?? store.nextId(), url, altText }
  })
}

const valuesOf = (variant: VariantInput, options: readonly string[]) =>
  variant.optionValues ?? options.map(() => "Default Title")

function optionsOf(store: ShopStore, product: ProductRecord, input: ProductInput): OptionRecord[] {
  const names = input.options ?? ["Title"]
  const variants = input.variants?.length ? input.variants : [{}]
  return names.map((name, index) => {
    const known = product.options.find((option) => option.name === name)
    const values = [...new Set(variants.map((variant) => valuesOf(variant, names)[index] as string))]
    const idOfValue = (value: string) => known?.values.find((other) => other.name === value)?.id ?? store.nextId()
    return {
      id: known?.id ?? store.nextId(),
      name,
      values: values.map((value) => ({ id: idOfValue(value), name: value })),
    }
  })
}

function variantsOf(
  store: ShopStore,
  product: ProductRecord,
  input: ProductInput,
  options: readonly OptionRecord[]
): VariantRecord[] {
  const names = options.map(({ name }) => name)
  const inputs = input.variants?.length ? input.variants : [{}]
  const present = product.variantIds.map((id) => store.variants.get(id)).filter((variant) => variant !== undefined)
  const variants = inputs.map((variant, index) => {
    const selected = valuesOf(variant, names).map((value, at) => ({ name: names[at] as string, value }))
    const known = present.find((other) => JSON.stringify(other.selectedOptions) === JSON.stringify(selected))
    const record = known ?? newVariant(store, product)
    Object.assign(record, variantFields(store, variant), { selectedOptions: selected, position: index + 1 })
    if (known) store.variants.reindex(record)
    else stock(store, store.variants.add(record), variant)
    return record
  })
  for (const gone of present) if (!variants.includes(gone)) store.variants.remove(gone.id)
  return variants
}

const variantFields = (store: ShopStore, input: VariantInput) => ({
  sku: input.sku || null,
  barcode: input.barcode || null,
  price: readMoney(input.price ?? 0, store.shop.currency) ?? 0,
  compareAtPrice: input.compareAtPrice ? readMoney(input.compareAtPrice, store.shop.currency) : null,
  inventoryPolicy: policyOf(input),
  tracked: input.tracked ?? true,
  requiresShipping: input.requiresShipping ?? true,
  updatedAt: store.clock.now(),
})

/** A new article is stocked where its input says; where it says nothing, at the first place. */
function stock(store: ShopStore, variant: VariantRecord, input: VariantInput): void {
  const [first] = store.locations.all()
  if (!first) return
  const atFirst = input.inventoryQuantities === undefined || input.inventoryQuantity !== undefined
  const byName = { ...(atFirst && { [first.name]: input.inventoryQuantity ?? 0 }), ...input.inventoryQuantities }
  const movements = Object.entries(byName).map(([name, available]) => {
    const location = store.locations.all().find((other) => other.name === name)
    return { level: activateLevel(store, variant.inventoryItemId, location?.id ?? first.id), deltas: { available } }
  })
  applyMovements(store, movements, { reason: "received", referenceDocumentUri: null })
}
