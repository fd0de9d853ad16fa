import { residentMb } from "../../support/memory"
import type { Medusa } from "./medusa"
import type { Shopify } from "./shopify"

/** A long piece of work from its beginning to its end. */
export interface Passage {
  readonly seconds: number
  /** What the shop counted. */
  readonly requests: number
  readonly overLimit: number
  /** The worker's resident memory at each second, in megabytes. */
  readonly memory: readonly number[]
  /** Records that were not as we believed. */
  readonly found: number
}

/** What a passage is watched with. */
export interface Watched {
  readonly shopify: Shopify
  /** The worker at this moment: another one after a kill. */
  worker(): Medusa
  /** How far the work has come: 0 to 1; 1 is its end. */
  share(): Promise<number>
  /** Called once when half of the work is done. */
  half(): Promise<void>
  readonly name: string
  readonly secondsMax: number
}

/** Looks once a second how far the work has come. Throws when it takes too long. */
export async function watch(watched: Watched): Promise<Omit<Passage, "found">> {
  const { shopify, worker, share, half, name, secondsMax } = watched
  const before = await shopify.counters()
  const beganAt = performance.now()
  const memory: number[] = []
  const passed = () => (performance.now() - beganAt) / 1_000
  let wasHalf = false
  for (let done = await share(); done < 1; done = await share()) {
    if (passed() > secondsMax) throw new Error(`${name} was not done within ${secondsMax} s.`)
    if (memory.length % 30 === 29)
      console.log(`  … ${name}: ${Math.round(100 * done)} % after ${Math.round(passed())} s`)
    if (done >= 0.5 && !wasHalf) {
      wasHalf = true
      await half()
    }
    memory.push(residentMb(worker().processId))
    await new Promise((resolve) => setTimeout(resolve, 1_000))
  }
  const seconds = passed()
  const after = await shopify.counters()
  return {
    seconds,
    requests: after.requests - before.requests,
    overLimit: after.sentOverLimit - before.sentOverLimit,
    memory,
  }
}
