import { faulty, isFaulty, type Faulty } from "./fault"
import { idOf } from "./global-ids"
import { activateLevel, applyMovements, quantityOf } from "./levels"
import { readMoney } from "./money"
import { newProduct, newVariant } from "./new-product"
import type { InventoryPolicy, OptionRecord, ProductRecord, ProductStatus, VariantRecord } from "./records"
import type { ShopStore } from "./store"

/** As `productSet` takes it: what is given is set, what is left out stays; a list that is given is the whole list. */
export interface SetProductInput {
  readonly id?: string | null
  readonly handle?: string | null
  readonly title?: string | null
  readonly descriptionHtml?: string | null
  readonly vendor?: string | null
  readonly productType?: string | null
  readonly tags?: readonly string[] | null
  readonly status?: ProductStatus | null
  readonly giftCard?: boolean | null
  readonly files?:
    | readonly { readonly id?: string | null; readonly originalSource?: string | null; readonly alt?: string | null }[]
    | null
  readonly productOptions?: readonly OptionInput[] | null
  readonly variants?: readonly SetVariantInput[] | null
}

interface OptionInput {
  readonly id?: string | null
  readonly name?: string | null
  readonly values?: readonly { readonly name?: string | null }[] | null
}

export interface SetVariantInput {
  readonly id?: string | null
  readonly sku?: string | null
  readonly barcode?: string | null
  readonly price?: string | null
  readonly compareAtPrice?: string | null
  readonly inventoryPolicy?: InventoryPolicy | null
  readonly inventoryItem?: {
    readonly sku?: string | null
    readonly tracked?: boolean | null
    readonly requiresShipping?: boolean | null
  } | null
  readonly inventoryQuantities?:
    readonly { readonly locationId: string; readonly name: string; readonly quantity: number }[] | null
  readonly optionValues: readonly { readonly name?: string | null; readonly optionName?: string | null }[]
}

export interface Identifier {
  readonly id?: string | null
  readonly handle?: string | null
}

const variantsMax = 2048
const optionsMax = 3

/** Makes a product or changes one, found by id or handle. https://shopify.dev/docs/api/admin-graphql/2026-07/mutations/productSet */
export function setProduct(
  store: ShopStore,
  input: SetProductInput,
  identifier: Identifier | null
): ProductRecord | Faulty {
  const known = knownProduct(store, input, identifier)
  if (known && isFaulty(known)) return known
  const fault = inputFault(store, input, known)
  if (fault) return fault
  const product = known ?? newProduct(store, handleFor(store, input, identifier))
  describe(store, product, input)
  if (input.productOptions) product.options = optionsOf(store, product, input.productOptions)
  if (input.variants || !known) setVariants(store, product, input.variants ?? [defaultVariant])
  product.updatedAt = store.clock.now()
  product.digest = ""
  store.products.reindex(product)
  store.emit({ topic: known ? "PRODUCTS_UPDATE" : "PRODUCTS_CREATE", product })
  return product
}

const defaultVariant: SetVariantInput = { optionValues: [{ optionName: "Title", name: "Default Title" }] }

function knownProduct(
  store: ShopStore,
  input: SetProductInput,
  identifier: Identifier | null
): ProductRecord | null | Faulty {
  if (identifier?.id && input.id)
    return faulty(["input", "id"], "The id field is not allowed if identifier is provided.", "ID_NOT_ALLOWED")
  const id = identifier?.id ?? input.id
  if (id) {
    const found = store.products.get(idOf("Product", id))
    const field = identifier?.id ? ["identifier", "id"] : ["input", "id"]
    return found ?? faulty(field, "Product does not exist", "PRODUCT_DOES_NOT_EXIST")
  }
  if (!identifier?.handle) return null
  if (input.handle && input.handle !== identifier.handle)
    return faulty(
      ["input", "handle"],
      "The identifier value does not match the value of the corresponding field in the input.",
      "INPUT_MISMATCH"
    )
  return store.productByHandle(identifier.handle) ?? null
}

function inputFault(store: ShopStore, input: SetProductInput, known: ProductRecord | null): Faulty | null {
  const { title, variants, productOptions, handle } = input
  if (!known && !title?.trim()) return faulty(["input", "title"], "Title can't be blank", "INVALID_PRODUCT")
  const taken = handle ? store.productByHandle(handle) : undefined
  if (taken && taken !== known)
    return faulty(["input", "handle"], "Handle already in use. Please provide a new handle.", "HANDLE_NOT_UNIQUE")
  if (variants && !productOptions && !known)
    return faulty(
      ["input", "productOptions"],
      "Must specify product options when updating variants.",
      "PRODUCT_OPTIONS_INPUT_MISSING"
    )
  if (productOptions && !variants)
    return faulty(["input", "variants"], "Must specify variants when updating options.", "VARIANTS_INPUT_MISSING")
  if ((productOptions?.length ?? 0) > optionsMax)
    return faulty(["input", "productOptions"], "Options over limit.", "OPTIONS_OVER_LIMIT")
  if ((variants?.length ?? 0) > variantsMax)
    return faulty(["input", "variants"], "Number of product variants exceeds shop limit.", "VARIANTS_OVER_LIMIT")
  return variantFault(store, input, known)
}

function variantFault(
  store: ShopStore,
  { variants, productOptions }: SetProductInput,
  known: ProductRecord | null
): Faulty | null {
  const names = productOptions?.map(({ name }) => name ?? "") ?? known?.options.map(({ name }) => name) ?? ["Title"]
  const seen = new Set<string>()
  for (const [index, variant] of (variants ?? []).entries()) {
    const at = ["input", "variants", String(index)]
    const strange = variant.optionValues.find(({ optionName }) => optionName && !names.includes(optionName))
    if (strange) return faulty([...at, "optionValues"], "Option does not exist.", "OPTION_DOES_NOT_EXIST")
    const key = JSON.stringify(selectedOf(variant, names))
    if (seen.has(key))
      return faulty(at, "The variant already exists. Please change at least one option value.", "INVALID_VARIANT")
    seen.add(key)
    for (const price of [variant.price, variant.compareAtPrice])
      if (price != null && readMoney(price, store.shop.currency) === null)
        return faulty([...at, "price"], "Price is not a number", "INVALID_VARIANT")
    if (variant.id && store.variants.get(idOf("ProductVariant", variant.id))?.productId !== known?.id)
      return faulty([...at, "id"], "Product variant does not exist.", "PRODUCT_VARIANT_DOES_NOT_EXIST")
  }
  return null
}

/** From the title where none is given, with a number behind it where it is taken. */
function handleFor(store: ShopStore, { handle, title }: SetProductInput, identifier: Identifier | null): string {
  const given = handle ?? identifier?.handle
  if (given) return given
  const base =
    (title ?? "")
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, "-")
      .replace(/^-+|-+$/g, "") || "product"
  if (!store.productByHandle(base)) return base
  const free = Array.from({ length: handleTries }, (_, tried) => `${base}-${tried + 1}`)
  return free.find((one) => !store.productByHandle(one)) ?? `${base}-${store.nextId()}`
}

const handleTries = 100

function describe(store: ShopStore, product: ProductRecord, input: SetProductInput): void {
  const { title, descriptionHtml, vendor, productType, tags, status, giftCard, handle, files } = input
  if (title != null) product.title = title.trim()
  if (handle != null) product.handle = handle
  if (descriptionHtml != null) product.descriptionHtml = descriptionHtml
  if (vendor != null) product.vendor = vendor
  if (productType != null) product.productType = productType
  if (tags != null) product.tags = [...tags]
  if (status != null) product.status = status
  if (giftCard != null) product.isGiftCard = giftCard
  if (files != null)
    product.images = files.map(({ id, originalSource, alt }) => {
      const known = product.images.find(
        (image) => image.id === idOf("MediaImage", id ?? "") || image.url === originalSource
      )
      return {
        id: known?.id ?? store.nextId(),
        url: originalSource ?? known?.url ?? "",
        altText: alt ?? known?.altText ?? null,
      }
    })
}

function optionsOf(store: ShopStore, product: ProductRecord, inputs: readonly OptionInput[]): OptionRecord[] {
  return inputs.map(({ id, name, values }) => {
    const known = product.options.find((one) => one.id === idOf("ProductOption", id ?? "") || one.name === name)
    const valueOf = (value: string) => known?.values.find((one) => one.name === value)?.id ?? store.nextId()
    return {
      id: known?.id ?? store.nextId(),
      name: name ?? known?.name ?? "Title",
      values: (values ?? []).map((value) => ({ id: valueOf(value.name ?? ""), name: value.name ?? "" })),
    }
  })
}

const selectedOf = ({ optionValues }: SetVariantInput, names: readonly string[]) =>
  names.map((name, at) => {
    const found = optionValues.find(({ optionName }) => optionName === name) ?? optionValues[at]
    return { name, value: found?.name ?? "Default Title" }
  })

/** The list is the whole list: variants that are not in it are gone. */
function setVariants(store: ShopStore, product: ProductRecord, inputs: readonly SetVariantInput[]): void {
  const names = product.options.map(({ name }) => name)
  const present = product.variantIds.map((id) => store.variants.get(id)).filter((variant) => variant !== undefined)
  const variants = inputs.map((input, index) => {
    const selectedOptions = selectedOf(input, names)
    const known = input.id
      ? store.variants.get(idOf("ProductVariant", input.id))
      : present.find((one) => JSON.stringify(one.selectedOptions) === JSON.stringify(selectedOptions))
    const variant = known ?? newVariant(store, product)
    Object.assign(variant, { selectedOptions, position: index + 1 })
    setVariant(store, variant, input)
    if (known) store.variants.reindex(variant)
    else {
      store.variants.add(variant)
      store.emit({ topic: "INVENTORY_ITEMS_CREATE", variant })
    }
    stock(store, variant, input, known === undefined)
    return variant
  })
  for (const gone of present)
    if (!variants.includes(gone)) {
      store.variants.remove(gone.id)
      store.emit({ topic: "INVENTORY_ITEMS_DELETE", variant: gone })
    }
  product.variantIds = variants.map(({ id }) => id)
}

function setVariant(store: ShopStore, variant: VariantRecord, input: Omit<SetVariantInput, "optionValues">): void {
  const { currency } = store.shop
  const sku = input.inventoryItem?.sku ?? input.sku
  if (sku != null) variant.sku = sku === "" ? null : sku
  if (input.barcode != null) variant.barcode = input.barcode === "" ? null : input.barcode
  if (input.price != null) variant.price = readMoney(input.price, currency) ?? variant.price
  if (input.compareAtPrice !== undefined)
    variant.compareAtPrice = input.compareAtPrice === null ? null : readMoney(input.compareAtPrice, currency)
  if (input.inventoryPolicy != null) variant.inventoryPolicy = input.inventoryPolicy
  if (input.inventoryItem?.tracked != null) variant.tracked = input.inventoryItem.tracked
  if (input.inventoryItem?.requiresShipping != null) variant.requiresShipping = input.inventoryItem.requiresShipping
  variant.updatedAt = store.clock.now()
}

/** A new article is stocked at the shop's first place, and wherever its quantities name one. */
function stock(
  store: ShopStore,
  variant: VariantRecord,
  { inventoryQuantities }: SetVariantInput,
  isNew: boolean
): void {
  const [first] = store.locations.all()
  if (isNew && first) activateLevel(store, variant.inventoryItemId, first.id)
  const movements = (inventoryQuantities ?? []).flatMap(({ locationId, name, quantity }) => {
    const location = store.locations.get(idOf("Location", locationId))
    if (!location) return []
    const level = activateLevel(store, variant.inventoryItemId, location.id)
    return [{ level, deltas: { available: quantity - (quantityOf(level, name) ?? 0) } }]
  })
  applyMovements(store, movements, { reason: "correction", referenceDocumentUri: null })
}

/** A product that is no longer there. Its orders keep what they say of it. */
export function deleteProduct(store: ShopStore, id: string): ProductRecord | Faulty {
  const product = store.products.get(idOf("Product", id))
  if (!product) return faulty(["id"], "Product does not exist")
  for (const variantId of product.variantIds) {
    const variant = store.variants.get(variantId)
    store.variants.remove(variantId)
    if (variant) store.emit({ topic: "INVENTORY_ITEMS_DELETE", variant })
  }
  store.products.remove(product.id)
  store.emit({ topic: "PRODUCTS_DELETE", product })
  return product
}
