import DataLoader from "dataloader"
import { findExternalListings, findListings, type ExternalListing, type ListingRow } from "../reads/channels/queries"
import type { Run } from "../reads/run"

/** Either of the two keys by which a listing is known. */
export type ListingKey = { readonly id: string } | ExternalListing

/** A loader of listings by our id or by the channel's: at most one statement for each of the two. */
export function listingLoader(run: Run): DataLoader<ListingKey, ListingRow | null, string> {
  return new DataLoader(
    async (keys) => {
      const [ours, theirs] = await Promise.all([
        readSome(
          keys.filter(isOurs).map((key) => key.id),
          (ids) => findListings(run, ids)
        ),
        readSome(keys.filter(isTheirs), (pairs) => findExternalListings(run, pairs)),
      ])
      const found = new Map([
        ...ours.map((row) => [name(row), row] as const),
        ...theirs.map((row) => [pair(row), row] as const),
      ])
      return keys.map((key) => found.get(isOurs(key) ? name(key) : pair(key)) ?? null)
    },
    { cacheKeyFn: (key) => (isOurs(key) ? name(key) : pair(key)) }
  )
}

const isOurs = (key: ListingKey): key is { readonly id: string } => "id" in key
const isTheirs = (key: ListingKey): key is ExternalListing => !isOurs(key)
const name = ({ id }: { readonly id: string }) => `id ${id}`
const pair = ({ connectionId, externalId }: ExternalListing) => `of ${connectionId} ${externalId}`

async function readSome<Key, Row>(
  keys: readonly Key[],
  read: (keys: readonly Key[]) => Promise<Row[]>
): Promise<Row[]> {
  return keys.length === 0 ? [] : read(keys)
}
