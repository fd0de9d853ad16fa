import type { ChannelMemory } from "../../shop"
import { keyOf, raiseVersion } from "./publications"
import type { Tables } from "./tables"

type Methods = Pick<ChannelMemory, "openTasks" | "closeTasks" | "revivePublications">

/** What `modules/channels/tasks/queries.ts` does, and giving another try, which closes tasks. */
export function taskMemory(tables: Tables): Methods {
  const { tasks, publications } = tables
  const closeTasks: Methods["closeTasks"] = async ({ connectionId, kinds, subjects }) => {
    for (const task of tasks)
      if (
        task.closedAt === null &&
        task.connectionId === connectionId &&
        kinds.includes(task.kind) &&
        subjects.includes(task.subject)
      )
        task.closedAt = tables.now()
  }
  return {
    closeTasks,
    openTasks: async (requests) => {
      for (const request of requests) {
        const { connectionId, kind, subject, reason } = request
        const open = tasks.find(
          (task) =>
            task.closedAt === null &&
            task.connectionId === connectionId &&
            task.kind === kind &&
            task.subject === subject
        )
        if (open) Object.assign(open, { reason })
        else tasks.push({ ...request, id: tables.newId("anytask"), openedAt: tables.now(), closedAt: null })
      }
    },
    revivePublications: async ({ connectionId, listingIds, ids }) => {
      const subjects: string[] = []
      for (const row of publications.values()) {
        if (row.connectionId !== connectionId || row.state !== "poisoned") continue
        if (listingIds && !listingIds.includes(row.listingId)) continue
        if (ids && !ids.includes(row.id)) continue
        Object.assign(row, { state: "ok", attempts: 0, nextAttemptAt: null, pending: null, waiting: null })
        raiseVersion(row, tables.now())
        subjects.push(keyOf("", row.stockRef, row.locationRef).trim())
      }
      await closeTasks({ connectionId, kinds: ["stock-refused"], subjects })
      return subjects.length
    },
  }
}
