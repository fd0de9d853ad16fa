import type { SqlEntityManager } from "@medusajs/framework/mikro-orm/knex"
import { MathBN, MedusaError } from "@medusajs/framework/utils"
import type { Shortage } from "./contract"
import { pairKey, type Demand, type Pair } from "./demand"
import { claimStock, lockLevels, readFigures, type Floor } from "./queries/claim"
import type { ChangedLevel } from "./queries/recordset"

/** The outcome of a claim: the levels it changed, or why it changed none. */
export type ClaimOutcome =
  | { readonly ok: true; readonly levels: readonly ChangedLevel[] }
  | { readonly ok: false; readonly short: readonly Shortage[]; readonly unstocked: readonly Pair[] }

/** Claims or releases the whole demand in the caller's transaction, or changes nothing and says what was short. */
export async function tryClaim(
  manager: SqlEntityManager,
  demand: readonly Demand[],
  floor: Floor
): Promise<ClaimOutcome> {
  if (demand.length === 0) return { ok: true, levels: [] }
  if (demand.length > 1) await lockLevels(manager, demand)
  const levels = await claimStock(manager, demand, floor)
  const claiming = demand.filter((pair) => MathBN.gte(pair.quantity, 0))
  if (levels.length >= claiming.length) return { ok: true, levels }
  if (levels.length === 0) return { ok: false, ...(await explain(manager, claiming, floor)) }
  // A level of the batch was created between the lock and the claim. Only a rollback is right now.
  throw new MedusaError(
    MedusaError.Types.CONFLICT,
    "Stock levels were created while they were being reserved; nothing was reserved. Try again."
  )
}

/** As `tryClaim`, but a refusal is the error that core's callers expect. */
export async function claimOrThrow(
  manager: SqlEntityManager,
  demand: readonly Demand[],
  floor: Floor
): Promise<readonly ChangedLevel[]> {
  const outcome = await tryClaim(manager, demand, floor)
  if (outcome.ok) return outcome.levels
  if (outcome.unstocked.length > 0) throw notStocked(outcome.unstocked)
  throw insufficient(outcome.short)
}

/** The error for pairs that have no level. */
export function notStocked(pairs: readonly Pair[]): MedusaError {
  const named = pairs.map((pair) => `Item ${pair.item} is not stocked at location ${pair.location}`).join(", ")
  return new MedusaError(MedusaError.Types.NOT_FOUND, `${named}. Create the inventory level first.`)
}

/** The error for demand that stock does not cover. */
export function insufficient(short: readonly Shortage[]): MedusaError {
  const named = short.map(
    (pair) => `item ${pair.inventoryItemId} at location ${pair.locationId} has ${pair.available}, ${pair.wanted} wanted`
  )
  return new MedusaError(
    MedusaError.Types.NOT_ALLOWED,
    `Not enough stock available: ${named.join("; ")}. Ask for less, choose another location or allow a back-order.`,
    MedusaError.Codes.INSUFFICIENT_INVENTORY
  )
}

/** Reads the figures of refused demand. They may have moved since: the refusal stands, and names every firm pair then. */
async function explain(manager: SqlEntityManager, demand: readonly Demand[], floor: Floor) {
  const figures = new Map((await readFigures(manager, demand, floor)).map((row) => [pairKey(row), row]))
  const unstocked = demand.filter((pair) => !figures.has(pairKey(pair)))
  const all = demand
    .filter((pair) => pair.firm !== null)
    .map((pair) => shortage(pair, figures.get(pairKey(pair))?.available ?? "0"))
  const short = all.filter((pair) => pair.available < pair.wanted)
  return { short: short.length > 0 ? short : all, unstocked }
}

const shortage = (pair: Demand, available: string): Shortage => ({
  inventoryItemId: pair.item,
  locationId: pair.location,
  wanted: Number(pair.quantity),
  available: Math.max(0, Number(available)),
})
