import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { Findings, Observation } from "../../domain/doctor"
import { isRepairable } from "../../domain/doctor"

/** How far the doctor has come. */
export interface DoctorProgress {
  /** What is being looked at: `functions`, `levels`, `reservations`, `orders` or `channels`. */
  readonly part: string
  readonly levels: number
  /** An estimate. */
  readonly levelsTotal: number
  readonly found: number
  readonly repaired: number
}

/** One visit of the doctor: where it looks, what it may do, and where it writes things down. */
export interface Examination {
  readonly knex: Knex
  readonly mayRepair: boolean
  /** Who asked, for the ledger. */
  readonly actor: string
  readonly findings: Findings
  /** Tells how far it has come, and throws when nobody waits for the answer any more. */
  readonly goOn: (part: string) => void
}

/**
 * Notes what was seen, and puts it right where that is asked for and nobody has to decide. `repair` looks again under lock
 * and gives false when it is still wrong.
 */
export async function note(
  { mayRepair, findings }: Examination,
  observation: Observation,
  repair?: () => Promise<boolean>
): Promise<void> {
  if (!mayRepair) return findings.add(observation, "found")
  const isRight = repair !== undefined && isRepairable(observation.code) && (await repair())
  findings.add(observation, isRight ? "repaired" : "left")
}
