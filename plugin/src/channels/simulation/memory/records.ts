import type { ChannelMemory } from "../../shop"
import type { RecordRow, Tables } from "./tables"

type Methods = Pick<ChannelMemory, "receiveOrder" | "holdOrders" | "readOrderRecord" | "settleOrder">

/** What `modules/channels/records/queries.ts` does. */
export function recordMemory(tables: Tables): Methods {
  const { records, recordKeys: keys } = tables
  const keyOf = (connectionId: string, externalId: string) => `${connectionId} ${externalId}`
  return {
    receiveOrder: async ({ connectionId, externalId, number, updatedAt, payload }) => {
      const key = keyOf(connectionId, externalId)
      const at = Date.parse(updatedAt)
      const before = records.get(key)
      const row: RecordRow = before
        ? at >= before.externalUpdatedAt
          ? { ...before, payload, externalUpdatedAt: at }
          : before
        : newRow(tables, { connectionId, externalId, number, externalUpdatedAt: at, payload })
      records.set(key, row)
      keys.set(row.id, key)
      return toOrder(row)
    },
    holdOrders: async (connectionId, orders) => {
      for (const { externalId, number, updatedAt } of orders) {
        const key = keyOf(connectionId, externalId)
        if (records.has(key)) continue
        const externalUpdatedAt = Date.parse(updatedAt)
        const row = newRow(tables, { connectionId, externalId, number, externalUpdatedAt, payload: {} })
        records.set(key, { ...row, state: "held" })
        keys.set(row.id, key)
      }
    },
    readOrderRecord: async ({ connectionId, externalId }) => {
      const row = records.get(keyOf(connectionId, externalId))
      return row ? toOrder(row) : null
    },
    settleOrder: async ({ id, state, orderId, applied }) => {
      const key = keys.get(id)
      const row = key === undefined ? undefined : records.get(key)
      if (key === undefined || !row || (row.state === "cancelled" && state !== "cancelled")) return
      records.set(key, { ...row, state, orderId: orderId ?? row.orderId, applied: applied ?? row.applied })
    },
  }
}

const toOrder = ({ id, externalId, externalUpdatedAt, orderId, state, applied, fingerprint }: RecordRow) => ({
  ...{ id, externalId, orderId, state, applied, fingerprint },
  externalUpdatedAt: new Date(externalUpdatedAt),
})

const newRow = (
  tables: Tables,
  row: Pick<RecordRow, "connectionId" | "externalId" | "number" | "externalUpdatedAt" | "payload">
): RecordRow => ({
  ...row,
  id: tables.newId("anyrec"),
  origin: { connectionId: row.connectionId, externalId: row.externalId, number: row.number },
  orderId: null,
  state: "received",
  applied: null,
  fingerprint: null,
  lockedUntil: null,
  lockedBy: null,
  waitsFor: [],
  checkedAt: null,
})
