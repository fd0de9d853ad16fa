import type { CommandType } from "../commands"
import type { Area } from "./area"
import type { ContractHarness } from "./harness"

/** How a law came out where it was not broken. */
export type Verdict =
  | { readonly kept: true }
  /** It could not be tried, and why: what the connector does not declare, or the harness does not offer. */
  | { readonly skipped: string }

/** A sentence that holds for every connector, and how to see it. */
export interface Law {
  readonly area: Area
  readonly name: string
  /** What to look at first when it is broken. */
  readonly hint: string
  /** Tries it on a fresh harness. Throws, with what was seen, where it is broken. */
  check(harness: ContractHarness): Promise<Verdict>
}

/** A law before it knows when it cannot be tried. */
export interface LawDraft {
  readonly name: string
  readonly hint: string
  /** The commands that it sends: it is for connectors that declare them all. */
  readonly commands?: readonly CommandType[]
  /** Says what is missing, or nothing. */
  readonly missing?: (harness: ContractHarness) => string | false | undefined
  check(harness: ContractHarness): Promise<void>
}

/** The laws of an area. */
export const lawsOf = (area: Area, drafts: readonly LawDraft[]): readonly Law[] =>
  drafts.map((draft) => ({
    area,
    name: draft.name,
    hint: draft.hint,
    check: async (harness) => {
      const skipped = reasonToSkip(draft, harness)
      if (skipped) return { skipped }
      await draft.check(harness)
      return { kept: true }
    },
  }))

function reasonToSkip({ commands = [], missing }: LawDraft, harness: ContractHarness): string | false | undefined {
  const declared = harness.connection.connector.capabilities.commands
  const undeclared = commands.find((type) => !declared.includes(type))
  if (undeclared !== undefined) return `the connector does not declare ${undeclared}`
  return missing?.(harness)
}
