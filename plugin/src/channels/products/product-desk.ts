import type { ProductFacts } from "../../domain/channels/list-product"
import type { ProductMemory } from "../../modules/channels/products/memory"
import type { SaidOfListing } from "../../modules/channels/listings/words/queries"

/** What the engine needs to bring our products to a channel. */
export interface ProductDesk {
  readonly memory: ProductMemory
  /** How our products stand now, priced in this currency. One that does not exist is left out. */
  readProducts(productIds: readonly string[], currencyCode: string): Promise<ProductFacts[]>
  /** Takes it for a person's word which variants the listings are: a person asked for them. */
  sayOfListings(connectionId: string, said: readonly SaidOfListing[]): Promise<unknown>
}
