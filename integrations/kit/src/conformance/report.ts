import type { Hunted } from "../contract/mutants/hunt"

/** Something that was tried: a law, or a scenario of the simulator. */
export interface Case {
  /** An area of laws, `import` or `simulator`. */
  readonly part: string
  readonly name: string
  readonly status: "kept" | "broken" | "skipped"
  /** Why it was skipped, or what was seen when it was broken. */
  readonly reason: string | null
  /** What the author should look at first. */
  readonly hint: string | null
  readonly ms: number
}

/** Whether a planted bug was noticed. */
export interface Mutant {
  readonly kind: Hunted["kind"] | "engine guard"
  readonly name: string
  readonly killedBy: string | null
  /** Why it was not planted, or null when it was. */
  readonly skipped: string | null
  readonly ms: number
}

/** Everything that one run has to say. */
export interface ConformanceReport {
  readonly connector: { readonly id: string; readonly apiVersion: string }
  readonly standIn: string
  readonly seed: number
  readonly cases: readonly Case[]
  readonly mutants: readonly Mutant[]
  /** Parts that could not be run at all, each with how to get them. */
  readonly notRun: readonly { readonly part: string; readonly how: string }[]
  readonly ms: number
}

/** Whether there is nothing to mend. */
export const isGreen = ({ cases, mutants }: ConformanceReport): boolean =>
  cases.every(({ status }) => status !== "broken") &&
  mutants.every(({ killedBy, skipped }) => killedBy !== null || skipped !== null)
