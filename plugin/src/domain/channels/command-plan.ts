import { planCancel } from "./command-plan-cancel"
import { planFulfilment } from "./command-plan-fulfilment"
import { planMoves } from "./command-plan-move"
import { planReturn } from "./command-plan-return"
import type { CommandRules, OurOrder, TheirOrder } from "./command-facts"
import type { KnownCommand, NewCommand } from "./command"

/** What follows from how an order stands. */
export interface CommandPlan {
  /** In the order in which they are to be sent. */
  readonly make: readonly NewCommand[]
  /** Keys of commands that were made and are needless now, should they not have been sent. */
  readonly drop: readonly string[]
  /** What no command can say: a person tells the channel. */
  readonly byHand: readonly string[]
}

/** The facts of one order. */
export interface CommandFacts {
  readonly ours: OurOrder
  readonly theirs: TheirOrder
  /** In the order in which they were made. */
  readonly known: readonly KnownCommand[]
  /** The order was sold though no shelf has all of it. */
  readonly isOversold: boolean
  readonly rules: CommandRules
}

/** What one part of the plan has to say. */
export type PartialPlan = Partial<CommandPlan>

/**
 * Compares how our order stands with what the channel was told of it. A pure function of both: whoever asks twice, late or at once gets
 * the same commands under the same keys, and what came from the channel is never told back to it.
 */
export function planCommands(facts: CommandFacts): CommandPlan {
  const { ours } = facts
  const parts: PartialPlan[] = [
    planMoves(facts),
    ...ours.fulfilments.map((fulfilment) => planFulfilment(facts, fulfilment)),
    ...ours.returns.map((each) => planReturn(facts, each)),
    planCancel(facts),
  ]
  const known = new Set(facts.known.map(({ key }) => key))
  return {
    make: parts.flatMap(({ make }) => make ?? []).filter(({ key }) => !known.has(key)),
    drop: parts.flatMap(({ drop }) => drop ?? []),
    byHand: parts.flatMap(({ byHand }) => byHand ?? []),
  }
}
