import type { Publishing } from "@anyshelf/connector-kit"
import type { ToyVariant } from "@anyshelf/connector-kit/toy"
import { random, type Random } from "../../prove/random"

/** What goes wrong between us and the channels, and with our own processes. Shares are from 0 to 1. */
export interface Faults {
  readonly webhooks: { readonly lost: number; readonly duplicated: number; readonly reordered: number }
  readonly requests: {
    /** Never arrives. */
    readonly dropped: number
    /** Arrives and is done; the answer is lost. */
    readonly answerLost: number
    /** The channel answers 5xx and does nothing. */
    readonly failing: number
    /** No answer within the time-out; done or not. */
    readonly hanging: number
    readonly latencyMs: readonly [from: number, to: number]
  }
  /** A channel that does not answer at all. */
  readonly outages: readonly { readonly channel: number; readonly atMs: number; readonly forMs: number }[]
  /** Our process dies within so many calls, and another takes its place a little later. */
  readonly kills: readonly { readonly atMs: number; readonly withinCalls: number }[]
  /** Processes that run the engine at the same time. */
  readonly processes: number
  /** The longest way of a call to our database, in milliseconds. */
  readonly callMsMax: number
}

/** Nothing goes wrong. */
export const calm: Faults = {
  webhooks: { lost: 0, duplicated: 0, reordered: 0 },
  requests: { dropped: 0, answerLost: 0, failing: 0, hanging: 0, latencyMs: [20, 80] },
  outages: [],
  kills: [],
  processes: 1,
  callMsMax: 3,
}

/** As bad as the figure promises. */
export const stormy: Faults = {
  ...calm,
  webhooks: { lost: 0.1, duplicated: 0.2, reordered: 0.2 },
  requests: { dropped: 0.01, answerLost: 0.05, failing: 0.02, hanging: 0.002, latencyMs: [20, 400] },
}

/** One thing that somebody does. `draw` decides what is left open: which order, which place. */
export interface Happening {
  readonly atMs: number
  /** The channel's index; -1 for our own web shop and shelves. */
  readonly channel: number
  readonly kind: ChannelAct | OwnAct
  readonly article: number
  readonly place: number
  readonly quantity: number
  /** 0 up to 1. */
  readonly draw: number
}

export type ChannelAct = "sell" | "sell-several" | "cancel" | "lower" | "staff-count" | "test-order" | "unknown-article"
export type OwnAct = "web-sale" | "web-cancel" | "receive" | "shrink"

/** One channel of the plan. */
export interface ChannelPlan {
  readonly publishing: Publishing
  /** What kind of shop it is, and says it is. */
  readonly variant: Partial<ToyVariant>
  /** Where the shop is another than it says: a rate that is lower than declared. */
  readonly inFact?: Partial<ToyVariant>
}

/** What a plan promises beyond the laws that always hold. */
export interface Promises {
  /** A number that is too high is lowered within so many virtual milliseconds. */
  readonly fallsWithinMs?: number
  /** No unit is sold beyond what is there. */
  readonly neverOversells?: boolean
  /** The most requests in the first second after an outage. */
  readonly requestsAfterOutage?: number
  /** The most pushes of numbers, on each channel. */
  readonly writesMax?: number
  /** The most requests to each channel, from the first to the last event and a minute more. */
  readonly requestsMax?: number
}

/** A whole course, drawn before it is run, so that it can be made smaller and run again. */
export interface SimulationPlan {
  readonly seed: number
  /** When it begins, in ISO 8601. */
  readonly startsAt: string
  readonly channels: readonly ChannelPlan[]
  readonly articles: number
  readonly places: number
  /** Units of each article on each shelf at the beginning. */
  readonly stock: number
  readonly happenings: readonly Happening[]
  readonly faults: Faults
  /** Articles that every channel refuses to count at its first place. */
  readonly refused: readonly number[]
  readonly promises: Promises
}

/** What a plan is drawn from. */
export interface PlanOptions {
  readonly seed: number
  /** Things that happen on each channel. */
  readonly events: number
  readonly channels: readonly ChannelPlan[]
  readonly articles: number
  readonly places: number
  readonly stock: number
  /** On average between two things on one channel. */
  readonly everyMs: number
  readonly faults: Faults
  /** What happens on channels, and how often in comparison. @default all of it */
  readonly acts?: readonly (readonly [ChannelAct, number])[]
  readonly ownActs?: readonly (readonly [OwnAct, number])[]
  readonly refused?: readonly number[]
  readonly promises?: Promises
  /** @default a Monday morning */
  readonly startsAt?: string
}

export const channelActs: readonly (readonly [ChannelAct, number])[] = [
  ["sell", 60],
  ["sell-several", 12],
  ["cancel", 12],
  ["lower", 8],
  ["staff-count", 5],
  ["test-order", 1],
  ["unknown-article", 2],
]
export const ownActs: readonly (readonly [OwnAct, number])[] = [
  ["web-sale", 50],
  ["receive", 35],
  ["web-cancel", 10],
  ["shrink", 5],
]

/** Draws a course. Our own shop sees as much as one channel does. */
export function drawPlan(options: PlanOptions): SimulationPlan {
  const { seed, channels, articles, places, stock, faults, refused = [], promises = {} } = options
  const { startsAt = "2026-11-23T08:00:00.000Z" } = options
  const chance = random(seed)
  const happenings = [
    ...channels.flatMap((_each, channel) => course(options, chance, channel, options.acts ?? channelActs)),
    ...course(options, chance, -1, options.ownActs ?? ownActs),
  ].sort((a, b) => a.atMs - b.atMs)
  return { seed, startsAt, channels, articles, places, stock, faults, refused, promises, happenings }
}

function course(
  { events, everyMs, articles, places }: PlanOptions,
  chance: Random,
  channel: number,
  acts: readonly (readonly [Happening["kind"], number])[]
): Happening[] {
  let atMs = 0
  if (acts.length === 0) return []
  return Array.from({ length: events }, () => {
    // Now and then many come at once.
    atMs += chance.happens(0.1) ? 1 : chance.between(1, 2 * everyMs)
    return {
      atMs,
      channel,
      kind: weighted(acts, chance),
      article: chance.between(0, articles - 1),
      place: chance.between(0, places - 1),
      quantity: chance.happens(0.8) ? 1 : chance.between(2, 4),
      draw: chance.next(),
    }
  })
}

function weighted<T>(acts: readonly (readonly [T, number])[], chance: Random): T {
  let left = chance.next() * acts.reduce((sum, [, weight]) => sum + weight, 0)
  for (const [act, weight] of acts) if ((left -= weight) < 0) return act
  return acts[0]![0]
}
