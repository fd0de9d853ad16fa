import { setTimeout as wait } from "node:timers/promises"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { Crew } from "../crew/crew"
import type { StormPlan } from "../plan"
import type { Blow, ScratchServer } from "../postgres/server"
import { endSessions, readServingProcess } from "../queries/sessions"
import type { Random } from "../random"

export interface KillOptions {
  readonly plan: StormPlan
  readonly crew: Crew
  readonly server: ScratchServer
  readonly knex: Knex
  readonly chance: Random
  /** How many claims have been answered. */
  readonly attempts: () => number
  readonly signal: AbortSignal
}

/** What was killed so far. */
export interface Killed {
  workers: number
  databases: number
}

type Kill = { readonly at: number; readonly what: "worker" | Blow }

/** Kills workers and databases, spread over the attempts with a little chance, until all that was planned is done. */
export async function kill(options: KillOptions, killed: Killed): Promise<void> {
  for (const { at, what } of planKills(options)) {
    while (options.attempts() < at) {
      if (options.signal.aborted) return
      await wait(10)
    }
    if (what === "worker") {
      await options.crew.killOne(options.chance)
      killed.workers += 1
    } else {
      await strike(what, options)
      killed.databases += 1
    }
  }
}

/** Kills fall between a twentieth and nine tenths of the way, so that work goes on before and after each. */
function planKills({ plan, server, chance }: KillOptions): Kill[] {
  const spread = (count: number, what: (at: number) => Kill["what"]): Kill[] =>
    Array.from({ length: count }, (_, at) => ({
      at: plan.attempts * (0.05 + (0.85 * (at + chance.next())) / count),
      what: what(at),
    }))
  return [
    ...spread(plan.workerKills, () => "worker"),
    ...spread(plan.databaseKills, (at) => server.blows[at % server.blows.length]!),
  ].sort((one, other) => one.at - other.at)
}

async function strike(blow: Blow, { server, knex, signal }: KillOptions): Promise<void> {
  if (blow === "server") await server.killAndRestart()
  else if (blow === "sessions") await endSessions(knex)
  else server.killProcess(await someProcess(knex))
  await untilAnswers(knex, signal)
}

/** A session may be between two workers' lives: one comes. */
async function someProcess(knex: Knex): Promise<number> {
  for (let tries = 0; tries < 600; tries += 1) {
    const pid = await readServingProcess(knex)
    if (pid !== undefined) return pid
    await wait(50)
  }
  throw new Error("Nobody connects to the database any more: there is no session to kill.")
}

/** Resolves when the database answers again; throws when it does not within two minutes, or nobody waits any more. */
export async function untilAnswers(knex: Knex, signal?: AbortSignal): Promise<void> {
  for (let tries = 0; ; tries += 1) {
    try {
      await knex.raw("select 1")
      return
    } catch (error) {
      if (tries === 1_200 || signal?.aborted) throw error
      await wait(100)
    }
  }
}
