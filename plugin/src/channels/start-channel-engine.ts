import { randomUUID } from "node:crypto"
import type { Connection } from "@anyshelf/connector-kit"
import type { RunningEngine } from "../modules/channels/service"
import { usualTiming, type EngineTiming } from "./channel"
import { systemClock, type Clock } from "./clock"
import { fanOut } from "./fan-out"
import { startLoop } from "./loop"
import { openChannel, type EngineLogger } from "./open-channel"
import type { ChannelMemory, EngineStock, Shop } from "./shop"
import { startWorker, type Worker } from "./worker"
import { messageOf } from "./messages"

/** What the engine needs. */
export interface EngineOptions {
  readonly shop: Shop
  readonly channels: ChannelMemory
  readonly inventory: EngineStock
  readonly connections: readonly Connection[]
  readonly logger: EngineLogger
  /** @default the system's */
  readonly clock?: Clock
  /** Where requests go in the end; the global `fetch` unless given. */
  readonly fetch?: typeof fetch
  readonly timing?: Partial<EngineTiming>
}

/**
 * Starts the engine that keeps channels and stock in step: one worker for each connection, and one loop that carries changes of
 * stock to them. Several processes may run it at once, since all work is claimed by lease. It runs until it is stopped, and
 * then lets what is under way finish.
 */
export function startChannelEngine(options: EngineOptions): RunningEngine {
  const { channels, inventory, connections, logger } = options
  const clock = options.clock ?? systemClock
  const timing = { ...usualTiming, ...options.timing }
  const owner = randomUUID()
  const workers = new Map<string, Worker>()
  for (const connection of connections) {
    const channel = openChannel({ ...options, clock, timing, owner }, connection)
    workers.set(connection.id, startWorker(channel))
  }
  const outbox = startLoop({
    clock,
    everyMs: timing.fanOutEveryMs,
    run: async () => {
      const { connectionIds, more } = await fanOut(inventory, channels, { owner, leaseMs: timing.leaseMs })
      for (const id of connectionIds) workers.get(id)?.wake()
      return more
    },
    failed: (error) => {
      logger.warn(`Changes of stock could not be carried to the channels; trying again. ${messageOf(error)}`)
      return 1_000
    },
  })
  return {
    wake: (id) => (id === undefined ? workers.forEach((worker) => worker.wake()) : workers.get(id)?.wake()),
    health: () => [...workers.values()].map((worker) => worker.health()),
    stop: async () => {
      await outbox.stop()
      await Promise.all([...workers.values()].map((worker) => worker.stop()))
    },
  }
}
