import { range } from "../world/seller"
import type { Judgement } from "../verdict"
import type { World } from "../world/world"

/** No channel sells beyond what it could not know; and what is recorded as oversold was really sold beyond what was there. */
export function judgeSales(world: World): Judgement[] {
  const unexplained = world.truth.oversales.flatMap(({ channel, article, place, units, explained, at }) =>
    units > explained
      ? [
          `toy-${channel} sold ${units} more of article-${article}@place-${place} than there were, ${at - world.startsAt} ms in, ` +
            `though only ${explained} units had gone elsewhere and were not told yet.`,
        ]
      : []
  )
  return [
    { law: "a channel sells beyond what is there only what was not told yet", breaches: unexplained },
    {
      law: "oversold units are not invented",
      breaches: range(world.plan.articles).flatMap((each) => invented(world, each)),
    },
  ]
}

function invented({ truth, oversoldOf }: World, article: number): string[] {
  const sum = truth.oversales.filter((each) => each.article === article).reduce((all, { units }) => all + units, 0)
  const bound = sum + (truth.crossed.get(article) ?? 0)
  const recorded = oversoldOf(article)
  return recorded > bound
    ? [`article-${article}: ${recorded} units are recorded as oversold, at most ${bound} were.`]
    : []
}
