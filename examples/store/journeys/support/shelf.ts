import type { Shop } from "./shop"
import { shelfQuery, type Shelf, type ShelfVariant } from "./shelf-query"
import { waitUntil } from "./wait-until"

/** Asks the shelf query as staff. */
export const askShelf = (shop: Shop, handle = shop.keys.handle) => shop.graphql<Shelf>(shelfQuery, { handle }, "staff")

/** The first variant of the shop's product; throws what was answered instead. */
export async function firstVariant(shop: Shop): Promise<ShelfVariant> {
  const answer = await askShelf(shop)
  const variant = answer.data?.product?.variants[0]
  if (!variant) throw new Error(`The shelf is empty: ${JSON.stringify(answer.errors ?? answer)}`)
  return variant
}

/** What Shopify shows of a variant: the sum over its listings' places. */
export const shownByShopify = (variant: ShelfVariant) => variant.channelListings?.[0]?.shopify?.quantity ?? null

/** Waits until Shopify shows what we promise, as it must be before anything is sold. */
export const untilInStep = (shop: Shop, withinMs = 60_000) =>
  waitUntil(() => firstVariant(shop), {
    withinMs,
    good: (variant) => variant.availability.quantity > 0 && shownByShopify(variant) === variant.availability.quantity,
  })
