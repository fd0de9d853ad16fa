import { compareByName } from "../domain/locations/by-name"
import type { LocationRow } from "../reads/rows"
import type { Context } from "./context"
import type { LocationResolvers, QueryLocationsArgs, QueryResolvers } from "./generated/resolvers"
import { decodeCursor, pageSize, toConnection, type Connection } from "./page"

export const locationQueries = {
  location: (_, { id }, context) => findLocation(id, context),
  locations: (_, args, context) => listLocations(args, context),
} satisfies QueryResolvers

export const Location: LocationResolvers<Context, LocationRow> = {
  __resolveReference: ({ id }, context) => findLocation(id, context),
  // One row holds the address: the location's own fields and its address's bear different names.
  address: (location) => (location.hasAddress ? location : null),
  coordinates: ({ latitude, longitude }) => (latitude === null || longitude === null ? null : { latitude, longitude }),
}

/** The locations of the caller's channels, by name. */
async function visibleLocations(context: Context): Promise<readonly LocationRow[]> {
  const { catalogChannelIds } = await context.caller()
  return context.store.locationsOfChannels(catalogChannelIds)
}

async function findLocation(id: string, context: Context): Promise<LocationRow | null> {
  return (await visibleLocations(context)).find((each) => each.id === id) ?? null
}

async function listLocations(
  args: QueryLocationsArgs,
  context: Context
): Promise<Connection<LocationRow> & { totalCount: number }> {
  const size = pageSize(args.first ?? 20)
  const [name, id] = args.after ? decodeCursor(args.after, 2) : []
  const all = await visibleLocations(context)
  // Behind the place, not behind the row: the row of a cursor may be gone.
  const start =
    id === undefined || name === undefined ? 0 : all.findIndex((each) => compareByName(each, { name, id }) > 0)
  const rows = start < 0 ? [] : all.slice(start, start + size + 1)
  const page = toConnection(rows, size, id !== undefined, (each) => [each.name, each.id])
  return { ...page, totalCount: all.length }
}
