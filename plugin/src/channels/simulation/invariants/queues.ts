import type { Judgement } from "../verdict"
import type { World } from "../world/world"

/** Sleepers for each channel and process: a few loops, the requests under way, what waits for the rate. */
const sleepersMax = 20_000

/** Nothing grows without end. */
export function judgeQueues({ clock, plan, watch }: World): Judgement[] {
  const breaches = [
    ...(clock.waitingMost > sleepersMax ? [`${clock.waitingMost} sleepers waited at once.`] : []),
    ...(watch.inboxMost > plan.happenings.length * 6 ? [`${watch.inboxMost} webhooks waited at once.`] : []),
  ]
  return [{ law: "queues are bounded", breaches }]
}
