import { moneyFromDecimal } from "@anyshelf/connector-kit"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, QueryContext } from "@medusajs/framework/utils"
import type { ProductFacts } from "../../domain/channels/list-product"

interface ProductRow {
  id: string
  title: string
  description: string | null
  status: string
  thumbnail: string | null
  images: { url: string }[] | null
  variants: VariantRow[] | null
}

interface VariantRow {
  id: string
  sku: string | null
  barcode: string | null
  options: { value: string; option: { title: string } | null }[] | null
  /** Absent where there is no price in the currency. */
  calculated_price?: { original_amount: number | string | null } | null
}

const fields = [
  "id",
  "title",
  "description",
  "status",
  "thumbnail",
  "images.url",
  "variants.id",
  "variants.sku",
  "variants.barcode",
  "variants.options.value",
  "variants.options.option.title",
  "variants.calculated_price.original_amount",
]

/** Products as customers see them, at the price before offers: those are the channel's own. */
export async function readProducts(
  container: MedusaContainer,
  productIds: readonly string[],
  currencyCode: string
): Promise<ProductFacts[]> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "product",
    fields,
    filters: { id: [...productIds] },
    context: { variants: { calculated_price: QueryContext({ currency_code: currencyCode.toLowerCase() }) } },
  })
  return (data as unknown as ProductRow[]).map((row) => toFacts(row, currencyCode))
}

function toFacts(row: ProductRow, currencyCode: string): ProductFacts {
  const images = (row.images ?? []).map(({ url }) => url)
  return {
    productId: row.id,
    title: row.title,
    description: row.description ?? "",
    imageUrls: images.length > 0 ? images : row.thumbnail ? [row.thumbnail] : [],
    isPublished: row.status === "published",
    variants: (row.variants ?? []).map((variant) => toVariant(variant, currencyCode)),
  }
}

function toVariant({ id, sku, barcode, options, calculated_price }: VariantRow, currencyCode: string) {
  const amount = calculated_price?.original_amount ?? null
  return {
    variantId: id,
    sku: sku?.trim() || null,
    barcode: barcode?.trim() || null,
    price: amount === null ? null : moneyFromDecimal(String(amount), currencyCode.toUpperCase()),
    options: Object.fromEntries((options ?? []).map(({ value, option }) => [option?.title ?? "", value])),
  }
}
