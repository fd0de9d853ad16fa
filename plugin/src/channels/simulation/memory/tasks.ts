import type { ChannelMemory } from "../../shop"
import type { Tables } from "./tables"

type Methods = Pick<ChannelMemory, "openTasks" | "closeTasks">

/** What `modules/channels/tasks/queries.ts` does. */
export function taskMemory(tables: Tables): Methods {
  const { tasks } = tables
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
  }
}
