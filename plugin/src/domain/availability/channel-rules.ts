import { coveringUnits, wholeUnits } from "../shared/units"

/** What a sales channel withholds of a component, and how much of it the channel may show. */
export interface ComponentRules {
  /** How many of the component one unit of the variant takes. */
  readonly requiredQuantity: number
  /** In units of the stock item, or in percent of what the channel's locations promise together. */
  readonly buffer: { readonly quantity: number; readonly unit: "units" | "percent" } | null
  readonly allocation: ChannelAllocation | null
  /** Present where any channel splits the item: all of them do so at the same moment. */
  readonly split: Scarcity | null
}

export type ChannelAllocation =
  | { readonly kind: "share"; readonly percent: number }
  | { readonly kind: "fixed"; readonly quantity: number }
  | { readonly kind: "split"; readonly percent: number }

/** How scarce an item is that channels split among them. */
export interface Scarcity {
  /** What the shares of all channels that split it add up to. */
  readonly percent: number
  /** Scarce is so many units at all locations together, or fewer. */
  readonly below: number
  /** What can be promised of the item at all locations together. */
  readonly pooled: number
}

/** In units of the variant. Of several rules the largest counts; a percentage is rounded up, so that it withholds enough. */
export const withheldUnits = (pool: number, rules: readonly ComponentRules[]): number =>
  Math.max(0, ...rules.map((rule) => bufferOf(pool, rule)))

function bufferOf(pool: number, { buffer, requiredQuantity }: ComponentRules): number {
  if (buffer === null) return 0
  if (buffer.unit === "percent") return coveringUnits(pool * buffer.quantity, 100)
  return coveringUnits(buffer.quantity, requiredQuantity)
}

/** In units of the variant; null without a limit. Of several limits the lowest counts. */
export function allottedUnits(pool: number, rules: readonly ComponentRules[]): number | null {
  const limits = rules.flatMap((rule) => [ownLimit(pool, rule), restLimit(pool, rule)])
  const set = limits.filter((limit) => limit !== null)
  return set.length === 0 ? null : Math.min(...set)
}

function ownLimit(pool: number, { allocation, requiredQuantity, split }: ComponentRules): number | null {
  if (allocation === null) return null
  if (allocation.kind === "fixed") return wholeUnits(allocation.quantity, requiredQuantity)
  if (allocation.kind === "share") return wholeUnits(pool * allocation.percent, 100)
  return isScarce(split) ? wholeUnits(pool * allocation.percent, Math.max(100, split.percent)) : null
}

/** Where others split what is scarce, a channel that does not is left what their shares leave. */
function restLimit(pool: number, { allocation, split }: ComponentRules): number | null {
  if (allocation?.kind === "split" || !isScarce(split)) return null
  return wholeUnits(pool * Math.max(0, 100 - split.percent), 100)
}

const isScarce = (split: Scarcity | null): split is Scarcity => split !== null && split.pooled <= split.below
