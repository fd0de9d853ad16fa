import { MedusaError } from "@medusajs/framework/utils"
import { faultOf } from "../engine/faults"
import { tidyHolds, tidyKeys, type Runner } from "../queries/holds"

const limitMax = 10_000
/** A level that is busy whenever it is looked at is waited for once its lapsed holds are this old. */
const graceMs = 15_000
const waitsMax = 10
const patienceMs = 2_000

/**
 * Removes up to `limit` lapsed holds, and as many idempotency keys that are older than a day. Levels at work are passed over
 * until the next time, but not for ever. Does nothing while another process tidies. Throws INVALID_DATA for a limit that is no
 * whole number from 1 to 10,000.
 */
export async function tidyClaims(
  runner: Runner,
  { limit }: { readonly limit: number }
): Promise<{ holds: number; keys: number }> {
  if (!Number.isInteger(limit) || limit < 1 || limit > limitMax) {
    throw new MedusaError(MedusaError.Types.INVALID_DATA, `limit must be a whole number from 1 to ${limitMax}.`)
  }
  let holds = await tidyHolds(runner, { limit, graceMs: 0, patienceMs: null })
  for (let waits = 0; waits < waitsMax && holds < limit; waits += 1) {
    const more = await tidyBusy(runner, limit - holds)
    if (more === 0) break
    holds += more
  }
  return { holds, keys: await tidyKeys(runner, limit) }
}

/** The level that has been passed over longest. When it is not had in time even so, the next run tries again. */
async function tidyBusy(runner: Runner, limit: number): Promise<number> {
  try {
    return await tidyHolds(runner, { limit, graceMs, patienceMs })
  } catch (error) {
    if (faultOf(error) === "contended") return 0
    throw error
  }
}
