import type { Component } from "./publication"

/** How stock is shown to a channel while others sell it too; the kit's `Publishing` fits. */
export type PublishingMode =
  | { readonly mode: "shared" }
  | { readonly mode: "buffered"; readonly by: "units"; readonly units: number }
  | { readonly mode: "buffered"; readonly by: "percent"; readonly percent: number }
  | { readonly mode: "buffered"; readonly by: "velocity"; readonly days: number }
  | { readonly mode: "split-when-scarce"; readonly below: number; readonly percent: number }

/** Another connection that sells the same article. */
export interface Sharer {
  readonly connectionId: string
  readonly publishing: PublishingMode
  /** The most that it may be showing just now: of what it confirmed and what was sent to it, the larger. */
  readonly exposed: number
}

/** What one article's number on one connection is decided by. */
export interface ModeFacts {
  readonly publishing: PublishingMode
  /** What the sales channel's own rules let it show in all. */
  readonly promised: number
  /** Units of the article that all sellers but this connection sell in a day. */
  readonly velocityPerDay: number
  /** How long it takes until this connection shows a change, in milliseconds; the slow end of what was measured. */
  readonly lagMs: number
  readonly sharers: readonly Sharer[]
}

/** The number that a connection shows in all, and why. */
export interface ModeJudgement {
  readonly quantity: number
  /** Units withheld so that others may sell before this connection is told. */
  readonly buffer: number
  /** The most that the split leaves to this connection; null while nobody splits, or there is plenty. */
  readonly share: number | null
  /** Units that others still show beyond their own share: shown here once they have let go of them. */
  readonly awaited: number
}

const dayMs = 24 * 60 * 60_000

/**
 * How many units of an article a connection may show at all its places together. Never negative, and never more than is promised.
 */
export function judgeMode(facts: ModeFacts): ModeJudgement {
  const { promised } = facts
  const buffer = Math.min(promised, bufferOf(facts))
  const share = shareOf(facts)
  if (share === null) return { quantity: promised - buffer, buffer, share, awaited: 0 }
  const wanted = Math.max(0, Math.min(promised - buffer, share))
  const free = Math.max(0, promised - exposedByOthers(facts))
  const quantity = facts.publishing.mode === "split-when-scarce" ? Math.min(wanted, free) : wanted
  return { quantity, buffer, share, awaited: wanted - quantity }
}

function bufferOf({ publishing, promised, velocityPerDay, lagMs }: ModeFacts): number {
  if (publishing.mode !== "buffered") return 0
  if (publishing.by === "units") return Math.max(0, Math.ceil(publishing.units))
  if (publishing.by === "percent") return Math.ceil((promised * clampPercent(publishing.percent)) / 100)
  return Math.ceil((Math.max(0, velocityPerDay) * Math.max(0, lagMs)) / dayMs)
}

/**
 * The same rule as for sales channels: who splits shows its percentage, rounded down; who does not, what the percentages leave. All
 * split at the largest of their thresholds, since they would oversell if one did so before the other; percentages that add up to
 * more than 100 are scaled down.
 */
function shareOf({ publishing, promised, sharers }: ModeFacts): number | null {
  const splitting = [publishing, ...sharers.map((each) => each.publishing)].flatMap((each) =>
    each.mode === "split-when-scarce" ? [each] : []
  )
  if (splitting.length === 0 || promised > Math.max(...splitting.map(({ below }) => below))) return null
  const percents = splitting.reduce((sum, { percent }) => sum + clampPercent(percent), 0)
  if (publishing.mode === "split-when-scarce")
    return Math.floor((promised * clampPercent(publishing.percent)) / Math.max(100, percents))
  return Math.floor((promised * Math.max(0, 100 - percents)) / 100)
}

/** A number may rise only into what the others have let go of; else both would show it until the slower one is told. */
const exposedByOthers = ({ sharers }: ModeFacts) => sharers.reduce((sum, { exposed }) => sum + Math.max(0, exposed), 0)

const clampPercent = (percent: number) => Math.min(100, Math.max(0, percent))

/** Units of an article that are sold in a day, by those of its components: the one that runs out first decides. */
export function articleVelocity(components: readonly Component[], itemsPerDay: ReadonlyMap<string, number>): number {
  return components.reduce(
    (most, { inventoryItemId, requiredQuantity }) =>
      Math.max(most, (itemsPerDay.get(inventoryItemId) ?? 0) / Math.max(1, requiredQuantity)),
    0
  )
}
