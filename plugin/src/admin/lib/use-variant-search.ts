import { keepPreviousData, useQuery } from "@tanstack/react-query"
import type { VariantBrief } from "../../api/admin/anyshelf/channels/types"
import { medusa, timeoutMs } from "./api"
import { inTime } from "./in-time"

/** How many variants a search offers. */
const variantsMax = 8

interface FoundVariant {
  readonly id: string
  readonly title: string | null
  readonly sku: string | null
  readonly barcode: string | null
  readonly product: { readonly id: string; readonly title: string; readonly thumbnail: string | null }
}

/** Our variants whose SKU or title matches, from Medusa's own list. Nothing is asked for an empty text. */
export function useVariantSearch(q: string) {
  return useQuery({
    queryKey: ["anyshelf", "variants", q],
    queryFn: ({ signal }) => search(q, signal),
    enabled: q !== "",
    placeholderData: keepPreviousData,
  })
}

async function search(q: string, signal: AbortSignal): Promise<VariantBrief[]> {
  const fields = "id,title,sku,barcode,product.id,product.title,product.thumbnail"
  const query = { q, limit: variantsMax, fields }
  const { variants } = await inTime({ timeoutMs, signal }, (either) =>
    medusa.client.fetch<{ variants: FoundVariant[] }>("/admin/product-variants", { query, signal: either })
  )
  return variants.map((variant) => ({
    variant_id: variant.id,
    product_id: variant.product.id,
    product_title: variant.product.title,
    variant_title: variant.title ?? "",
    sku: variant.sku,
    barcode: variant.barcode,
    thumbnail: variant.product.thumbnail,
  }))
}
