import type { Connection } from "@anyshelf/connector-kit"
import type { ConnectionEntry } from "../modules/channels/connections/connection-store"
import type ChannelsService from "../modules/channels/service"

/** The connections that are to be at work now. One that has changed is another object; one that has not is the same. */
export type ConnectionSource = () => Promise<readonly Connection[]>

/**
 * The connections of the options and those made in Admin that can work and are not paused. Of those that cannot work, their row says
 * why, and the others go on.
 */
export function connectionsAtWork(channels: Pick<ChannelsService, "connections" | "saveStatus">): ConnectionSource {
  const told = new WeakSet<object>()
  return async () => {
    const entries = await channels.connections.entries()
    for (const { id, problem } of entries) {
      if (!problem || told.has(problem)) continue
      await channels.saveStatus({ connectionId: id, status: "misconfigured", reason: problem.reason })
      told.add(problem)
    }
    return entries.flatMap(ofThoseAtWork)
  }
}

const ofThoseAtWork = ({ connection, isPaused }: ConnectionEntry) => (connection && !isPaused ? [connection] : [])
