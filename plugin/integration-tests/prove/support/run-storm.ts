import { resolve } from "node:path"
import type { StormPlan } from "../../../src/prove/plan"
import { prove } from "../../../src/prove/prove"
import { reportOf, type StormReport } from "../../../src/prove/report"

/** Runs one storm whose workers are this TypeScript file; `environment` is theirs as well. */
export async function runStorm(
  plan: StormPlan,
  worker: string,
  { databaseUrl, environment = {} }: { databaseUrl?: string; environment?: Record<string, string> } = {}
): Promise<StormReport> {
  // Workers are compiled as the plugin is: Medusa's classes need its decorators.
  Object.assign(process.env, environment, { TSX_TSCONFIG_PATH: resolve(__dirname, "../../../tsconfig.json") })
  const program = { file: worker, execArgv: ["--import", require.resolve("tsx")] }
  const [outcome] = await prove({ plan, seeds: 1, program, ...(databaseUrl === undefined ? {} : { databaseUrl }) })
  return reportOf(outcome!)
}

export const trueWorker = resolve(__dirname, "../../../src/prove/crew/worker.ts")
export const faultyWorker = resolve(__dirname, "faulty-worker.ts")
