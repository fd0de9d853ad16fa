import type { ListingRecord, Ref, Tombstone } from "@anyshelf/connector-kit"
import { matchListing, type Candidate, type PersonsWord } from "../domain/channels/match-listing"
import { mapOf, type Channel } from "./channel"

/** Reads some listings by their refs: one that an order or a webhook names and that we may not know yet. */
export async function readListingsByRef(channel: Channel, refs: readonly Ref[]): Promise<void> {
  for (const ref of refs) {
    const record = await channel.session.get("listings", ref)
    await storeListings(channel, [record ?? { feed: "listings", ref, deleted: true }])
  }
}

/**
 * Stores what the channel told of some listings, and makes their numbers due. Costs the same number of statements, however many they
 * are.
 *
 * @returns how many of them are new, or other than we believed
 */
export async function storeListings(channel: Channel, items: readonly (ListingRecord | Tombstone)[]): Promise<number> {
  const { channels, id } = channel
  const gone = items.flatMap((item) => ("deleted" in item ? [item.ref] : []))
  const records = items.flatMap((item) => ("deleted" in item ? [] : [item]))
  if (gone.length > 0) await channels.removeListings(id, gone)
  if (records.length === 0) return gone.length
  const words = await readWords(channel, records)
  const candidates = await channel.shop.findVariants({
    skus: distinct(records.map(({ sku }) => sku)),
    barcodes: distinct(records.map(({ barcode }) => barcode)),
    variantIds: [...words.values()].flatMap((word) => (word.is === "variant" ? [word.variantId] : [])),
  })
  const stored = await channels.upsertListings(
    id,
    records.map((record) => toRow(record, candidates, words.get(record.ref) ?? null))
  )
  await channels.retirePublications(stored.map((each) => each.id))
  const { places } = mapOf(channel)
  const mapped = stored.filter(({ state }) => state === "mapped")
  await channels.ensurePublications(
    mapped.flatMap(({ id: listingId, stockRef }) =>
      places.map(({ externalId }) => ({ connectionId: id, listingId, stockRef, locationRef: externalId }))
    )
  )
  const listingIds = mapped.filter(({ changed }) => changed).map((each) => each.id)
  if (listingIds.length > 0) {
    await channels.revivePublications({ connectionId: id, listingIds })
    await channels.markByListings({ connectionId: id, listingIds })
  }
  return gone.length + stored.filter(({ changed }) => changed).length
}

const distinct = (values: readonly (string | null)[]) => [...new Set(values.flatMap((value) => value?.trim() || []))]

/** What a person said of these listings: it survives each new reading. */
async function readWords(
  { channels, id }: Channel,
  records: readonly ListingRecord[]
): Promise<Map<string, PersonsWord>> {
  const known = await channels.readListingMatches(
    id,
    records.map(({ ref }) => ref)
  )
  return new Map(
    known.flatMap(({ externalId, saidBy, saidVariantId }): [string, PersonsWord][] => {
      if (!saidBy) return []
      return [[externalId, saidVariantId ? { is: "variant", variantId: saidVariantId, by: saidBy } : { is: "none" }]]
    })
  )
}

function toRow(record: ListingRecord, candidates: readonly Candidate[], word: PersonsWord | null) {
  const match = matchListing(record, candidates, word)
  const components = match.state === "mapped" ? match.components : []
  return {
    externalId: record.ref,
    productRef: record.productRef,
    stockRef: record.stockRef,
    title: record.title,
    sku: record.sku,
    barcode: record.barcode,
    externalUpdatedAt: record.updatedAt,
    state: match.state,
    reason: "reason" in match ? match.reason : null,
    variantId: "variantId" in match ? match.variantId : null,
    mappedBy: "mappedBy" in match ? match.mappedBy : null,
    components,
    inventoryItemIds: components.map(({ inventoryItemId }) => inventoryItemId),
  }
}
