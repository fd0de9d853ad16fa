import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { Findings, type DoctorReport } from "../../domain/doctor"
import { assertOurs } from "./assert-ours"
import { examineChannels } from "./examine-channels"
import { examineLevels } from "./examine-levels"
import { examineOrders } from "./examine-orders"
import { examineReservations } from "./examine-reservations"
import { note, type DoctorProgress, type Examination } from "./examination"
import { examineMachinery, repairMachinery } from "./machinery"
import { namesOfLocations, tablesAmong } from "./queries/database"
import { aboutHowManyLevels } from "./queries/level-facts"

/** What the doctor is asked. */
export interface DoctorRequest {
  /** Puts right what needs nobody's decision, by compensating movements. Default: only looks. */
  readonly repair?: boolean
  /** Who asks, for the ledger: a user's id, or `cli`. */
  readonly actor: string
  /** Told after each batch. */
  readonly onProgress?: (progress: DoctorProgress) => void
  /** Ends the visit between two batches; it then throws the signal's reason. What was repaired stays so. */
  readonly signal?: AbortSignal
}

/**
 * Looks at all stock of a database and says what is wrong; repairs it when asked. Safe while the shop sells: every law is
 * judged in one statement, and again under lock before anything is written. Repeating it changes nothing.
 *
 * Throws `CouldNotRun` for a database that is not ours, or is older than this Anyshelf.
 *
 * @param knex - a pool or a single connection on the shop's database, its schema first in the search path
 */
export async function runDoctor(knex: Knex, request: DoctorRequest): Promise<DoctorReport> {
  await assertOurs(knex)
  const startedAt = new Date()
  const findings = new Findings()
  const visit = await visitOf(knex, request, findings)
  // First of all: every repair below relies on the triggers to write the ledger.
  const isWhole = await examineParts(visit)
  const rest = isWhole ? visit : { ...visit, mayRepair: false }
  await examineLevels(rest)
  await examineReservations(rest)
  await examineOrders(rest)
  await examineChannels(rest)
  return findings.report({ startedAt, finishedAt: new Date() }, await locationNames(knex, findings.locationIds))
}

async function visitOf(knex: Knex, request: DoctorRequest, findings: Findings): Promise<Examination> {
  const levelsTotal = await aboutHowManyLevels(knex)
  return {
    knex,
    mayRepair: request.repair === true,
    actor: request.actor,
    findings,
    goOn: (part) => {
      request.onProgress?.({ part, levels: findings.levels, levelsTotal, ...findings.sums })
      request.signal?.throwIfAborted()
    },
  }
}

/** False when functions or triggers are not as they should be and stay so: nothing may be repaired through them. */
async function examineParts(visit: Examination): Promise<boolean> {
  const { observations, altered } = await examineMachinery(visit.knex).catch(unlessForbidden(visit))
  if (observations.length === 0) return true
  const isRight = visit.mayRepair && (await repairMachinery(visit.knex, altered))
  for (const observation of observations) await note(visit, observation, async () => isRight)
  visit.goOn("functions")
  return isRight
}

const insufficientPrivilege = "42501"

/** Comparing needs a schema that is thrown away again; a user who may not create one can still have the rest examined. */
const unlessForbidden =
  ({ findings }: Examination) =>
  (error: unknown): { observations: []; altered: [] } => {
    if ((error as { code?: string }).code !== insufficientPrivilege) throw error
    findings.skip(
      "Functions and triggers were not compared: the database user may not create a schema (grant create on database)."
    )
    return { observations: [], altered: [] }
  }

async function locationNames(knex: Knex, ids: readonly string[]): Promise<Map<string, string>> {
  const tables = await tablesAmong(knex, ["stock_location"])
  return tables.size > 0 && ids.length > 0 ? namesOfLocations(knex, ids) : new Map()
}
