import type { Judgement } from "../verdict"
import type { World } from "../world/world"

/** A command that is refused for good is not sent again and again; a few tries come from restarts. */
const refusedTriesMax = 12

/** No command has an effect twice, none is sent beyond the vendor's day, and what is refused for good is left. */
export function judgeCommands(world: World): Judgement[] {
  return [
    { law: "no command has an effect twice", breaches: twice(world) },
    { law: "an article is written only so often in a day", breaches: tooOften(world) },
    { law: "what is refused for good is not repeated", breaches: repeated(world) },
  ]
}

function twice({ watch }: World): string[] {
  const counts = new Map<string, number>()
  for (const { channel, article, place, key } of watch.effects) {
    const command = `${key.split("#")[0]} on toy-${channel} for article-${article}@place-${place}`
    counts.set(command, (counts.get(command) ?? 0) + 1)
  }
  return [...counts].flatMap(([command, times]) => (times > 1 ? [`The command ${command} had ${times} effects.`] : []))
}

function tooOften({ sellers, watch }: World): string[] {
  return sellers.flatMap(({ shop }, channel) => {
    const { revisionsPerDay } = shop.variant
    if (revisionsPerDay === null) return []
    const counts = new Map<string, number>()
    for (const { at, article, ...each } of watch.pushed) {
      const day = `article-${article} on ${new Date(at).toISOString().slice(0, 10)}`
      if (each.channel === channel) counts.set(day, (counts.get(day) ?? 0) + 1)
    }
    return [...counts].flatMap(([day, times]) =>
      times > revisionsPerDay
        ? [`toy-${channel} was sent ${times} numbers for ${day}; ${revisionsPerDay} are allowed.`]
        : []
    )
  })
}

function repeated({ plan, watch }: World): string[] {
  return plan.refused.flatMap((article) =>
    [...plan.channels.keys()].flatMap((channel) => {
      const tries = watch.pushed.filter(
        (each) => each.channel === channel && each.article === article && each.place === 0
      )
      return tries.length > refusedTriesMax
        ? [`toy-${channel} was sent article-${article}@place-0 ${tries.length} times, which it refuses.`]
        : []
    })
  )
}
