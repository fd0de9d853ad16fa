import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { reachShop } from "../../../../../../channels/connections/reach-shop"
import { wayOut } from "../../../../../../channels/way-out"
import { channelsOf, connectionOf } from "../../answer"
import type { TestAnswer } from "../../types"

/** Reaches the shop once, with the settings as they are stored. */
export async function POST(request: AuthenticatedMedusaRequest, response: MedusaResponse<TestAnswer>): Promise<void> {
  const { connection, problem } = await connectionOf(request)
  if (!connection) return void response.json({ ok: false, took_ms: 0, reason: problem?.reason ?? "It cannot work." })
  const reached = await reachShop(connection, wayOut(channelsOf(request).connections))
  response.json(
    reached.ok
      ? { ok: true, took_ms: reached.tookMs, places: [...reached.places] }
      : { ok: false, took_ms: reached.tookMs, reason: reached.reason }
  )
}
