import { fullPlan, seedsOfFullPlan, shortPlan } from "./plan"
import { showStorm } from "./progress"
import { prove } from "./prove"
import { describePlan, describeReports, reportOf } from "./report"
import type { StormOutcome } from "./storm/storm"

/** What was asked for on the command line. */
export interface ProveCommand {
  readonly short: boolean
  readonly json: boolean
  /** How many storms; left out, five long ones or one short one. */
  readonly seeds?: number
  readonly databaseUrl?: string
}

/** Runs `anyshelf prove`; the exit code is 0 for PASS, 1 for FAIL, 2 when it could not be told, 130 after Ctrl-C. */
export async function proveCommand({ short, json, databaseUrl, ...asked }: ProveCommand): Promise<number> {
  const plan = short ? shortPlan : fullPlan
  const seeds = asked.seeds ?? (short ? 1 : seedsOfFullPlan)
  const over = new AbortController()
  const end = () => over.abort()
  process.once("SIGINT", end).once("SIGTERM", end)
  const progress = showStorm(plan, seeds)
  if (!json) console.log(describePlan(plan, seeds))
  try {
    const outcomes = await prove({
      plan,
      seeds,
      signal: over.signal,
      onServer: ({ description }) => void (json || console.log(`On ${description}.`)),
      onProgress: progress.show,
      ...(databaseUrl === undefined ? {} : { databaseUrl }),
    })
    progress.clear()
    return tell(outcomes, json)
  } catch (error) {
    progress.clear()
    console.error(error instanceof Error ? error.message : String(error))
    return over.signal.aborted ? 130 : 2
  } finally {
    process.off("SIGINT", end).off("SIGTERM", end)
  }
}

function tell(outcomes: readonly StormOutcome[], isJson: boolean): number {
  const reports = outcomes.map(reportOf)
  if (isJson) console.log(JSON.stringify(reports, null, 2))
  else console.log(`One worker's clock was wrong: ${outcomes[0]?.clock}.\n\n${describeReports(reports)}`)
  return reports.every(({ passed }) => passed) ? 0 : 1
}
