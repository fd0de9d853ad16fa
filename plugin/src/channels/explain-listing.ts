import type { Connection } from "@anyshelf/connector-kit"
import { mapPlaces } from "../domain/channels/map-places"
import type { Component, DuePublication } from "../domain/channels/publication"
import { usualTiming, type ChannelMap } from "./channel"
import { systemClock } from "./clock"
import { reachShop, type Reached } from "./connections/reach-shop"
import { decideNumbers, type NumberDecision } from "./decide-numbers"
import { openChannel, type Surroundings } from "./open-channel"

/** What the numbers of one article would be if they were decided now. */
export type Explanation =
  | {
      readonly ok: true
      readonly map: ChannelMap
      /** By the channel's place. */
      readonly decisions: ReadonlyMap<string, NumberDecision>
      /** What each of our locations can promise. */
      readonly promisedAt: ReadonlyMap<string, number>
    }
  /** A sentence that says what to correct. */
  | { readonly ok: false; readonly reason: string }

/** An article as it is explained. */
export interface Explained {
  readonly stockRef: string
  readonly components: readonly Component[]
  /** The channel's place → our publication there. */
  readonly publications: ReadonlyMap<string, string>
}

type Around = Pick<Surroundings, "shop" | "channels" | "inventory" | "logger"> & { readonly fetch: typeof fetch }

/** The channel's places seldom change, and a person looks at one listing after the other. */
const placesMs = 60_000
const places = new WeakMap<Connection, { readonly at: number; readonly reached: Promise<Reached> }>()

/** Decides as the engine would, by the same code, and sends nothing. The channel is asked for its places, at most once a minute. */
export async function explainListing(around: Around, connection: Connection, article: Explained): Promise<Explanation> {
  const found = await findMap(around, connection)
  if (!found.ok) return found
  const channel = openChannel({ ...around, clock: systemClock, timing: usualTiming, owner: "explain" }, connection)
  channel.map = found.map
  const due = found.map.places.map(({ externalId }) => toDue(article, externalId))
  const numbers = await decideNumbers(channel, due)
  channel.host.close()
  const decisions = due.flatMap(({ id, locationRef }): [string, NumberDecision][] => {
    const number = numbers.get(id)
    return number ? [[locationRef, number]] : []
  })
  const promisedAt = await readPromised(around, found.map, article.components)
  return { ok: true, map: found.map, decisions: new Map(decisions), promisedAt }
}

async function findMap(
  { shop, fetch }: Around,
  connection: Connection
): Promise<{ ok: true; map: ChannelMap } | { ok: false; reason: string }> {
  const reached = await placesOf(connection, fetch)
  if (!reached.ok) return reached
  const { id: connectionId, salesChannel, locations } = connection
  const mapping = mapPlaces(
    { connectionId, salesChannel, ...(locations && { locations }) },
    await shop.listSalesChannels(),
    reached.places.filter(({ active }) => active)
  )
  if (!mapping.ok) return mapping
  return { ok: true, map: { salesChannelId: mapping.salesChannelId, places: mapping.places } }
}

/** What went wrong is not kept: it may be mended by now. */
async function placesOf(connection: Connection, send: typeof fetch): Promise<Reached> {
  const known = places.get(connection)
  if (known && performance.now() - known.at < placesMs) return known.reached
  const reached = reachShop(connection, send)
  places.set(connection, { at: performance.now(), reached })
  const answer = await reached
  if (!answer.ok) places.delete(connection)
  return answer
}

/** As far as deciding goes, a publication is its article, its place and its id. */
const toDue = ({ stockRef, components, publications }: Explained, locationRef: string): DuePublication => ({
  id: publications.get(locationRef) ?? `unpublished:${locationRef}`,
  stockRef,
  locationRef,
  components,
  dirtyVersion: 0,
  drainFirst: false,
  confirmedQuantity: null,
  sequence: 0,
  attempts: 0,
  pending: null,
  revisionsToday: 0,
})

async function readPromised({ inventory }: Around, map: ChannelMap, components: readonly Component[]) {
  const locationIds = [...new Set(map.places.flatMap((place) => place.locationIds))]
  const { promises } = await inventory.readPromises({
    articles: [{ id: "explained", components }],
    places: locationIds.map((locationId) => ({ locationId, salesChannelIds: [map.salesChannelId] })),
    salesChannelIds: [map.salesChannelId],
  })
  return new Map((promises[0]?.places ?? []).map(({ locationId, quantity }) => [locationId, quantity]))
}
