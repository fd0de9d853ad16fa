import type { MedusaResponse } from "@medusajs/framework/http"

/** Runs `work`; when the inventory takes no more calls at the moment, the answer is 503 with the time to wait. */
export async function orBusy(response: MedusaResponse, work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    const { code, message, retryAfterMs = 1000 } = error as { code?: string; message?: string; retryAfterMs?: number }
    if (code !== "inventory_busy") throw error
    response.setHeader("Retry-After", String(Math.ceil(retryAfterMs / 1000)))
    response.status(503).json({ type: "inventory_busy", code, message })
  }
}
