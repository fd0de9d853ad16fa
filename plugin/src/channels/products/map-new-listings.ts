import { matchListing } from "../../domain/channels/match-listing"
import type { Channel } from "../channel"
import { readListingsByRef } from "../listings"
import type { ProductDesk } from "./product-desk"

/**
 * Maps what was just made on the channel to the variants it was made from: at once, and also without a SKU. Done again, it changes
 * nothing.
 */
export async function mapNewListings(
  channel: Channel,
  desk: ProductDesk,
  listings: Readonly<Record<string, string>>
): Promise<void> {
  const variantOf = new Map(Object.entries(listings).map(([variantId, ref]) => [ref, variantId]))
  const refs = [...variantOf.keys()]
  await readListingsByRef(channel, refs)
  const known = await channel.channels.readListingMatches(channel.id, refs)
  const wrong = known.filter(({ externalId, variantId }) => variantId !== variantOf.get(externalId))
  if (wrong.length === 0) return
  const variantIds = wrong.flatMap(({ externalId }) => variantOf.get(externalId) ?? [])
  const candidates = await channel.shop.findVariants({ skus: [], barcodes: [], variantIds })
  await desk.sayOfListings(
    channel.id,
    wrong.map(({ externalId }) => said(externalId, variantOf.get(externalId)!, candidates))
  )
  // Read once more, so that what the channel says of them, and their places, are taken into account.
  await readListingsByRef(
    channel,
    wrong.map(({ externalId }) => externalId)
  )
  const stored = await channel.channels.readListingMatches(channel.id, refs)
  if (stored.some(({ state }) => state === "mapped"))
    await channel.channels.markByListings({ connectionId: channel.id })
}

function said(externalId: string, variantId: string, candidates: Parameters<typeof matchListing>[1]) {
  const facts = { sku: null, barcode: null, tracked: true, duplicateSkuCount: 1 }
  const match = matchListing(facts, candidates, { is: "variant", variantId, by: "hand" })
  return {
    externalId,
    saidBy: "hand" as const,
    variantId,
    state: match.state === "ambiguous" ? ("unmatched" as const) : match.state,
    reason: "reason" in match ? match.reason : null,
    mappedBy: "hand" as const,
    components: match.state === "mapped" ? match.components : [],
  }
}
