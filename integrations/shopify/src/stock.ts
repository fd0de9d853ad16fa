import type { Page, StockRecord } from "@anyshelf/connector-kit"
import { readExport, type Export } from "./bulk/read-export"
import type { Call } from "./client"
import { advance, changedSince, nextCursor, readCursor, resumeFrom, type Cursor } from "./cursor"
import type { LevelFragment, LevelsQuery } from "./generated/admin"
import { levelIds } from "./gid"
import { utc } from "./instant"
import { bulkStock } from "./operations/bulk"
import { levelByIds, levels } from "./operations/stock"

/** Three points each, of the 1000 that one call may cost. */
const PAGE = 200

/** A page of what the shop shows, one location after another. */
export async function pullStock(call: Call, from: string | null): Promise<Page<"stock">> {
  const cursor = readCursor(from)
  const exported = await readExport(call, stockExport, cursor)
  if (exported) return exported
  const { locations } = await call(levels, {
    afterLocation: cursor.afterLocation ?? null,
    first: PAGE,
    after: cursor.after ?? null,
    filter: changedSince(cursor) ?? null,
  })
  const items = (locations.nodes[0]?.inventoryLevels.nodes ?? []).flatMap((level) => toStock(level) ?? [])
  const read = advance(cursor, items, call.now())
  const next = nextPlace(cursor, locations)
  return next ? { items, next: nextCursor(read, next) } : { items, next: null, ...resumeFrom(read) }
}

/** All levels as a file: a line for each article, which tells nothing by itself, and behind it one for each of its levels. */
const stockExport: Export<"stock"> = {
  query: bulkStock,
  toRecord: (line) => (isLevel(line) ? toStock(line) : null),
}

const isLevel = (line: object): line is LevelFragment => "quantities" in line

/** On within this location, else to the next one, else done. */
function nextPlace({ afterLocation }: Cursor, { nodes, pageInfo }: LevelsQuery["locations"]): Cursor | null {
  const within = nodes[0]?.inventoryLevels.pageInfo
  if (within?.hasNextPage && within.endCursor)
    return { ...(afterLocation && { afterLocation }), after: within.endCursor }
  return pageInfo.hasNextPage && pageInfo.endCursor ? { afterLocation: pageInfo.endCursor } : null
}

/** One level, by `<inventory item>@<location>`. Null where the article is not stocked: nothing is shown there. */
export async function getStock(call: Call, ref: string): Promise<StockRecord | null> {
  const ids = levelIds(ref)
  if (!ids) return null
  const level = (await call(levelByIds, ids)).inventoryItem?.inventoryLevel
  return level ? toStock(level) : null
}

/** Null for a level that is switched off, or that says nothing of `available`: absent is not zero. */
export function toStock(level: LevelFragment): StockRecord | null {
  const available = level.quantities.find(({ name }) => name === "available")?.quantity
  if (!level.isActive || available === undefined) return null
  return {
    feed: "stock",
    ref: `${level.item.id}@${level.location.id}`,
    stockRef: level.item.id,
    locationRef: level.location.id,
    available,
    updatedAt: utc(level.updatedAt),
    raw: level,
  }
}
