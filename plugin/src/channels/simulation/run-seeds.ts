import { minimise } from "./minimise"
import type { SimulationPlan } from "./plan"
import type { SimulationReport } from "./report"
import { runPlan } from "./run-simulation"
import { scenarios, type Scenario } from "./scenarios"

/** Which courses to run. */
export interface SeedsOptions {
  /** @default 1 */
  readonly from?: number
  /** How many seeds, over all scenarios in turn. */
  readonly count: number
  /** @default all */
  readonly scenarios?: readonly Scenario[]
  /** Looks for a smaller course where a law was broken. @default true */
  readonly minimises?: boolean
  readonly onReport?: (scenario: string, report: SimulationReport) => void
}

/** A course in which a law was broken. */
export interface FailedCourse {
  readonly scenario: string
  readonly report: SimulationReport
  /** The smallest course that still breaks it; null when none was looked for. */
  readonly smallest: SimulationPlan | null
}

/** What became of many courses. */
export interface SeedsReport {
  readonly courses: number
  readonly events: number
  readonly failed: readonly FailedCourse[]
  readonly wallMs: number
}

/** Runs many small courses, each scenario in its turn. */
export async function runSeeds(options: SeedsOptions): Promise<SeedsReport> {
  const { from = 1, count, minimises = true } = options
  const all = options.scenarios ?? scenarios
  const startedAt = performance.now()
  const failed: FailedCourse[] = []
  let events = 0
  for (let seed = from; seed < from + count; seed += 1) {
    const scenario = all[seed % all.length]!
    const { timing, restMs } = scenario
    const plan = scenario.plan(seed)
    const report = await runPlan(plan, { timing, restMs })
    options.onReport?.(scenario.name, report)
    events += report.events.done
    const [breach] = report.breaches
    if (!breach) continue
    const smallest = minimises ? await minimise(plan, breach.law, { timing, restMs }) : null
    failed.push({ scenario: scenario.name, report, smallest })
  }
  return { courses: count, events, failed, wallMs: Math.round(performance.now() - startedAt) }
}
