import { createHash } from "node:crypto"
import { decimalFromMoney, type ListCommand, type ListingVariant, type Ref } from "@anyshelf/connector-kit"
import type {
  FileSetInput,
  OptionSetInput,
  ProductByIdentifierQuery,
  ProductSetInput,
  ProductShapeFragment,
  ProductVariantSetInput,
} from "../generated/admin"

/** A product as it stands in the shop. */
export type Known = NonNullable<ProductByIdentifierQuery["productByIdentifier"]>

type Variant = ProductShapeFragment["variants"]["nodes"][number]

/** Shopify's own way to say that a product has no options. */
const NO_OPTIONS = { Title: "Default Title" }

/** Our product's id as a handle, which may hold letters, digits and hyphens. */
export const handleOf = (productId: string): string => productId.toLowerCase().replace(/[^a-z0-9]+/g, "-")

/**
 * A product as Shopify wants it set. What a list leaves out is deleted there, so variants of the shop that are not ours are
 * named again as they are, and pictures that are there are kept by their ids.
 */
export function toProductInput(command: ListCommand, known: Known | null): ProductSetInput {
  const ours = command.variants.map((variant) => toVariant(variant, matching(variant, known?.variants.nodes ?? [])))
  const named = new Set(ours.flatMap(({ id }) => (id ? [id] : [])))
  const others = (known?.variants.nodes ?? []).filter(({ id }) => !named.has(id)).map(keep)
  return {
    ...(!known && { handle: handleOf(command.productId) }),
    title: command.title,
    descriptionHtml: command.description,
    status: command.status === "active" ? "ACTIVE" : "DRAFT",
    productOptions: optionsOf([...ours, ...others]),
    variants: [...ours, ...others],
    files: command.imageUrls.map((url) => toFile(url, known)),
  }
}

/** Our variants' ids with those of the shop's variants that were made for them. */
export function listingsOf({ variants }: ListCommand, made: readonly Variant[]): Readonly<Record<string, Ref>> {
  return Object.fromEntries(
    variants.flatMap((variant) => {
      const found = matching(variant, made)
      return found ? [[variant.variantId, found.id] as const] : []
    })
  )
}

/** By Shopify's id where it is known, else by what the customer chooses: no two variants of a product share that. */
function matching({ ref, options }: ListingVariant, known: readonly Variant[]): Variant | undefined {
  const wanted = Object.entries(chosen(options))
  return (
    known.find(({ id }) => id === ref) ??
    known.find(
      ({ selectedOptions }) =>
        selectedOptions.length === wanted.length &&
        wanted.every(([name, value]) => selectedOptions.some((each) => each.name === name && each.value === value))
    )
  )
}

const chosen = (options: ListingVariant["options"]): Readonly<Record<string, string>> =>
  Object.keys(options).length > 0 ? options : NO_OPTIONS

function toVariant(variant: ListingVariant, known: Variant | undefined): ProductVariantSetInput {
  return {
    ...(known && { id: known.id }),
    optionValues: Object.entries(chosen(variant.options)).map(([optionName, name]) => ({ optionName, name })),
    ...(variant.sku !== null && { sku: variant.sku }),
    ...(variant.barcode !== null && { barcode: variant.barcode }),
    ...(variant.price && { price: decimalFromMoney(variant.price) }),
    // What is not tracked would be sold without end, whatever number we publish.
    inventoryItem: { tracked: true },
    inventoryPolicy: "DENY",
  }
}

const keep = ({ id, selectedOptions }: Variant): ProductVariantSetInput => ({
  id,
  optionValues: selectedOptions.map(({ name, value }) => ({ optionName: name, name: value })),
})

/** Every option with every value that a variant has of it, in the order in which they come. */
function optionsOf(variants: readonly ProductVariantSetInput[]): OptionSetInput[] {
  const values = new Map<string, Set<string>>()
  for (const { optionName, name } of variants.flatMap(({ optionValues }) => optionValues)) {
    if (optionName && name) values.set(optionName, (values.get(optionName) ?? new Set()).add(name))
  }
  return [...values].map(([name, named], index) => ({
    name,
    position: index + 1,
    values: [...named].map((value) => ({ name: value })),
  }))
}

/** Shopify copies a picture and gives it an address of its own: its name carries a fingerprint of where it came from. */
function toFile(url: string, known: Known | null): FileSetInput {
  const fingerprint = createHash("sha256").update(url).digest("hex").slice(0, 16)
  const there = known?.media.nodes.find((media) => "image" in media && media.image?.url.includes(fingerprint))
  if (there) return { id: there.id }
  return { originalSource: url, contentType: "IMAGE", filename: `${fingerprint}${extensionOf(url)}` }
}

/** Shopify refuses a name whose ending is not that of the picture; without one it takes the picture's own. */
const extensionOf = (url: string): string =>
  /\.(?:jpe?g|png|gif|webp|heic|avif)$/i.exec(new URL(url).pathname)?.[0] ?? ".jpg"
