import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { assertOurs } from "../doctor/assert-ours"
import { CouldNotRun } from "../doctor/could-not-run"
import { ourMigrations } from "../doctor/our-migrations"
import { tellCause } from "../doctor/queries/repair-level"
import { planRemoval, type RemovalPlan } from "./plan-removal"
import { otherSessions, ownSession } from "./queries/plan"
import { bindWhereItLies, forgetLinks, forgetMigrations, lockStock, removeOurs } from "./queries/remove"

/** How long to wait for somebody who reads or writes stock, in milliseconds. */
const patienceMs = 10_000

export interface Removal {
  readonly plan: RemovalPlan
  /** The schema that now has our tables; null when they were dropped. */
  readonly history: string | null
}

/**
 * Hands stock back to Medusa's own Inventory Module: pool reservations become ordinary ones, holds end, and everything of ours
 * leaves the database, in one transaction. Every level and reservation of Medusa's keeps its figures.
 *
 * Throws `CouldNotRun` while other processes are connected, or when the database is not ours.
 *
 * @param keepHistory - moves our tables, the ledger among them, into a schema of their own instead of dropping them
 * @param now - names that schema
 */
export async function uninstall(
  knex: Knex,
  { keepHistory, now }: { keepHistory: boolean; now: Date }
): Promise<Removal> {
  await assertOurs(knex)
  const history = keepHistory ? `anyshelf_history_${now.toISOString().replace(/\D/g, "").slice(0, 14)}` : null
  return knex.transaction(async (transaction) => {
    await assertAlone(transaction)
    await lockStock(transaction, patienceMs).catch(sayWhoIsBusy)
    const plan = await planRemoval(transaction)
    const reason = "Anyshelf was uninstalled: the pool reservation became an ordinary one."
    await tellCause(transaction, { cause: "uninstall", code: "pool-reservation", actor: "cli", reason })
    for (const pool of plan.pools) await bindWhereItLies(transaction, pool)
    await removeOurs(transaction, plan.ours, history)
    await forgetLinks(transaction)
    await forgetMigrations(transaction, ourMigrations())
    return { plan, history }
  })
}

/** A process that goes on would find its functions gone. It could not oversell, but every sale would fail. */
export async function assertAlone(connection: Knex | Knex.Transaction): Promise<void> {
  const others = await otherSessions(connection, [await ownSession(connection)])
  if (others.length === 0) return
  const list = others.map(({ application, address, since }) => `  ${application} from ${address}, since ${since}`)
  throw new CouldNotRun(
    `Stop all Medusa processes of this shop first. Others are connected to its database as the same user:\n${list.join("\n")}`
  )
}

const lockNotAvailable = "55P03"

function sayWhoIsBusy(error: unknown): never {
  if ((error as { code?: string }).code !== lockNotAvailable) throw error
  throw new CouldNotRun(
    "Somebody is working on stock in this database. Stop all Medusa processes and imports, then try again."
  )
}
