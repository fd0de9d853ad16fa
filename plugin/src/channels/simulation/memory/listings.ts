import type { ChannelMemory } from "../../shop"
import { isDeepStrictEqual } from "node:util"
import type { ListingRow, Tables } from "./tables"

type Methods = Pick<
  ChannelMemory,
  | "upsertListings"
  | "readUnseenListings"
  | "removeListings"
  | "removeUnseenListings"
  | "readListingMatches"
  | "removeOtherPlaces"
>

/** What `modules/channels/listings/queries.ts` does. */
export function listingMemory(tables: Tables): Methods {
  const { listings, publications } = tables
  const remove = (gone: (row: ListingRow) => boolean) => {
    const ids = new Set([...listings.values()].filter(gone).map(({ id }) => id))
    if (ids.size === 0) return 0
    for (const [key, { id }] of listings) if (ids.has(id)) listings.delete(key)
    for (const [key, { listingId }] of publications) if (ids.has(listingId)) publications.delete(key)
    return ids.size
  }
  return {
    upsertListings: async (connectionId, rows) =>
      rows.map((row) => {
        const key = `${connectionId} ${row.externalId}`
        const before = listings.get(key)
        const externalUpdatedAt = Date.parse(row.externalUpdatedAt)
        const id = before?.id ?? tables.newId("anylist")
        const after = { ...row, id, connectionId, externalUpdatedAt, seenAt: tables.now() }
        listings.set(key, after)
        const { externalId, stockRef, state } = after
        return { id, externalId, stockRef, state, changed: !before || differs(before, after) }
      }),
    removeListings: async (connectionId, externalIds) =>
      void remove((row) => row.connectionId === connectionId && externalIds.includes(row.externalId)),
    readUnseenListings: async ({ connectionId, since, limit }) =>
      [...listings.values()]
        .filter((row) => row.connectionId === connectionId && row.seenAt < since.getTime())
        .slice(0, limit)
        .map(({ externalId }) => externalId),
    removeUnseenListings: async (connectionId, since) =>
      remove((row) => row.connectionId === connectionId && row.seenAt < since.getTime()),
    readListingMatches: async (connectionId, externalIds) =>
      [...new Set(externalIds)].flatMap((externalId) => {
        const row = listings.get(`${connectionId} ${externalId}`)
        if (!row) return []
        const { state, variantId, components } = row
        return [{ externalId, state, variantId, components, saidBy: null, saidVariantId: null }]
      }),
    removeOtherPlaces: async (connectionId, places) => {
      for (const [key, row] of publications)
        if (row.connectionId === connectionId && !places.includes(row.locationRef)) publications.delete(key)
    },
  }
}

const differs = (before: ListingRow, after: ListingRow) =>
  before.state !== after.state ||
  before.stockRef !== after.stockRef ||
  before.externalUpdatedAt !== after.externalUpdatedAt ||
  !isDeepStrictEqual(before.components, after.components)
