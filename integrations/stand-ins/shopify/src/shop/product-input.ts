import { readMoney } from "./money"
import type { InventoryPolicy, ProductStatus } from "./records"

/** A product as it is loaded through the control API. Close to a row group of Shopify's own product CSV. */
export interface ProductInput {
  readonly handle: string
  readonly title: string
  readonly descriptionHtml?: string
  readonly vendor?: string
  readonly productType?: string
  readonly tags?: readonly string[]
  /** Default false. */
  readonly isGiftCard?: boolean
  /** Default ACTIVE. */
  readonly status?: ProductStatus
  /** Names of the options, in order. `["Title"]` where there is one variant only. */
  readonly options?: readonly string[]
  readonly variants?: readonly VariantInput[]
  readonly images?: readonly (string | { readonly url: string; readonly altText?: string | null })[]
}

export interface VariantInput {
  readonly sku?: string | null
  readonly barcode?: string | null
  /** Decimal, in the shop's currency: "19.90". */
  readonly price?: string | number
  readonly compareAtPrice?: string | number | null
  /** One for each option, in the same order. */
  readonly optionValues?: readonly string[]
  /** Stocked at the shop's first place when the variant is new. Later loads do not touch stock. */
  readonly inventoryQuantity?: number
  /** By the name of the place, with 0 for one that stocks none yet. Places that are not named do not stock it. */
  readonly inventoryQuantities?: Readonly<Record<string, number>>
  readonly inventoryPolicy?: InventoryPolicy | "continue" | "deny"
  /** Default true: its stock is counted. */
  readonly tracked?: boolean
  /** Default true. */
  readonly requiresShipping?: boolean
}

const statuses: readonly string[] = ["ACTIVE", "ARCHIVED", "DRAFT", "UNLISTED"]
const variantsMax = 2048

/** Why a product cannot be loaded, as a sentence; null when it can. */
export function faultOf(input: ProductInput, currency: string): string | null {
  if (typeof input !== "object" || input === null) return "a product must be a JSON object"
  if (typeof input.handle !== "string" || !/^[^\s/?#]{1,255}$/.test(input.handle))
    return "`handle` must be a text of 1 to 255 characters without spaces or slashes"
  if (typeof input.title !== "string" || input.title.trim() === "") return "`title` must not be empty"
  if (input.status !== undefined && !statuses.includes(input.status))
    return `\`status\` must be one of ${statuses.join(", ")}`
  const variants = input.variants ?? []
  if (variants.length > variantsMax) return `a product has at most ${variantsMax} variants`
  return (
    variants.map((variant, index) => variantFault(variant, index, input, currency)).find(Boolean) ?? repeated(variants)
  )
}

function variantFault(variant: VariantInput, index: number, input: ProductInput, currency: string): string | null {
  const where = `variants[${index}]`
  const options = input.options?.length ?? 1
  if ((variant.optionValues?.length ?? options) !== options)
    return `${where}: give one option value for each of the ${options} options`
  for (const price of [variant.price, variant.compareAtPrice])
    if (price !== undefined && price !== null && readMoney(price, currency) === null)
      return `${where}: "${price}" is not an amount in ${currency}`
  const quantities = [variant.inventoryQuantity, ...Object.values(variant.inventoryQuantities ?? {})]
  const wrong = quantities.find((quantity) => quantity !== undefined && !Number.isInteger(quantity))
  return wrong === undefined ? null : `${where}: ${wrong} is not a whole quantity`
}

function repeated(variants: readonly VariantInput[]): string | null {
  const seen = new Set<string>()
  for (const { optionValues = [] } of variants) {
    const key = JSON.stringify(optionValues)
    if (seen.has(key)) return `two variants have the same options: ${optionValues.join(" / ") || "none"}`
    seen.add(key)
  }
  return null
}

/** `deny` and `DENY` both: CSV exports write it small, the API large. */
export const policyOf = (variant: VariantInput): InventoryPolicy =>
  String(variant.inventoryPolicy ?? "DENY").toUpperCase() === "CONTINUE" ? "CONTINUE" : "DENY"
