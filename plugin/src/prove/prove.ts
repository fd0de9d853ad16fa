import { join } from "node:path"
import type { WorkerProgram } from "./crew/member"
import { firstSeed, type StormPlan } from "./plan"
import { openServer } from "./postgres/open-server"
import { scratchDatabase } from "./postgres/scratch-database"
import type { ScratchServer } from "./postgres/server"
import { storm, type StormOutcome, type StormProgress } from "./storm/storm"

export interface ProveOptions {
  readonly plan: StormPlan
  /** How many storms, each with a seed of its own. */
  readonly seeds: number
  /** A PostgreSQL on which a scratch database may be made; left out, one is started. */
  readonly databaseUrl?: string
  /** Left out: the plugin's own inventory. A test plants a fault here. */
  readonly program?: WorkerProgram
  readonly onServer?: (server: ScratchServer) => void
  readonly onProgress?: (seed: number, progress: StormProgress) => void
  readonly onOutcome?: (outcome: StormOutcome) => void
  /** Ends the run; what it made is removed. */
  readonly signal?: AbortSignal
}

const ownProgram: WorkerProgram = { file: join(__dirname, "crew", "worker.js"), execArgv: [] }
const nobody = () => undefined

/** Runs the storms one after the other. Leaves nothing behind, however it ends. */
export async function prove(options: ProveOptions): Promise<StormOutcome[]> {
  const { plan, seeds, signal, onProgress = nobody, onOutcome = nobody } = options
  const server = await openServer(options.databaseUrl)
  const outcomes: StormOutcome[] = []
  try {
    options.onServer?.(server)
    for (let seed = firstSeed; seed < firstSeed + seeds; seed += 1) {
      const database = await scratchDatabase(server.url)
      try {
        const told = (progress: StormProgress) => onProgress(seed, progress)
        const program = options.program ?? ownProgram
        const given = { plan, seed, server, database, program, onProgress: told, ...(signal ? { signal } : {}) }
        const outcome = await storm(given)
        outcomes.push(outcome)
        onOutcome(outcome)
      } finally {
        await database.drop().catch(nobody)
      }
    }
    return outcomes
  } catch (error) {
    throw signal?.aborted ? new Error("Stopped. What the storm had made is removed.") : error
  } finally {
    await server.stop()
  }
}
