import { drills } from "./drills"
import { engineMutants, type EngineMutant } from "./mutants"
import { runPlan } from "./run-simulation"
import type { WrapPorts } from "./process"
import { scenarioOf } from "./scenarios"
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
  /** The most seeds of each scenario. @default 24 */
  readonly seeds?: number
  /** Called as each is known. */
  readonly onVerdict?: (verdict: MutantVerdict) => void
}

/** Switches off one guard at a time, and sees whether a course notices. */
export async function runMutants(options: MutantOptions = {}): Promise<readonly MutantVerdict[]> {
  const verdicts: MutantVerdict[] = []
  for (const mutant of engineMutants.filter(({ name }) => options.only?.includes(name) ?? true)) {
    const verdict = await hunt(mutant, options.seeds ?? 24)
    options.onVerdict?.(verdict)
    verdicts.push(verdict)
  }
  return verdicts
}

/** Gives the laws that a course of this name and seed breaks. */
async function run(name: string, seed: number, wrap: WrapPorts = (ports) => ports): Promise<readonly Breach[]> {
  const drill = drills.find((each) => each.name === name)
  if (drill) return drill.run(seed, wrap)
  const { plan, timing, restMs } = scenarioOf(name)
  return (await runPlan(plan(seed), { wrap, timing, restMs })).breaches
}

/** What the engine itself does in a course: a course in which it breaks a law proves nothing about a mutant. */
const baselines = new Map<string, Promise<boolean>>()

function isSound(name: string, seed: number): Promise<boolean> {
  const key = `${name} ${seed}`
  const known = baselines.get(key) ?? run(name, seed).then((breaches) => breaches.length === 0)
  baselines.set(key, known)
  return known
}

async function hunt({ name, about, wrap, noticedBy }: EngineMutant, seeds: number): Promise<MutantVerdict> {
  let courses = 0
  for (let seed = 1; seed <= seeds; seed += 1) {
    for (const scenario of noticedBy) {
      if (!(await isSound(scenario, seed))) continue
      courses += 1
      const [breach] = await run(scenario, seed, wrap)
      if (breach) return { name, about, courses, killedBy: { scenario, seed, breach } }
    }
  }
  return { name, about, courses, killedBy: null }
}
