import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { MedusaError } from "@medusajs/framework/utils"
import { refreshConnection } from "../../../../../../../channels/connections/steer-connection"
import { CsvRefused, mapByCsv } from "../../../../../../../channels/mapping/map-by-csv"
import { medusaShop } from "../../../../../../../channels/medusa-shop"
import { mappingColumns } from "../../../../../../../domain/channels/read-mapping-row"
import { csvLine } from "../../../../../../../domain/shared/csv"
import {
  pageOfListings,
  variantsOfListings,
  type AdminListingRow,
} from "../../../../../../../reads/channel-admin/queries/listings"
import { runOn, type Run } from "../../../../../../../reads/run"
import { channelsOf, connectionOf } from "../../../answer"
import { readBulkQuery, readCsvQuery } from "../../../schema"
import type { BulkMapAnswer } from "../../../types"

const pageSize = 1_000

/** The listings as CSV, to be filled in and sent back. Written as it is read, however many there are. */
export async function GET(request: AuthenticatedMedusaRequest, response: MedusaResponse): Promise<void> {
  const { state = null } = await readCsvQuery(request.query)
  const { id } = await connectionOf(request)
  response.writeHead(200, {
    "content-type": "text/csv; charset=utf-8",
    "content-disposition": `attachment; filename="${id}-listings.csv"`,
    "cache-control": "no-store",
  })
  // Spreadsheets take a file without this mark for one in the machine's own code page.
  response.write("\uFEFF" + csvLine(mappingColumns))
  for await (const lines of linesOf(runOn(request.scope), id, state)) {
    if (response.destroyed) return
    if (!response.write(lines)) await new Promise((go) => response.once("drain", go).once("close", go))
  }
  response.end()
}

/** Does what a file says of listings; unless `dry_run=false`, only tells what it would do. */
export async function POST(
  request: AuthenticatedMedusaRequest,
  response: MedusaResponse<BulkMapAnswer>
): Promise<void> {
  const { dry_run } = await readBulkQuery(request.query)
  const dryRun = dry_run === "true"
  const { id } = await connectionOf(request)
  const channels = channelsOf(request)
  try {
    const report = await mapByCsv({ channels, shop: medusaShop(request.scope) }, id, request, { dryRun })
    // One reading of all listings tells which articles the channel counts, and publishes: cheaper than a look at each.
    const isChanged = !dryRun && report.mapped + report.ignored + report.unmapped > 0
    if (isChanged) await refreshConnection(channels.connections, id)
    response.json({ dry_run: dryRun, ...report })
  } catch (error) {
    throw error instanceof CsvRefused ? new MedusaError(MedusaError.Types.INVALID_DATA, error.message) : error
  }
}

async function* linesOf(run: Run, connectionId: string, state: string | null): AsyncGenerator<string> {
  let last: AdminListingRow | undefined
  do {
    const after = { afterTitle: last?.title ?? null, afterId: last?.id ?? null }
    const rows = await pageOfListings(run, { connectionId, state, pattern: null, limit: pageSize, ...after })
    const variants = await variantsOfListings(
      run,
      rows.map(({ id }) => id)
    )
    const skus = new Map(variants.map(({ listingId, sku }) => [listingId, sku]))
    yield rows.map((row) => lineOf(row, skus.get(row.id) ?? null)).join("")
    last = rows.length < pageSize ? undefined : rows.at(-1)
  } while (last)
}

/** The action is left empty: a file that comes back as it was changes nothing but what is filled in. */
const lineOf = (row: AdminListingRow, variantSku: string | null): string => {
  const isSaid = row.mappedBy === "hand" || row.mappedBy === "csv"
  const cells = [row.externalId, row.title, row.sku, row.barcode, row.state, row.reason]
  return csvLine([...cells, isSaid ? row.variantId : null, isSaid ? variantSku : null, null])
}
