import type { View } from "./context"
import { VendorError } from "./errors"

export interface PageArgs {
  readonly first?: number | null
  readonly last?: number | null
  readonly after?: string | null
  readonly before?: string | null
  readonly reverse?: boolean | null
}

export type SortValue = string | number | null

interface Keyed<T> {
  readonly item: T
  readonly value: SortValue
  readonly id: number
}

/** https://shopify.dev/docs/api/usage/limits */
const pageMax = 250
const reachMax = 25_000

/**
 * A page of a list. Cursors hold the sort value and id of an item rather than its place, as Shopify's do: an item that
 * changes while a client pages moves to where it now belongs, and none is skipped.
 */
export function connection<T extends { readonly id: number }>(
  items: readonly T[],
  args: PageArgs,
  view: (item: T) => View,
  valueOf: (item: T) => SortValue = (item) => item.id
): View {
  checkSize(args)
  const sorted = items.map((item) => ({ item, value: valueOf(item), id: item.id })).sort(compare)
  if (args.reverse) sorted.reverse()
  const direction = args.reverse ? -1 : 1
  const start = args.after ? countUpTo(sorted, readCursor(args.after), direction) : 0
  const end = args.before ? countBefore(sorted, readCursor(args.before), direction) : sorted.length
  const inRange = sorted.slice(start, end)
  const page = args.last
    ? inRange.slice(-args.last).slice(0, args.first ?? undefined)
    : inRange.slice(0, args.first ?? undefined)
  const from = start + (args.last ? Math.max(0, inRange.length - args.last) : 0)
  if (from + page.length > reachMax)
    throw new VendorError(`Pagination is limited to ${reachMax} objects. Use a filter.`, "BAD_REQUEST")
  return pageView(page, { hasNextPage: from + page.length < sorted.length, hasPreviousPage: from > 0 }, view)
}

function pageView<T>(
  page: readonly Keyed<T>[],
  flags: { hasNextPage: boolean; hasPreviousPage: boolean },
  view: (item: T) => View
): View {
  const cursor = (keyed: Keyed<T> | undefined) => (keyed ? writeCursor(keyed) : null)
  return {
    edges: () => page.map((keyed) => ({ cursor: writeCursor(keyed), node: () => view(keyed.item) })),
    nodes: () => page.map((keyed) => view(keyed.item)),
    pageInfo: { ...flags, startCursor: cursor(page[0]), endCursor: cursor(page[page.length - 1]) },
  }
}

function checkSize({ first, last }: PageArgs): void {
  if (first == null && last == null) throw new VendorError("you must provide one of first or last", "BAD_REQUEST")
  for (const [name, size] of Object.entries({ first, last })) {
    if (size != null && size > pageMax)
      throw new VendorError(
        `${name} cannot exceed ${pageMax}. To query larger amounts of data with fewer limits, bulk operations should be used instead.`,
        "BAD_REQUEST"
      )
    if (size != null && size < 0) throw new VendorError(`${name} must be positive`, "BAD_REQUEST")
  }
}

/** Nothing sorts before everything; ids decide between equals. */
function compare(one: Omit<Keyed<unknown>, "item">, other: Omit<Keyed<unknown>, "item">): number {
  if (one.value !== other.value) {
    if (one.value === null) return -1
    if (other.value === null) return 1
    return one.value < other.value ? -1 : 1
  }
  return one.id - other.id
}

type CursorKey = Omit<Keyed<unknown>, "item">

const countUpTo = (sorted: readonly CursorKey[], key: CursorKey, direction: number) =>
  sorted.filter((keyed) => compare(keyed, key) * direction <= 0).length
const countBefore = (sorted: readonly CursorKey[], key: CursorKey, direction: number) =>
  sorted.filter((keyed) => compare(keyed, key) * direction < 0).length

const writeCursor = ({ id, value }: CursorKey) =>
  Buffer.from(JSON.stringify({ last_id: id, last_value: value })).toString("base64")

function readCursor(cursor: string): CursorKey {
  try {
    const read = JSON.parse(Buffer.from(cursor, "base64").toString("utf8")) as {
      last_id: number
      last_value: SortValue
    }
    if (typeof read.last_id === "number" && read.last_value !== undefined)
      return { id: read.last_id, value: read.last_value }
  } catch {
    // Falls through: what is not JSON is not one of our cursors either.
  }
  throw new VendorError("Invalid cursor for current pagination sort.", "BAD_REQUEST")
}
