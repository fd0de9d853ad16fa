import type { SqlEntityManager } from "@medusajs/framework/mikro-orm/knex"
import { MedusaError } from "@medusajs/framework/utils"
import type {
  ArticlePromise,
  PlacePromise,
  PlaceTerms,
  PromiseQuery,
  PromiseReading,
  PromiseTotal,
  ServedPlace,
} from "./contract"
import { refuseMoreThan } from "./limits"
import { readPromiseRows, type PromiseRow } from "./queries/promise"

/**
 * What articles can be promised, with every term, in one statement. Throws INVALID_DATA beyond the limits of the query, and
 * for a component that is named twice or takes nothing.
 */
export async function readPromises(manager: SqlEntityManager, query: PromiseQuery): Promise<PromiseReading> {
  const { articles, places, salesChannelIds, withTerms = false } = query
  const components = articles.flatMap(({ components }, n) => components.map((each) => ({ n, ...each })))
  const served = places.flatMap(({ locationId, salesChannelIds }) =>
    salesChannelIds.map((channel) => ({ place: locationId, channel }))
  )
  refuseMoreThan(1000, "components", components.length)
  refuseMoreThan(1000, "locations", places.length)
  refuseMoreThan(200_000, "pairs of component and location", components.length * places.length)
  refuseMoreThan(200, "sales channels", salesChannelIds.length)
  refuseMoreThan(10_000, "pairs of location and sales channel", served.length)
  articles.forEach(refuseUnclear)
  const rows = await readPromiseRows(manager, {
    articles: components.map(({ n, inventoryItemId, requiredQuantity }) => ({
      n,
      item: inventoryItemId,
      required: requiredQuantity,
    })),
    places: served,
    channels: [...new Set(salesChannelIds)],
    withLevels: withTerms,
  })
  const spots = readServed(rows[0]!.served, served)
  return {
    asOf: rows[0]!.as_of,
    served: spots.map(({ spot: _, ...place }) => place),
    promises: articles.map((article, n) => toPromise(article, rowsOf(rows, n), spots, withTerms)),
  }
}

/** A location that serves, and the number under which the rows speak of it. */
interface Spot extends ServedPlace {
  readonly spot: string
}

const readServed = (text: string | null, asked: readonly { place: string }[]): Spot[] =>
  list(text).map((each) => {
    const [spot = "", methods] = each.split(":")
    const has = (method: number) => (Number(methods) & method) > 0
    return { spot, locationId: asked[Number(spot) - 1]!.place, ship: has(1), pickup: has(2) }
  })

type Article = PromiseQuery["articles"][number]

function refuseUnclear({ id, components }: Article): void {
  const items = new Set(components.map(({ inventoryItemId }) => inventoryItemId))
  if (items.size === components.length && components.every(({ requiredQuantity }) => requiredQuantity > 0)) return
  throw new MedusaError(
    MedusaError.Types.INVALID_DATA,
    `Article ${id} names a component twice, or takes none of it. Name each once, with what one unit takes of it.`
  )
}

/** The rows of an article, which the statement gives in no order. */
const rowsOf = (rows: readonly PromiseRow[], n: number) => rows.filter((row) => row.n === n)

function toPromise(
  { id, components }: Article,
  rows: readonly PromiseRow[],
  spots: readonly Spot[],
  withTerms: boolean
): ArticlePromise {
  const [row] = rows
  const total = (at: number): PromiseTotal => ({
    quantity: Number(row?.quantities[at] ?? 0),
    locations: Number(row?.pools[at] ?? 0),
    channelBuffer: Number(row?.buffers[at] ?? 0),
    allocation: row?.allocations[at] == null ? null : Number(row.allocations[at]),
  })
  const termsOf = components.map(({ inventoryItemId }) =>
    levelsOf(
      inventoryItemId,
      rows.find((each) => each.item === inventoryItemId),
      withTerms
    )
  )
  return {
    id,
    any: total(0),
    ship: total(1),
    pickup: total(2),
    places: row ? placesOf(row, spots, termsOf, withTerms) : [],
  }
}

function placesOf(
  row: PromiseRow,
  spots: readonly Spot[],
  terms: readonly ((spot: string) => PlaceTerms | undefined)[],
  withTerms: boolean
): PlacePromise[] {
  const [here, changed] = [list(row.here), list(row.changed)]
  const at = orderOf(row.spots ?? "")
  return spots.map(({ spot, locationId }) => {
    const index = at.get(spot) ?? -1
    return {
      locationId,
      quantity: Number(here[index] ?? 0),
      updatedAt: changed[index] ? new Date(Number(changed[index])) : null,
      terms: withTerms ? terms.flatMap((termsAt) => termsAt(spot) ?? []) : noTerms,
    }
  })
}

const noTerms: readonly PlaceTerms[] = []

let lastOrder = { text: "", at: new Map<string, number>() }

/** Where each spot stands in a list of them. Rows name their places in the same order mostly, and thousands are read at a time. */
function orderOf(text: string): ReadonlyMap<string, number> {
  if (text !== lastOrder.text) lastOrder = { text, at: new Map(list(text).map((spot, index) => [spot, index])) }
  return lastOrder.at
}

/** Finds the terms of one component by spot; none were asked for when it finds nothing, and no level is all zero. */
function levelsOf(inventoryItemId: string, row: PromiseRow | undefined, withTerms: boolean) {
  const [spots = [], ...figures] = (row?.levels ?? []).map(list)
  const index = new Map(spots.map((spot, at) => [spot, at]))
  return (spot: string): PlaceTerms | undefined => {
    if (!withTerms) return undefined
    const at = (figure: number) => Number(figures[figure]?.[index.get(spot) ?? -1] ?? 0)
    return {
      inventoryItemId,
      onHand: at(0),
      reserved: at(1),
      held: at(2),
      unrouted: at(3),
      safetyStock: at(4),
      available: at(5),
      version: at(6),
    }
  }
}

const list = (text: string | null): string[] => (text === null || text === "" ? [] : text.split(","))
