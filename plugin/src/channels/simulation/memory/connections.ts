import type { ChannelMemory } from "../../shop"
import { dateOf, type ConnectionRow, type Tables } from "./tables"

type Methods = Pick<
  ChannelMemory,
  "openConnection" | "readStatus" | "saveStatus" | "saveContact" | "saveOrderProgress" | "saveListingsRead"
>

/** What `modules/channels/connections/queries.ts` does. */
export function connectionMemory(tables: Tables): Methods {
  const change = (id: string, to: (row: ConnectionRow) => void) => {
    const row = tables.connections.get(id)
    if (row) to(row)
  }
  return {
    openConnection: async ({ connectionId, vendor }) => {
      const row = tables.connections.get(connectionId) ?? newRow(vendor, tables.now())
      row.vendor = vendor
      tables.connections.set(connectionId, row)
      return {
        orderCursor: row.orderCursor,
        ordersDrainedAt: dateOf(row.ordersDrainedAt),
        listingsReadAt: dateOf(row.listingsReadAt),
        connectedAt: new Date(row.createdAt),
        asOf: new Date(tables.now()),
      }
    },
    readStatus: async (connectionId) => {
      const { status, reason } = tables.connections.get(connectionId) ?? unheard
      return { status, reason }
    },
    saveStatus: async ({ connectionId, status, reason }) =>
      change(connectionId, (row) => Object.assign(row, { status, reason })),
    saveContact: async ({ connectionId, lastContactAt, circuitOpenUntil }) =>
      change(connectionId, (row) => {
        row.lastContactAt = lastContactAt?.getTime() ?? row.lastContactAt
        row.circuitOpenUntil = circuitOpenUntil?.getTime() ?? null
      }),
    saveOrderProgress: async ({ connectionId, cursor, drainedAt }) =>
      change(connectionId, (row) => {
        row.orderCursor = cursor
        row.ordersDrainedAt = later(row.ordersDrainedAt, drainedAt)
      }),
    saveListingsRead: async ({ connectionId, readAt }) =>
      change(connectionId, (row) => void (row.listingsReadAt = later(row.listingsReadAt, readAt))),
  }
}

const unheard = { status: "disconnected", reason: "Nothing has been heard of it yet." } as const

const newRow = (vendor: string, createdAt: number): ConnectionRow => ({
  vendor,
  status: "disconnected",
  reason: "Not reached yet.",
  orderCursor: null,
  ordersDrainedAt: null,
  listingsReadAt: null,
  lastContactAt: null,
  circuitOpenUntil: null,
  publishedMode: null,
  workedBy: null,
  workedUntil: null,
  createdAt,
})

const later = (a: number | null, b: Date | null) => (b === null ? a : Math.max(a ?? -Infinity, b.getTime()))
