import { articleRef, placeRef, range } from "../world/seller"

import type { Judgement } from "../verdict"
import type { World } from "../world/world"

/** Once all is quiet, each channel shows what it should, and we know what it shows. */
export function judgeNumbers(world: World): Judgement[] {
  return [
    { law: "what is shown is what is wanted", breaches: drift(world) },
    { law: "we know what is shown", breaches: mistaken(world) },
    { law: "nothing waits for ever", breaches: waiting(world) },
  ]
}

/** Numbers that differ from what the plan's mode shows of our stock. */
export function drift(world: World): string[] {
  return each(world).flatMap(({ channel, article, place, shown }) => {
    const wanted = world.wanted(channel, article)?.[place] ?? shown
    return shown === wanted || isRefused(world, article, place)
      ? []
      : [`toy-${channel} shows ${shown} of ${articleRef(article)}@${placeRef(place)}, and ${wanted} are wanted.`]
  })
}

function mistaken(world: World): string[] {
  return each(world).flatMap(({ channel, article, place, shown }) => {
    const row = world.tables.publications.get(`toy-${channel} ${articleRef(article)}@${placeRef(place)}`)
    if (!row) return [`toy-${channel} publishes nothing for ${articleRef(article)}@${placeRef(place)}.`]
    return row.confirmedQuantity === shown || isRefused(world, article, place)
      ? []
      : [`${row.stockRef}@${row.locationRef} on toy-${channel}: ${shown} is shown, ${row.confirmedQuantity} believed.`]
  })
}

/** The channel does not count it there: a person has been asked. */
const isRefused = ({ plan }: World, article: number, place: number) => place === 0 && plan.refused.includes(article)

function waiting({ tables, shelf, plan }: World): string[] {
  const refused = plan.refused.map((article) => `${articleRef(article)}@${placeRef(0)}`)
  const open = [...tables.publications.values()].filter(
    ({ stockRef, locationRef }) => !refused.includes(`${stockRef}@${locationRef}`)
  )
  const left = open.flatMap(({ stockRef, locationRef, state, dirtyVersion, settledVersion, lastError }) =>
    state === "poisoned" || dirtyVersion > settledVersion
      ? [
          `${stockRef}@${locationRef} is ${state === "poisoned" ? "given up" : "not settled"}: ${lastError ?? "nobody says why"}`,
        ]
      : []
  )
  const inbox = [...tables.inbox.values()].filter(({ doneAt }) => doneAt === null)
  const marks = shelf.waiting > 0 ? [`${shelf.waiting} changes of stock were never carried to the channels.`] : []
  const tries = inbox.map(
    ({ dedupe, lastError }) => `The webhook ${dedupe} was never followed: ${lastError ?? "not looked at"}`
  )
  return [...left, ...marks, ...tries, ...(plan.channels.length === 0 ? ["Nobody sells."] : [])]
}

const each = ({ plan, sellers }: World) =>
  sellers.flatMap(({ shop }, channel) =>
    range(plan.articles).flatMap((article) =>
      range(plan.places).map((place) => ({
        ...{ channel, article, place },
        shown: shop.available(articleRef(article), placeRef(place)),
      }))
    )
  )
