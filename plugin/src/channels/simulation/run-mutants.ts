import { engineMutants, type EngineMutant } from "./mutants"
import { runPlan } from "./run-simulation"
import type { WrapPorts } from "./process"
import { scenarioOf, type Scenario } from "./scenarios"
import type { Breach } from "./verdict"

/** What became of a mutant. */
export interface MutantVerdict {
  readonly name: string
  readonly about: string
  /** The course that noticed it, and by which law; null when it lived. */
  readonly killedBy: { readonly scenario: string; readonly seed: number; readonly breach: Breach } | null
  /** Courses that were run. */
  readonly courses: number
}

/** How mutants are run. */
export interface MutantOptions {
  /** Names of those to run; all unless given. */
  readonly only?: readonly string[]
  /** The most seeds of each scenario. @default 12 */
  readonly seeds?: number
  /** Called as each is known. */
  readonly onVerdict?: (verdict: MutantVerdict) => void
}

/** Switches off one guard at a time, and sees whether a course notices. */
export async function runMutants(options: MutantOptions = {}): Promise<readonly MutantVerdict[]> {
  const verdicts: MutantVerdict[] = []
  for (const mutant of engineMutants.filter(({ name }) => options.only?.includes(name) ?? true)) {
    const verdict = await hunt(mutant, options.seeds ?? 12)
    options.onVerdict?.(verdict)
    verdicts.push(verdict)
  }
  return verdicts
}

/** What the engine itself does in a course: a course in which it breaks a law proves nothing about a mutant. */
const baselines = new Map<string, Promise<boolean>>()

function isSound(scenario: Scenario, seed: number): Promise<boolean> {
  const key = `${scenario.name} ${seed}`
  const known = baselines.get(key) ?? run(scenario, seed).then(({ ok }) => ok)
  baselines.set(key, known)
  return known
}

const run = (scenario: Scenario, seed: number, wrap?: WrapPorts) =>
  runPlan(scenario.plan(seed), { wrap, timing: scenario.timing, restMs: scenario.restMs })

async function hunt({ name, about, wrap, noticedBy }: EngineMutant, seeds: number): Promise<MutantVerdict> {
  let courses = 0
  for (let seed = 1; seed <= seeds; seed += 1) {
    for (const scenario of noticedBy.map(scenarioOf)) {
      if (!(await isSound(scenario, seed))) continue
      courses += 1
      const [breach] = (await run(scenario, seed, wrap)).breaches
      if (breach) return { name, about, courses, killedBy: { scenario: scenario.name, seed, breach } }
    }
  }
  return { name, about, courses, killedBy: null }
}
