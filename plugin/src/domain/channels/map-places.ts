import type { Place } from "./place-promise"

/** Something with an id and a name, ours or the channel's. */
export interface Named {
  readonly id: string
  readonly name: string
}

/** A sales channel of ours with the locations that serve it. */
export interface SalesChannelFacts extends Named {
  readonly locations: readonly Named[]
}

/** What a connection's options say about where it sells. */
export interface PlaceOptions {
  readonly connectionId: string
  readonly salesChannel: string
  /** The channel's place (id or name) → our locations (id or name). */
  readonly locations?: Readonly<Record<string, readonly string[]>>
}

/** Where a connection sells, or why that cannot be told. */
export type Mapping =
  | { readonly ok: true; readonly salesChannelId: string; readonly places: readonly Place[] }
  /** A sentence that says what to correct. */
  | { readonly ok: false; readonly reason: string }

/**
 * Finds the sales channel and the places of a connection. Places of the same name belong together unless the options say
 * otherwise. Nothing is guessed: a name that is missing or stands for two things is an error.
 */
export function mapPlaces(
  options: PlaceOptions,
  salesChannels: readonly SalesChannelFacts[],
  external: readonly Named[]
): Mapping {
  const channel = only(salesChannels, options.salesChannel)
  if (typeof channel === "string")
    return refuse(
      `The connection \`${options.connectionId}\` sells for the sales channel "${options.salesChannel}", ${channel}: create it in Medusa, or correct \`salesChannel\`.`
    )
  const places = options.locations ? mapGiven(options.locations, channel, external) : mapSameNames(channel, external)
  if (typeof places === "string") return refuse(`The connection \`${options.connectionId}\` ${places}`)
  const twice = servesTwice(places)
  if (twice)
    return refuse(
      `The connection \`${options.connectionId}\` maps our location "${nameOf(twice, channel)}" to two places; its stock would be shown twice: leave one out of \`locations\`.`
    )
  return { ok: true, salesChannelId: channel.id, places }
}

function mapGiven(
  given: Readonly<Record<string, readonly string[]>>,
  channel: SalesChannelFacts,
  external: readonly Named[]
): Place[] | string {
  const places: Place[] = []
  for (const [theirs, ours] of Object.entries(given)) {
    const place = only(external, theirs)
    if (typeof place === "string")
      return `maps the channel's place "${theirs}", ${place}: correct \`locations\` (the channel has: ${names(external)}).`
    const locations = ours.map((name) => ({ name, found: only(channel.locations, name) }))
    const missing = locations.find(({ found }) => typeof found === "string")
    if (missing)
      return `maps our location "${missing.name}", ${String(missing.found)}: correct \`locations\`, or link it to the sales channel "${channel.name}" (linked: ${names(channel.locations)}).`
    places.push({ externalId: place.id, locationIds: locations.map(({ found }) => (found as Named).id) })
  }
  return places.length > 0 ? places : "has an empty `locations`: name at least one place, or leave the option out."
}

function mapSameNames(channel: SalesChannelFacts, external: readonly Named[]): Place[] | string {
  const places = external.flatMap((place) => {
    const ours = channel.locations.filter(({ name }) => same(name, place.name))
    return ours.length > 0 ? [{ externalId: place.id, locationIds: ours.map(({ id }) => id) }] : []
  })
  if (places.length > 0) return places
  return `has no place of the same name on both sides (the channel has: ${names(external)}; the sales channel "${channel.name}" has: ${names(channel.locations)}): map them in \`locations\`.`
}

/** The one thing of that id, else the one of that name; a sentence's end when there is none or more than one. */
function only<T extends Named>(all: readonly T[], idOrName: string): T | string {
  const byId = all.find(({ id }) => id === idOrName)
  if (byId) return byId
  const [first, second] = all.filter(({ name }) => same(name, idOrName))
  if (second) return "which stands for several: name its id"
  return first ?? "which does not exist"
}

function servesTwice(places: readonly Place[]): string | undefined {
  const all = places.flatMap(({ locationIds }) => locationIds)
  return all.find((id, index) => all.indexOf(id) !== index)
}

const same = (a: string, b: string) => a.trim().toLowerCase() === b.trim().toLowerCase()
const nameOf = (id: string, channel: SalesChannelFacts) => channel.locations.find((each) => each.id === id)?.name ?? id
const names = (all: readonly Named[]) => all.map(({ name }) => `"${name}"`).join(", ") || "none"
const refuse = (reason: string): Mapping => ({ ok: false, reason })
