import { setTimeout as wait } from "node:timers/promises"
import type { Crew } from "../crew/crew"
import type { Random } from "../random"

const everyMs = 10_000
const limit = 500
const roundsMax = 20

/** What the plugin's job does in a shop, every ten seconds; whoever does it may be killed in the middle. */
export async function keepTidy(crew: Pick<Crew, "call">, chance: Random, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await wait(everyMs, undefined, { signal }).catch(() => undefined)
    for (let rounds = 0; rounds < roundsMax && !signal.aborted; rounds += 1) {
      const answer = await crew.call("tidyClaims", [{ limit }], null, chance)
      if (answer.kind !== "answer" || (answer.value as { holds: number }).holds < limit) break
    }
  }
}
