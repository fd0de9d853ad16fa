import type { Run } from "../../run"

/** A number that was given up. */
export interface PoisonedRow {
  readonly id: string
  readonly listingId: string
  readonly title: string
  readonly sku: string | null
  readonly stockRef: string
  readonly externalLocationId: string
  readonly wanted: number | null
  readonly confirmed: number | null
  readonly attempts: number
  readonly reason: string | null
  readonly since: Date
}

const since = "coalesce(p.poisoned_at, p.updated_at)"

/** A page of numbers that were given up, longest ago first. */
export function pageOfPoisoned(
  run: Run,
  page: { connectionId: string; limit: number; afterAt: string | null; afterId: string | null }
): Promise<PoisonedRow[]> {
  return run(
    `SELECT p.id, p.listing_id AS "listingId", l.title, l.sku, p.stock_ref AS "stockRef",
       p.external_location_id AS "externalLocationId", p.wanted_quantity AS wanted, p.confirmed_quantity AS confirmed, p.attempts,
       p.last_error AS reason, ${since} AS since
     FROM anyshelf_channel_publication p JOIN anyshelf_channel_listing l ON l.id = p.listing_id
     WHERE p.connection_id = :connectionId AND p.state = 'poisoned' AND p.deleted_at IS NULL
       AND (CAST(:afterId AS text) IS NULL OR (date_trunc('milliseconds', ${since}), p.id) > (CAST(:afterAt AS timestamptz), CAST(:afterId AS text)))
     ORDER BY date_trunc('milliseconds', ${since}), p.id LIMIT :limit`,
    page
  )
}

export async function countPoisoned(run: Run, connectionId: string): Promise<number> {
  const [row] = await run<{ count: number }>(
    `SELECT count(*)::int AS count FROM anyshelf_channel_publication
     WHERE connection_id = :connectionId AND state = 'poisoned' AND deleted_at IS NULL`,
    { connectionId }
  )
  return row?.count ?? 0
}

/** The listings of some publications of a connection. */
export async function listingsOfPublications(
  run: Run,
  connectionId: string,
  ids: readonly string[]
): Promise<string[]> {
  const rows = await run<{ id: string }>(
    `SELECT DISTINCT listing_id AS id FROM anyshelf_channel_publication
     WHERE connection_id = :connectionId AND id = ANY(:ids) AND deleted_at IS NULL`,
    { connectionId, ids }
  )
  return rows.map(({ id }) => id)
}
