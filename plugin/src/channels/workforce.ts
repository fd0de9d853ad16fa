import type { Connection } from "@anyshelf/connector-kit"
import type { EngineLogger } from "./open-channel"
import { messageOf } from "./messages"
import type { Worker } from "./worker"

/** The workers of one process: one for each connection that is to be at work. */
export interface Workforce {
  /**
   * Starts, ends and replaces workers until there is one for each of these. A connection that has changed is another object: its
   * worker ends before the next begins, and nobody else notices. Waits for no one.
   */
  follow(connections: readonly Connection[]): void
  get(connectionId: string): Worker | undefined
  all(): readonly Worker[]
  /** Lets everybody finish. */
  stop(): Promise<void>
}

/** What a workforce needs. */
export interface WorkforceOptions {
  readonly logger: EngineLogger
  /** Starts a worker. What it throws is told, and the connection left alone until it changes. */
  hire(connection: Connection): Worker
  /** A connection could not be opened: what its connector said. */
  refused(connection: Connection, reason: string): void
  /** A worker has ended, so that another of the same connection may begin. */
  left(): void
}

/** Nobody is hired yet. */
export function gatherWorkforce(options: WorkforceOptions): Workforce {
  const working = new Map<string, { readonly connection: Connection; readonly worker: Worker }>()
  const leaving = new Map<string, Promise<void>>()
  const unusable = new WeakSet<Connection>()

  const dismiss = (id: string, worker: Worker) => {
    working.delete(id)
    const end = worker
      .stop()
      .catch((error: unknown) => options.logger.warn(`[${id}] Its worker did not end well. ${messageOf(error)}`))
      .finally(() => {
        leaving.delete(id)
        options.left()
      })
    leaving.set(id, end)
  }
  const hire = (connection: Connection) => {
    try {
      working.set(connection.id, { connection, worker: options.hire(connection) })
    } catch (error) {
      unusable.add(connection)
      options.refused(connection, messageOf(error))
    }
  }
  return {
    follow: (connections) => {
      const wanted = new Set(connections)
      for (const [id, { connection, worker }] of working) if (!wanted.has(connection)) dismiss(id, worker)
      for (const connection of wanted) {
        const { id } = connection
        if (!working.has(id) && !leaving.has(id) && !unusable.has(connection)) hire(connection)
      }
    },
    get: (id) => working.get(id)?.worker,
    all: () => [...working.values()].map(({ worker }) => worker),
    stop: async () => {
      for (const [id, { worker }] of working) dismiss(id, worker)
      await Promise.all(leaving.values())
    },
  }
}
