import type { Judgement } from "../verdict"
import type { World } from "../world/world"

/** Nothing is sent above the declared rate, and a channel that does not answer is left alone. */
export function judgeRequests(world: World): Judgement[] {
  return [
    {
      law: "requests keep to the declared rate",
      breaches: world.sellers.flatMap((_each, channel) => tooFast(world, channel)),
    },
    {
      law: "a dead channel is left alone",
      breaches: world.sellers.flatMap((_each, channel) => hammered(world, channel)),
    },
  ]
}

/** The declared bucket, as the vendor would keep it. Each of our processes has one; a new process begins with a full one. */
function tooFast(world: World, channel: number): string[] {
  const [limit] = world.sellers[channel]!.connection.connector.capabilities.limits
  const { capacity, perSecond } = limit!
  const breaches: string[] = []
  for (const requests of world.requestsByProcess(channel)) {
    let level = capacity
    let countedAt = requests[0]?.at ?? 0
    for (const { at } of requests) {
      level = Math.min(capacity, level + ((at - countedAt) / 1_000) * perSecond) - 1
      countedAt = at
      // Whole milliseconds: the last point may come a moment later than the clock can say.
      if (level < -1)
        breaches.push(`toy-${channel} was asked too often: ${(-level).toFixed(1)} above its limit at ${at}.`)
    }
  }
  return breaches
}

/** Requests within a minute of an outage that a rest of up to ten seconds between tries allows. */
const triesPerMinuteMax = 40

function hammered(world: World, channel: number): string[] {
  const perMinute = new Map<number, number>()
  for (const { at, inOutage } of world.networks[channel]!.sent)
    if (inOutage) perMinute.set(Math.floor(at / 60_000), (perMinute.get(Math.floor(at / 60_000)) ?? 0) + 1)
  const [first, ...later] = [...perMinute.values()]
  const most = Math.max(0, ...(first === undefined ? [] : later))
  const allowed = triesPerMinuteMax * world.plan.faults.processes
  return most > allowed ? [`toy-${channel} was asked ${most} times within a minute of its outage.`] : []
}
