import type { EngineTiming } from "../channel"
import type { SimulationPlan } from "./plan"
import type { WrapPorts } from "./process"
import { reportOf, type SimulationReport } from "./report"
import { isQuiet, judge } from "./verdict"
import { World } from "./world/world"

/** How a plan is run. */
export interface RunOptions {
  /** Changes what the engine stands on, to see whether a missing guard is noticed. */
  readonly wrap?: WrapPorts | undefined
  readonly timing?: Partial<EngineTiming> | undefined
  /** The engine's own words, with their virtual time. */
  readonly log?: ((message: string) => void) | undefined
  /** How long after the last fault all must be right at the latest. @default 45 minutes */
  readonly restMs?: number | undefined
}

/** Long enough for the longest wait between tries, and for one reading of everything. */
const usualRestMs = 45 * 60_000
const stepMs = 60_000

/** Lets a plan happen in virtual time, lets the world come to rest, and judges it. The same plan gives the same report. */
export async function runPlan(plan: SimulationPlan, options: RunOptions = {}): Promise<SimulationReport> {
  const startedAt = performance.now()
  const world = new World(plan, options)
  await world.run()
  world.calm()
  const { breaches, restedMs } = await comeToRest(world, options.restMs ?? usualRestMs)
  world.stop()
  return reportOf(world, { breaches, restedMs, wallMs: performance.now() - startedAt })
}

/** Waits until everything is right, as long as it may take. What was right and is wrong a moment later is found, too. */
async function comeToRest(world: World, restMsMax: number) {
  for (let restedMs = stepMs; ; restedMs += stepMs) {
    await world.pass(stepMs)
    // What is dearest to look at is looked at last.
    const isRight = isQuiet(world) && (await judge(world)).length === 0
    if (!isRight && restedMs < restMsMax) continue
    await world.pass(stepMs)
    return { breaches: await judge(world), restedMs }
  }
}
