import type { StockCommand } from "@anyshelf/connector-kit"
import type { SequencedWrite, WriteDecision, WriteHabits } from "../../domain/channels/decide-write"
import type { DuePublication, PublicationOutcome } from "../../domain/channels/publication"

/** A command that is about to be sent, for a publication that is ours until its lease ends. */
export interface Sending {
  readonly due: DuePublication
  readonly command: StockCommand
  /** True when it was sent before, in a round that never heard what became of it. */
  readonly resent: boolean
  /** Units that it may show once other connections have let go of them: it is decided anew soon. */
  readonly awaited: number
}

/** A publication and what to do about it. */
export interface Decided {
  readonly due: DuePublication
  readonly wanted: number
  /** As in `Sending`. */
  readonly awaited: number
  readonly decision: WriteDecision
}

/** One round of publishing, decided and written down, but not sent. */
export interface WritePlan {
  /** All that was claimed; each of them is to be settled, or it comes back when its lease ends. */
  readonly due: readonly DuePublication[]
  /** To be sent, in this order: numbers that must fall come first. */
  readonly sendings: readonly Sending[]
  /** What became of those that need no sending. Not yet written down. */
  readonly outcomes: readonly PublicationOutcome[]
}

/** The command that carries a decided write. A channel that only adds and takes is told the difference. */
export function toCommand(
  { stockRef, locationRef }: DuePublication,
  { key, quantity, expected, sequence }: SequencedWrite,
  write: WriteHabits["write"]
): StockCommand {
  const command = { type: "stock" as const, key, stockRef, locationRef, quantity, expected, sequence }
  return write === "delta" && expected !== null ? { ...command, change: quantity - expected } : command
}
