import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { addLags, lagWithin } from "../../../../../../domain/channels/lag-histogram"
import type ChannelsService from "../../../../../../modules/channels/service"
import { channelsOf, connectionOf } from "../../answer"
import { readSamplesQuery } from "../../schema"
import type { SampleAnswer, SamplesAnswer } from "../../types"

/** What happened over time; without `from` and `to`, in the last hour. */
export async function GET(request: AuthenticatedMedusaRequest, response: MedusaResponse<SamplesAnswer>): Promise<void> {
  const { from, to, bucket_minutes } = await readSamplesQuery(request.query)
  const { id } = await connectionOf(request)
  const rows = await channelsOf(request).readSampleRows({ connectionId: id, from, to, bucketMinutes: bucket_minutes })
  response.json({ from: from.toISOString(), to: to.toISOString(), bucket_minutes, samples: rows.map(describeSample) })
}

type SampleRow = Awaited<ReturnType<ChannelsService["readSampleRows"]>>[number]

function describeSample({ at, lags, queueDepth, inboxDepth, circuitOpenMs, ...counts }: SampleRow): SampleAnswer {
  const lag = addLags(lags)
  return {
    at: at.toISOString(),
    ...counts,
    lag_p50_ms: lagWithin(lag, 0.5),
    lag_p95_ms: lagWithin(lag, 0.95),
    lag_p99_ms: lagWithin(lag, 0.99),
    queue_depth: queueDepth,
    inbox_depth: inboxDepth,
    circuit_open: circuitOpenMs > 0,
  }
}
