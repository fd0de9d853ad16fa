import type { Judgement } from "../verdict"
import type { World } from "../world/world"

/** What this very plan promises beyond the laws that always hold. */
export function judgePromises(world: World): Judgement[] {
  return [
    { law: "what must fall is not kept waiting", breaches: lateFalls(world) },
    { law: "nothing is sold beyond what is there", breaches: oversales(world) },
    { law: "a channel that comes back is met gently", breaches: rushes(world) },
    { law: "many changes are few writes", breaches: [...writes(world), ...requests(world)] },
    {
      law: "a channel that asks to be left alone is left alone",
      breaches: world.plan.channels.flatMap((_each, at) => impatience(world, at)),
    },
  ]
}

function lateFalls({ plan, watch }: World): string[] {
  const { fallsWithinMs } = plan.promises
  const worst = Math.max(0, ...watch.falls)
  return fallsWithinMs !== undefined && worst > fallsWithinMs
    ? [`A number stayed too high for ${Math.round(worst)} ms; ${fallsWithinMs} are promised.`]
    : []
}

function oversales({ plan, truth, oversold }: World): string[] {
  if (!plan.promises.neverOversells) return []
  const recorded = [...oversold].map(([itemId, units]) => `${units} of ${itemId} were recorded as oversold.`)
  return [
    ...truth.oversales.map(({ units, article }) => `${units} of article-${article} were sold beyond what was there.`),
    ...recorded,
  ]
}

function rushes({ plan, networks, outages }: World): string[] {
  const { requestsAfterOutage } = plan.promises
  if (requestsAfterOutage === undefined) return []
  return outages().flatMap(({ channel, to }) => {
    const { sent } = networks[channel]!
    const first = sent.find(({ at, inOutage }) => at >= to && !inOutage)?.at ?? to
    const count = sent.filter(({ at }) => at >= first && at < first + 1_000).length
    return count > requestsAfterOutage
      ? [`toy-${channel} came back and was sent ${count} requests within a second; ${requestsAfterOutage} are gentle.`]
      : []
  })
}

function writes({ plan, watch }: World): string[] {
  const { writesMax } = plan.promises
  if (writesMax === undefined) return []
  return watch.pushes.flatMap((count, channel) =>
    count > writesMax ? [`toy-${channel} was sent ${count} pushes; ${writesMax} are enough.`] : []
  )
}

function requests({ plan, networks, startsAt }: World): string[] {
  const { requestsMax } = plan.promises
  if (requestsMax === undefined) return []
  const end = startsAt + 2 * 60_000 + (plan.happenings.at(-1)?.atMs ?? 0)
  return networks.flatMap(({ sent }, channel) => {
    const count = sent.filter(({ at, method }) => at < end && method !== "GET").length
    return count > requestsMax ? [`toy-${channel} was sent ${count} writes; ${requestsMax} requests are enough.`] : []
  })
}

/** A request that was let go leaves a moment later. */
const graceMs = 10

/** Requests are under way when the channel asks for mercy; those that leave after it was heard are not excused. */
function impatience(world: World, channel: number): string[] {
  const breaches: string[] = []
  for (const requests of world.requestsByProcess(channel)) {
    let quietUntil = 0
    let heardAt = 0
    const heard = requests.filter(({ retryAfterMs }) => retryAfterMs > 0)
    for (const { at } of requests) {
      for (const each of heard) {
        if (each.answeredAt === null || each.answeredAt >= at || each.answeredAt <= heardAt) continue
        heardAt = each.answeredAt
        quietUntil = Math.max(quietUntil, each.answeredAt + each.retryAfterMs * 0.9)
      }
      if (at < quietUntil && at > heardAt + graceMs)
        breaches.push(`toy-${channel} was asked ${Math.round(quietUntil - at)} ms too early.`)
    }
  }
  return breaches
}
