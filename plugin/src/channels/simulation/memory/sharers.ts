import type { Sharer } from "../../../domain/channels/publishing-mode"
import { isDeepStrictEqual } from "node:util"
import type { ChannelMemory } from "../../shop"
import { markDirty } from "./publications"
import type { ListingRow, PublicationRow, Tables } from "./tables"

type Methods = Pick<ChannelMemory, "saveMode" | "markSharers" | "readSharers">

/** What `modules/channels/publications/queries/sharers.ts` does. */
export function sharerMemory(tables: Tables): Methods {
  return {
    saveMode: async ({ connectionId, publishing }) => {
      const row = tables.connections.get(connectionId)
      if (!row || isDeepStrictEqual(row.publishedMode, publishing)) return false
      row.publishedMode = publishing
      return true
    },
    markSharers: async (connectionId) => {
      const ours = mapped(tables).filter((each) => each.connectionId === connectionId)
      const theirs = mapped(tables).filter((each) => each.connectionId !== connectionId && ours.some(shares(each)))
      const ids = new Set(theirs.map(({ id }) => id))
      for (const row of tables.publications.values()) if (ids.has(row.listingId)) markDirty(row, tables.now())
    },
    readSharers: async (publicationIds) =>
      [...tables.publications.values()]
        .filter(({ id }) => publicationIds.includes(id))
        .flatMap((row) => sharersOf(tables, row).map((sharer) => ({ ...sharer, publicationId: row.id }))),
  }
}

function sharersOf(tables: Tables, { connectionId, listingId }: PublicationRow): Sharer[] {
  const listing = [...tables.listings.values()].find(({ id }) => id === listingId)
  if (!listing) return []
  const others = mapped(tables).filter((each) => each.connectionId !== connectionId && shares(listing)(each))
  return [...new Set(others.map((each) => each.connectionId))].flatMap((other) => {
    const publishing = tables.connections.get(other)?.publishedMode
    const ids = new Set(others.filter((each) => each.connectionId === other).map(({ id }) => id))
    return publishing ? [{ connectionId: other, publishing, exposed: exposedOf(tables, ids) }] : []
  })
}

/** The most that may be shown: of what was confirmed and what was sent, the larger. */
function exposedOf({ publications }: Tables, listingIds: ReadonlySet<string>): number {
  let units = 0
  for (const { listingId, confirmedQuantity, pending } of publications.values())
    if (listingIds.has(listingId)) units += Math.max(confirmedQuantity ?? 0, pending?.quantity ?? 0)
  return units
}

const mapped = ({ listings }: Tables) => [...listings.values()].filter(({ state }) => state === "mapped")

const shares = (one: ListingRow) => (other: ListingRow) =>
  one.inventoryItemIds.some((itemId) => other.inventoryItemIds.includes(itemId))
