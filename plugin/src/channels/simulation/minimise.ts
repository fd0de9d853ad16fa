import { runPlan, type RunOptions } from "./run-simulation"
import type { SimulationPlan } from "./plan"

/** So many runs a minimisation may take; then the smallest course so far is given. */
const runsMax = 200

/**
 * Looks for a smaller course that breaks the same law: things that happen are left out, first by halves, then by ever smaller parts,
 * as long as the law is still broken.
 *
 * @returns the smallest course found
 */
export async function minimise(plan: SimulationPlan, law: string, options: RunOptions = {}): Promise<SimulationPlan> {
  let runs = 0
  const breaks = async (smaller: SimulationPlan) => {
    runs += 1
    return (await runPlan(smaller, options)).breaches.some((breach) => breach.law === law)
  }
  let smallest = plan
  for (let size = Math.ceil(plan.happenings.length / 2); size >= 1 && runs < runsMax; size = Math.floor(size / 2))
    for (let from = 0; from < smallest.happenings.length && runs < runsMax;) {
      const happenings = smallest.happenings.filter((_each, at) => at < from || at >= from + size)
      const smaller = { ...smallest, happenings }
      if (await breaks(smaller)) smallest = smaller
      else from += size
    }
  return smallest
}
