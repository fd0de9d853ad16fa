import type { EngineTiming } from "../channel"
import { drawPlan, stormy, type SimulationPlan } from "./plan"

const minuteMs = 60_000

/** Idle loops look less often; whoever has work is woken all the same. */
export const figureTiming: Partial<EngineTiming> = {
  fanOutEveryMs: 1_000,
  pollEveryMs: 5_000,
  reportEveryMs: minuteMs,
  sweepEveryMs: 30 * minuteMs,
}

/**
 * The course that is promised: so many events on each of three channels, 20 % of webhooks twice, 20 % late, 10 % lost, 5 % of answers
 * lost, two deaths of our process, one outage of 30 minutes.
 */
export function figurePlan({ seed, events }: { readonly seed: number; readonly events: number }): SimulationPlan {
  const everyMs = 2_000
  const length = events * everyMs
  return drawPlan({
    seed,
    events,
    everyMs,
    channels: [1, 2, 3].map(() => ({ publishing: { mode: "shared" as const }, variant: {} })),
    articles: 20,
    places: 2,
    stock: 60,
    faults: {
      ...stormy,
      kills: [
        { atMs: length * 0.25, withinCalls: 100 },
        { atMs: length * 0.7, withinCalls: 100 },
      ],
      outages: [{ channel: 1, atMs: length * 0.4, forMs: 30 * minuteMs }],
    },
  })
}
