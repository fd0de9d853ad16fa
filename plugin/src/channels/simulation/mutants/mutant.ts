import type { WrapPorts } from "../process"

/** A guard of the engine that is switched off, from outside. */
export interface EngineMutant {
  readonly name: string
  /** What the engine does then. */
  readonly about: string
  readonly wrap: WrapPorts
  /** The scenarios and drills that are there to notice it, the quickest first. */
  readonly noticedBy: readonly string[]
}
