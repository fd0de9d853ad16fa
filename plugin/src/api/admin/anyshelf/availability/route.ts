import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { countVariants, searchVariants } from "../../../../reads/merchant/queries"
import { containing } from "../../../../reads/pattern"
import { runOn } from "../../../../reads/run"
import { chooseChannel, describeServices, describeVariants } from "./describe"
import { readAvailabilityQuery } from "./schema"
import type { AvailabilityPage } from "./types"

/** Variants whose SKU, barcode or title matches, with what can be promised of each, where, and why. */
export async function GET(request: MedusaRequest, response: MedusaResponse<AvailabilityPage>): Promise<void> {
  const { q, limit, offset, sales_channel_id } = await readAvailabilityQuery(request.query)
  const run = runOn(request.scope)
  const { channels, chosen } = await chooseChannel(run, sales_channel_id)
  const pattern = containing(q)
  const [rows, count] = await Promise.all([
    searchVariants(run, { pattern, limit, offset }),
    countVariants(run, pattern),
  ])
  response.json({
    variants: await describeVariants(request.scope, rows, chosen),
    count,
    limit,
    offset,
    sales_channels: channels,
    sales_channel_id: chosen,
    services: await describeServices(request.scope, chosen),
  })
}
