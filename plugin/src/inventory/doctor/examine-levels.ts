import { isRepairable } from "../../domain/doctor"
import type { Examination } from "./examination"
import { observationsOf } from "./find"
import { batchSize } from "./limits"
import { brokenLevels, countLevels, endOfBatch } from "./queries/level-facts"
import { repairLevel } from "./repair-level"

/** Looks at every level with its ledger, reservations and holds, some thousands at a time. */
export async function examineLevels(visit: Examination): Promise<void> {
  const { knex, findings, goOn } = visit
  let after = ""
  let until: string | null
  do {
    until = await endOfBatch(knex, after, batchSize)
    for (const facts of await brokenLevels(knex, { after, until })) await examineLevel(visit, facts)
    findings.levels += await countLevels(knex, { after, until })
    goOn("levels")
    after = until ?? after
  } while (until !== null)
}

async function examineLevel(
  { knex, mayRepair, actor, findings }: Examination,
  facts: Awaited<ReturnType<typeof brokenLevels>>[number]
): Promise<void> {
  const isWorth = mayRepair && facts.broken.some(isRepairable)
  const left = isWorth ? await repairLevel(knex, facts, actor) : facts.broken
  for (const observation of observationsOf(facts)) {
    const isLeft = left.some((law) => law === observation.code)
    findings.add(observation, !mayRepair ? "found" : isLeft ? "left" : "repaired")
  }
}
