import { commandMutants } from "./commands"
import type { EngineMutant } from "./mutant"
import { numberMutants } from "./numbers"
import { orderMutants } from "./orders"
import { wayOutMutants } from "./way-out"

export type { EngineMutant } from "./mutant"

/** Every guard of the engine that can be switched off from outside. The simulator must notice each. */
export const engineMutants: readonly EngineMutant[] = [
  ...commandMutants,
  ...numberMutants,
  ...orderMutants,
  ...wayOutMutants,
]
