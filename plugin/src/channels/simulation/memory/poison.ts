import type { ChannelMemory } from "../../shop"
import { raiseVersion } from "./publications"
import type { PublicationRow, Tables } from "./tables"

type Methods = Pick<ChannelMemory, "revivePublications" | "reviveCalmed">

const minuteMs = 60_000

/** What `modules/channels/publications/queries/poison.ts` does, and closing the tasks about what is tried again. */
export function poisonMemory(tables: Tables, closeTasks: ChannelMemory["closeTasks"]): Methods {
  const revive = async (connectionId: string, isMeant: (row: PublicationRow) => boolean): Promise<number> => {
    const revived = [...tables.publications.values()].filter(
      (row) => row.connectionId === connectionId && row.state === "poisoned" && isMeant(row)
    )
    for (const row of revived) {
      Object.assign(row, { state: "ok", attempts: 0, nextAttemptAt: null, pending: null, confirmedQuantity: null })
      Object.assign(row, { waiting: null, poisonedAt: null })
      raiseVersion(row, tables.now())
    }
    const subjects = revived.map(({ stockRef, locationRef }) => `${stockRef}@${locationRef}`)
    if (subjects.length > 0) await closeTasks({ connectionId, kinds: ["stock-refused"], subjects })
    return subjects.length
  }
  return {
    revivePublications: ({ connectionId, listingIds, ids }) =>
      revive(connectionId, (row) => (listingIds?.includes(row.listingId) ?? true) && (ids?.includes(row.id) ?? true)),
    reviveCalmed: ({ connectionId, conflictsMax, afterMinutes }) =>
      revive(connectionId, ({ attempts, poisonedAt }) => {
        const isCalm = poisonedAt !== null && poisonedAt < tables.now() - afterMinutes * minuteMs
        return attempts > conflictsMax && isCalm
      }),
  }
}
