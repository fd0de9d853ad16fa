import type { ChannelMemory } from "../../shop"
import { dateOf, type ReadingRow, type Tables } from "./tables"

type Methods = Pick<ChannelMemory, "openSweep" | "startSweep" | "saveSweep" | "wantSweeps" | "saveWebhookCheck">

/** What `modules/channels/readings/queries.ts` does. */
export function readingMemory({ readings, now }: Tables): Methods {
  const keyOf = ({ connectionId, feed }: { connectionId: string; feed: string }) => `${connectionId}:${feed}:sweep`
  return {
    openSweep: async ({ connectionId, feed }) => {
      const row = readings.get(keyOf({ connectionId, feed })) ?? newRow(connectionId)
      readings.set(keyOf({ connectionId, feed }), row)
      return told(row, now())
    },
    startSweep: async (feed) => {
      const row = readings.get(keyOf(feed))
      if (!row) return
      const lastPages = row.pages > 0 ? row.pages : row.lastPages
      Object.assign(row, { cursor: null, startedAt: now(), done: 0, total: null, found: 0, lastPages, pages: 0 })
    },
    saveSweep: async ({ cursor, done, total, found, ...feed }) => {
      const row = readings.get(keyOf(feed))
      if (!row) return
      const isOver = cursor === null
      const stillWanted = !isOver || (row.wantedAt ?? -Infinity) > (row.startedAt ?? Infinity)
      Object.assign(row, {
        cursor,
        done: row.done + done,
        total: total ?? row.total,
        found: row.found + found,
        pages: row.pages + 1,
        finishedAt: isOver ? now() : row.finishedAt,
        wantedAt: stillWanted ? row.wantedAt : null,
      })
    },
    wantSweeps: async (connectionId) => {
      for (const row of readings.values()) if (row.connectionId === connectionId) row.wantedAt = now()
    },
    saveWebhookCheck: async () => undefined,
  }
}

function told(row: ReadingRow, now: number) {
  const { cursor, startedAt, finishedAt, wantedAt, done, total, found, pages, lastPages } = row
  const isUnderWay = finishedAt === null || (startedAt !== null && startedAt > finishedAt)
  return {
    ...{ cursor, done, total, found, pages, lastPages },
    startedAt: isUnderWay ? dateOf(startedAt) : null,
    finishedAt: dateOf(finishedAt),
    wantedAt: dateOf(wantedAt),
    asOf: new Date(now),
  }
}

const newRow = (connectionId: string): ReadingRow => ({
  connectionId,
  cursor: null,
  startedAt: null,
  finishedAt: null,
  wantedAt: null,
  done: 0,
  total: null,
  found: 0,
  pages: 0,
  lastPages: 0,
})
