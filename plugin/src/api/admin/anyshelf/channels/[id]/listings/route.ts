import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { countListings, pageOfListings } from "../../../../../../reads/channel-admin/queries/listings"
import { containing } from "../../../../../../reads/pattern"
import { runOn } from "../../../../../../reads/run"
import { connectionOf } from "../../answer"
import { readCursor, writeCursor } from "../../cursor"
import { describeListings } from "../../describe-listing"
import { readListingsQuery } from "../../schema"
import type { ListingsAnswer } from "../../types"

const none = { mapped: 0, unmatched: 0, ambiguous: 0, untracked: 0, ignored: 0 }

/** A page of a channel's listings, by title: of one state, or those in which a text is found. */
export async function GET(
  request: AuthenticatedMedusaRequest,
  response: MedusaResponse<ListingsAnswer>
): Promise<void> {
  const { state = null, q, limit, after } = await readListingsQuery(request.query)
  const [afterTitle = null, afterId = null] = readCursor(after, 2) ?? []
  const { id: connectionId } = await connectionOf(request)
  const run = runOn(request.scope)
  const page = { connectionId, state, pattern: containing(q), limit: limit + 1, afterTitle, afterId }
  const [found, counts] = await Promise.all([pageOfListings(run, page), countListings(run, connectionId)])
  const shown = found.slice(0, limit)
  const last = shown.at(-1)
  response.json({
    listings: await describeListings(run, shown),
    next: found.length > limit && last ? writeCursor(last.title, last.id) : null,
    counts: { ...none, ...Object.fromEntries(counts.map((each) => [each.state, each.count])) },
  })
}
