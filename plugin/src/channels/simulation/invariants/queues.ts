import type { Judgement } from "../verdict"
import type { World } from "../world/world"

/** Sleepers for each channel and process: a few loops, the requests under way, what waits for the rate. */
const sleepersMax = 20_000

/** Nothing grows without end. */
export function judgeQueues({ clock, tables, posts }: World): Judgement[] {
  const told = posts.reduce((sum, { figures }) => sum + figures.told, 0)
  // An order of a feed that could not be followed at once is put beside the webhooks.
  const stored = [...tables.inbox.values()].filter(({ dedupe }) => !dedupe.startsWith("feed:")).length
  const breaches = [
    ...(clock.waitingMost > sleepersMax ? [`${clock.waitingMost} sleepers waited at once.`] : []),
    ...(stored > told ? [`${told} webhooks were told, ${stored} were stored.`] : []),
  ]
  return [{ law: "queues are bounded", breaches }]
}
