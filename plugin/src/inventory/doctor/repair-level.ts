import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { describe, isRepairable } from "../../domain/doctor"
import { observationsOf } from "./find"
import { patienceMs } from "./limits"
import { brokenLevels, type LevelFacts, type LevelLaw } from "./queries/level-facts"
import {
  limitPatience,
  lockLevel,
  markLevel,
  removeHolds,
  setCounters,
  tellCause,
  writeAdjustingEntry,
} from "./queries/repair-level"
import { retrying } from "./retrying"

type Pair = { readonly item: string; readonly place: string }

const ledgerLaws: readonly LevelLaw[] = ["level_not_ledger", "ledger_broken", "version_not_ledger"]
const holdLaws: readonly LevelLaw[] = ["holds_not_tidied", "holds_without_level"]

/**
 * Puts one pair right, in one transaction under the lock of its level, by what is true there and then. Gives the laws that
 * are still broken; all of them when somebody else held the level for too long.
 */
export async function repairLevel(knex: Knex, found: LevelFacts, actor: string): Promise<readonly LevelLaw[]> {
  const pair = { item: found.item, place: found.place }
  return (
    (await retrying(() => knex.transaction((transaction) => repairUnderLock(transaction, pair, actor)))) ?? found.broken
  )
}

async function repairUnderLock(transaction: Knex.Transaction, pair: Pair, actor: string): Promise<readonly LevelLaw[]> {
  await limitPatience(transaction, patienceMs)
  await lockLevel(transaction, pair)
  const facts = await factsOf(transaction, pair)
  const broken = facts?.broken.filter(isRepairable) ?? []
  if (!facts || broken.length === 0) return facts?.broken ?? []
  const reason = reasonOf(facts)
  await tellCause(transaction, { cause: "doctor", code: broken[0]!, actor, reason })

  if (has(broken, holdLaws)) await removeHolds(transaction, facts)
  if (has(broken, ledgerLaws)) await writeAdjustingEntry(transaction, facts, reason)
  // Read again: what was removed a moment ago must not be counted.
  const present = await factsOf(transaction, pair)
  if (present?.level_id && present.broken.some(isRepairable)) await setCounters(transaction, present)
  if (present?.level_id) await markLevel(transaction, pair)
  return (await factsOf(transaction, pair))?.broken ?? []
}

const factsOf = async (transaction: Knex.Transaction, pair: Pair) => (await brokenLevels(transaction, pair))[0]

const has = (broken: readonly LevelLaw[], laws: readonly LevelLaw[]) => broken.some((law) => laws.includes(law))

/** What was wrong, in the words of the report: it stands beside each movement that puts it right. */
const reasonOf = (facts: LevelFacts) =>
  observationsOf(facts)
    .filter(({ code }) => isRepairable(code))
    .map((observation) => describe(observation, "found").sentence)
    .join(" ")
