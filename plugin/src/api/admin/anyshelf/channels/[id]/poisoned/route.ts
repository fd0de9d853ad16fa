import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { countPoisoned, pageOfPoisoned, type PoisonedRow } from "../../../../../../reads/channel-admin/queries/poisoned"
import { runOn } from "../../../../../../reads/run"
import { connectionOf } from "../../answer"
import { readCursor, readInstant, writeCursor } from "../../cursor"
import { readPageQuery } from "../../schema"
import type { PoisonedAnswer, PoisonedNumber } from "../../types"

/** Numbers that the channel would not take, longest ago first. */
export async function GET(
  request: AuthenticatedMedusaRequest,
  response: MedusaResponse<PoisonedAnswer>
): Promise<void> {
  const { limit, after } = await readPageQuery(request.query)
  const [afterAt = null, afterId = null] = readCursor(after, 2) ?? []
  if (afterAt !== null) readInstant(afterAt)
  const { id: connectionId } = await connectionOf(request)
  const run = runOn(request.scope)
  const [found, count] = await Promise.all([
    pageOfPoisoned(run, { connectionId, limit: limit + 1, afterAt, afterId }),
    countPoisoned(run, connectionId),
  ])
  const shown = found.slice(0, limit)
  const last = shown.at(-1)
  const next = found.length > limit && last ? writeCursor(last.since.toISOString(), last.id) : null
  response.json({ poisoned: shown.map(describe), next, count })
}

const describe = (row: PoisonedRow): PoisonedNumber => ({
  id: row.id,
  listing_id: row.listingId,
  title: row.title,
  sku: row.sku,
  stock_ref: row.stockRef,
  external_location_id: row.externalLocationId,
  wanted: row.wanted,
  confirmed: row.confirmed,
  attempts: row.attempts,
  reason: row.reason ?? "The channel gave no reason.",
  since: row.since.toISOString(),
})
