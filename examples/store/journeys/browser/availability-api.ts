import type { MedusaClient } from "../support/medusa"

/** The part of the Admin API's answer that is held against the page. */
export interface Variant {
  readonly variant_id: string
  readonly product_id: string
  readonly product_title: string
  readonly variant_title: string
  readonly sku: string | null
  readonly quantity: number | null
  readonly locations_total: number
  readonly channel_buffer: number
  readonly why: string
  readonly locations: readonly {
    readonly location_name: string
    readonly quantity: number
    readonly why: string
    readonly terms: readonly {
      readonly required_quantity: number
      readonly on_hand: number
      readonly reserved: number
      readonly held: number
      readonly unrouted: number
      readonly safety_stock: number
      readonly available: number
    }[]
  }[]
}

/** Asks the Admin API as the page does, so that what a merchant sees can be held against what the server says. */
export function availabilityApi(medusa: MedusaClient) {
  async function search(q: string): Promise<Variant[]> {
    const query = new URLSearchParams({ q, limit: "20" })
    return (await medusa.admin<{ variants: Variant[] }>(`/anyshelf/availability?${query}`)).variants
  }

  return {
    search,
    /** The variant with this SKU, now. */
    async variant(sku: string): Promise<Variant> {
      const found = (await search(sku)).find((each) => each.sku === sku)
      if (!found) throw new Error(`The Admin API finds no variant with SKU ${sku}.`)
      return found
    },
  }
}
