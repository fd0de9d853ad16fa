import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { claimOne, claimPlain, type ClaimedLevel } from "../queries/claims"
import type { ClaimRequest, Judged } from "./claim-request"
import { faultOf } from "./faults"
import { judgeAll } from "./judge"
import type { Settled } from "./queue"

/** Sends a batch and settles each request of it: the plain ones by sums, all others one by one, each in one statement. */
export async function sendClaims(
  knex: Knex,
  batch: readonly ClaimRequest[],
  patienceMs: number
): Promise<readonly Settled<Judged>[]> {
  const plain = batch.filter(isPlain)
  const granted = plain.length > 0 ? await grantPlain(knex, plain, patienceMs) : { levels: [], isUnknown: false }
  if (plain.length === batch.length && granted.levels.length > 0) return plain.map(grantedBy(granted.levels))

  const asGranted =
    granted.levels.length > 0
      ? new Map(plain.map((request) => [request, grantedBy(granted.levels)(request)]))
      : new Map()
  const others = batch.filter((request) => !asGranted.has(request))
  const judged = await judgeAll(knex, others, { again: granted.isUnknown, patienceMs })
  const settled = new Map([...asGranted, ...others.map((request, at) => [request, judged[at]!] as const)])
  return batch.map((request) => settled.get(request)!)
}

/** One line of one level, with neither key nor owner, that stock must cover. */
function isPlain({ header, lines, again }: ClaimRequest): boolean {
  const [line, ...more] = lines
  const bare = header === null || (header.key === undefined && header.owner === undefined && !header.tell)
  const isFirm = line?.kind === "reservation" && line.firm && line.floor === "promise"
  return !again && bare && more.length === 0 && isFirm && line.raw === undefined && /^\d+$/.test(line.quantity)
}

/** Grants all of these, or none: the judge then finds out which can be, and what was wrong with the statement if it failed. */
async function grantPlain(
  knex: Knex,
  plain: readonly ClaimRequest[],
  patienceMs: number
): Promise<{ levels: readonly ClaimedLevel[]; isUnknown: boolean }> {
  try {
    const [only, ...more] = plain
    const levels =
      more.length === 0
        ? await claimOne(knex, only!.lines[0]!, only!.cause, patienceMs)
        : await claimMany(knex, plain, patienceMs)
    return { levels, isUnknown: false }
  } catch (error) {
    return { levels: [], isUnknown: faultOf(error) === "lost" }
  }
}

const claimMany = (knex: Knex, plain: readonly ClaimRequest[], patienceMs: number) =>
  claimPlain(
    knex,
    plain.map(({ lines }) => lines[0]!),
    plain.map(({ header }) => header?.cause),
    patienceMs
  )

function grantedBy(levels: readonly ClaimedLevel[]): (request: ClaimRequest) => Settled<Judged> {
  const at = levels[0]!.at
  const byPair = new Map(levels.map(({ item, place, level }) => [`${item}\n${place}`, [level]]))
  return ({ lines: [line] }) => ({
    answer: { answer: { ok: true, levels: byPair.get(`${line!.item}\n${line!.at[0]}`) ?? [] }, at },
  })
}
