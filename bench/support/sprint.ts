import { percentile } from "./load"

/** What a sprint came to. */
export interface Sprint {
  readonly perSecond: number
  readonly p50: number
  readonly p99: number
}

/** Keeps `callers` calls in flight for so long, and counts those that were answered. Throws what a call throws. */
export async function sprint(callers: number, ms: number, call: () => Promise<unknown>): Promise<Sprint> {
  const took: number[] = []
  const startedAt = performance.now()
  const caller = async () => {
    while (performance.now() - startedAt < ms) {
      const sentAt = performance.now()
      await call()
      took.push(performance.now() - sentAt)
    }
  }
  await Promise.all(Array.from({ length: callers }, caller))
  const seconds = (performance.now() - startedAt) / 1000
  took.sort((a, b) => a - b)
  return { perSecond: took.length / seconds, p50: percentile(took, 0.5), p99: percentile(took, 0.99) }
}

/** The sprint in the middle, by throughput: one that the machine spoilt or favoured does not count. */
export function median(sprints: readonly Sprint[]): Sprint {
  const sorted = [...sprints].sort((a, b) => a.perSecond - b.perSecond)
  return sorted[Math.floor(sorted.length / 2)]!
}
