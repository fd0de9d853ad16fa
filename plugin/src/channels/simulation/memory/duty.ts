import type { ChannelMemory } from "../../shop"
import type { Tables } from "./tables"

type Methods = Pick<ChannelMemory, "holdConnection" | "releaseConnection">

/** What `modules/channels/duty/queries.ts` does. */
export function dutyMemory({ connections, now }: Tables): Methods {
  return {
    holdConnection: async ({ connectionId, owner, leaseMs }) => {
      const row = connections.get(connectionId)
      const isFree = row && (row.workedBy === owner || row.workedUntil === null || row.workedUntil < now())
      if (!isFree) return { held: false, takenOverAfterMs: null }
      const { workedBy, workedUntil } = row
      Object.assign(row, { workedBy: owner, workedUntil: now() + leaseMs })
      const isOurs = workedBy === owner || workedBy === null
      return { held: true, takenOverAfterMs: isOurs || workedUntil === null ? null : now() - workedUntil }
    },
    releaseConnection: async ({ connectionId, owner }) => {
      const row = connections.get(connectionId)
      if (row?.workedBy === owner) row.workedUntil = Math.min(row.workedUntil ?? Infinity, now())
    },
  }
}
