import type { View } from "./context"
import { VendorError } from "./errors"
import { rulesOfPaging } from "./paging-rules"

export interface PageArgs {
  readonly first?: number | null
  readonly last?: number | null
  readonly after?: string | null
  readonly before?: string | null
  readonly reverse?: boolean | null
  /** Asked for by a bulk operation, which has no bounds. Not an argument of any field: no client can say it. */
  readonly isBulk?: boolean
}

export type SortValue = string | number | null

interface CursorKey {
  readonly value: SortValue
  readonly id: number
}

interface Item {
  readonly id: number
}

/**
 * A page of a list. Cursors hold the sort value and id of an item rather than its place, as Shopify's do: an item that
 * changes while a client pages moves to where it now belongs, and none is skipped.
 */
export function connection<T extends Item>(
  items: readonly T[],
  args: PageArgs,
  view: (item: T) => View,
  valueOf: (item: T) => SortValue = (item) => item.id
): View {
  rulesOfPaging.checkSize(args)
  const keyOf = (item: T): CursorKey => ({ value: valueOf(item), id: item.id })
  const list = sorted(items, keyOf, args.reverse ?? false)
  const start = args.after ? list.countBefore(readCursor(args.after), true) : 0
  const end = args.before ? list.countBefore(readCursor(args.before), false) : items.length
  const { first, last } = args
  const from = last ? Math.max(start, end - last) : start
  const to = first == null ? Math.max(from, end) : Math.min(Math.max(from, end), from + first)
  rulesOfPaging.checkReach(to, args)
  const page = list.slice(from, to)
  const cursor = (item: T | undefined) => (item ? writeCursor(keyOf(item)) : null)
  return {
    edges: () => page.map((item) => ({ cursor: cursor(item), node: () => view(item) })),
    nodes: () => page.map(view),
    pageInfo: {
      hasNextPage: to < items.length,
      hasPreviousPage: from > 0,
      startCursor: cursor(page[0]),
      endCursor: cursor(page[page.length - 1]),
    },
  }
}

interface SortedList<T> {
  slice(from: number, to: number): T[]
  /** How many come before a place in the order; with what is at that very place, when `andAt`. */
  countBefore(key: CursorKey, andAt: boolean): number
}

/** Sorts only what is not in order already: a table of a hundred thousand rows is, and a page of it must not cost a sort. */
function sorted<T extends Item>(items: readonly T[], keyOf: (item: T) => CursorKey, reverse: boolean): SortedList<T> {
  const isOrdered = items.every((item, at) => at === 0 || compare(keyOf(items[at - 1] as T), keyOf(item)) <= 0)
  const rows = isOrdered ? items : [...items].sort((one, other) => compare(keyOf(one), keyOf(other)))
  const rowAt = (index: number) => rows[reverse ? rows.length - 1 - index : index] as T
  return {
    slice: (from, to) => Array.from({ length: Math.max(0, to - from) }, (_, at) => rowAt(from + at)),
    countBefore(key, andAt) {
      const isBefore = (index: number) => {
        const order = compare(keyOf(rowAt(index)), key) * (reverse ? -1 : 1)
        return andAt ? order <= 0 : order < 0
      }
      let [low, high] = [0, rows.length]
      while (low < high) {
        const middle = (low + high) >>> 1
        if (isBefore(middle)) low = middle + 1
        else high = middle
      }
      return low
    },
  }
}

/** Nothing sorts before everything; ids decide between equals. */
function compare(one: CursorKey, other: CursorKey): number {
  if (one.value !== other.value) {
    if (one.value === null) return -1
    if (other.value === null) return 1
    return one.value < other.value ? -1 : 1
  }
  return one.id - other.id
}

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
