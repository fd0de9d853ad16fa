/** One kind of request to measure: it must do its work and check its own answer. */
export interface Contestant {
  readonly name: string
  run(): Promise<void>
}

/** How long each request of a contestant took, in milliseconds, fastest first. */
export type Timings = readonly number[]

/** How hard to press. */
export interface Load {
  /** Requests in flight at any time; each client sends its next request when its last is answered. */
  readonly clients: number
  /** Requests of each contestant in a round. */
  readonly requests: number
  /** Rounds; the contestants take turns, so that a slow minute of the machine hits all of them. */
  readonly rounds: number
  /** Requests of each contestant before anything is timed. */
  readonly warmUp: number
}

/** Times contestants against each other in one run. Throws what a contestant throws: a wrong answer is not a fast one. */
export async function race(contestants: readonly Contestant[], load: Load): Promise<ReadonlyMap<string, Timings>> {
  const timings = new Map<string, number[]>(contestants.map(({ name }) => [name, []]))
  for (const contestant of contestants) await press(contestant, load.clients, load.warmUp)
  for (let round = 0; round < load.rounds; round++) {
    for (const contestant of rotated(contestants, round)) {
      timings.get(contestant.name)?.push(...(await press(contestant, load.clients, load.requests)))
    }
  }
  for (const list of timings.values()) list.sort((a, b) => a - b)
  return timings
}

/** The smallest value that at least `share` (0 to 1) of the sorted values do not exceed. */
export function percentile(sorted: Timings, share: number): number {
  const value = sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(sorted.length * share) - 1))]
  if (value === undefined) throw new Error("There is no percentile of nothing.")
  return value
}

async function press({ run }: Contestant, clients: number, requests: number): Promise<number[]> {
  const took: number[] = []
  let sent = 0
  const client = async () => {
    while (sent < requests) {
      sent++
      const started = performance.now()
      await run()
      took.push(performance.now() - started)
    }
  }
  await Promise.all(Array.from({ length: clients }, client))
  return took
}

function rotated<T>(list: readonly T[], by: number): T[] {
  const at = by % list.length
  return [...list.slice(at), ...list.slice(0, at)]
}
