import type { Breach } from "./verdict"
import type { World } from "./world/world"

/** What a simulation saw. Plain data: it may be printed, or kept as JSON. */
export interface SimulationReport {
  readonly seed: number
  readonly ok: boolean
  /** Laws that did not hold. */
  readonly breaches: readonly Breach[]
  /** Things that happened, and those that could not: a shelf was empty, or there was no order to cancel. */
  readonly events: { readonly done: number; readonly impossible: number }
  readonly channels: readonly ChannelFigures[]
  readonly kills: number
  /** Units sold beyond what was there: by channels, and recorded by us. */
  readonly oversold: { readonly sold: number; readonly recorded: number }
  /** From a change of our stock that made a number too high until it was lowered, in virtual milliseconds. */
  readonly lagMs: { readonly p50: number; readonly p95: number; readonly p99: number; readonly count: number }
  /** From the last fault until all was right, in virtual milliseconds; a whole number of minutes. */
  readonly restedMs: number
  readonly virtualHours: number
  readonly wallMs: number
}

/** What one channel saw. */
export interface ChannelFigures {
  readonly id: string
  readonly orders: number
  readonly requests: number
  readonly refusedByLimit: number
  /** Stock commands handed to the connector, and changes of a number that they made. */
  readonly pushed: number
  readonly effects: number
  readonly webhooks: {
    readonly told: number
    readonly lost: number
    readonly duplicated: number
    readonly late: number
  }
}

/** Puts down what is to be told of a world. */
export function reportOf(
  world: World,
  { breaches, restedMs, wallMs }: { breaches: readonly Breach[]; restedMs: number; wallMs: number }
): SimulationReport {
  const { plan, truth, watch, clock } = world
  const lags = [...watch.falls].sort((a, b) => a - b)
  const at = (share: number) => lags[Math.min(lags.length - 1, Math.floor(lags.length * share))] ?? 0
  return {
    seed: plan.seed,
    ok: breaches.length === 0,
    breaches,
    events: { done: world.acts.done, impossible: world.acts.impossible },
    channels: world.sellers.map(({ shop, connection }, channel) => ({
      id: connection.id,
      orders: shop.ordersAfter(0).length,
      requests: world.networks[channel]!.sent.length,
      refusedByLimit: shop.counts.overLimit,
      pushed: watch.pushed.filter((each) => each.channel === channel).length,
      effects: watch.effects.filter((each) => each.channel === channel).length,
      webhooks: { ...world.posts[channel]!.figures },
    })),
    kills: world.acts.kills,
    oversold: {
      sold: truth.oversales.reduce((sum, { units }) => sum + units, 0),
      recorded: [...world.oversold.values()].reduce((sum, units) => sum + units, 0),
    },
    lagMs: { p50: at(0.5), p95: at(0.95), p99: at(0.99), count: lags.length },
    restedMs,
    virtualHours: Math.round(((clock.now() - world.startsAt) / 3_600_000) * 100) / 100,
    wallMs: Math.round(wallMs),
  }
}
