import { randomUUID } from "node:crypto"
import type { Connection } from "@anyshelf/connector-kit"
import type { RunningEngine } from "../modules/channels/service"
import { usualTiming, type EngineTiming } from "./channel"
import { systemClock, type Clock } from "./clock"
import type { ConnectionSource } from "./connections-at-work"
import { FairShare } from "./fair-share"
import { fanOut } from "./fan-out"
import { startLoop, type Loop } from "./loop"
import { messageOf } from "./messages"
import { openChannel, type EngineLogger } from "./open-channel"
import type { ChannelMemory, EngineStock, Shop } from "./shop"
import { startWorker } from "./worker"
import { gatherWorkforce, type Workforce } from "./workforce"

/** What the engine needs. */
export interface EngineOptions {
  readonly shop: Shop
  readonly channels: ChannelMemory
  readonly inventory: EngineStock
  /** A list that stays, or where to ask, every few seconds, for those that are to be at work. */
  readonly connections: readonly Connection[] | ConnectionSource
  readonly logger: EngineLogger
  /** @default the system's */
  readonly clock?: Clock
  /** Where requests go in the end; the global `fetch` unless given. */
  readonly fetch?: typeof fetch
  readonly timing?: Partial<EngineTiming>
}

/** What the parts of the engine share. */
type Engine = EngineOptions & { readonly clock: Clock; readonly timing: EngineTiming; readonly owner: string }

/**
 * Starts the engine that keeps channels and stock in step: one worker for each connection, and one loop that carries changes of
 * stock to them. Several processes may run it at once, since all work is claimed by lease. It runs until it is stopped, and
 * then lets what is under way finish.
 */
export function startChannelEngine(options: EngineOptions): RunningEngine {
  const clock = options.clock ?? systemClock
  const engine = { ...options, clock, timing: { ...usualTiming, ...options.timing }, owner: randomUUID() }
  const follower: { loop?: Loop } = {}
  const workers = gatherWorkers(engine, () => follower.loop?.wake())
  const outbox = startOutbox(engine, workers)
  if (typeof options.connections === "function") follower.loop = startFollowing(engine, options.connections, workers)
  else workers.follow(options.connections)
  return {
    wake: (id) => (id === undefined ? workers.all().forEach((worker) => worker.wake()) : workers.get(id)?.wake()),
    health: () => workers.all().map((worker) => worker.health()),
    stop: async () => {
      await Promise.all([outbox.stop(), follower.loop?.stop()])
      await workers.stop()
    },
  }
}

function gatherWorkers(engine: Engine, left: () => void): Workforce {
  const { channels, logger } = engine
  const share = new FairShare()
  return gatherWorkforce({
    logger,
    left,
    hire: (connection) => startWorker(openChannel(engine, connection), share),
    refused: ({ id, connector }, reason) => {
      logger.warn(`[${id}] The connector cannot open this connection: ${reason}`)
      const said = `The connector "${connector.id}" cannot open this connection: ${reason}`
      void channels
        .saveStatus({ connectionId: id, status: "misconfigured", reason: said })
        .catch((error: unknown) => logger.warn(`[${id}] Its state could not be kept. ${messageOf(error)}`))
    },
  })
}

/** Carries changes of stock to the connections they concern. */
function startOutbox({ clock, timing, inventory, channels, owner, logger }: Engine, workers: Workforce): Loop {
  return startLoop({
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
}

/** Asks which connections are to be at work. While nobody can tell, those that are go on. */
function startFollowing({ clock, timing, logger }: Engine, connections: ConnectionSource, workers: Workforce): Loop {
  return startLoop({
    clock,
    everyMs: timing.connectionsEveryMs,
    run: async (signal) => {
      const wanted = await connections()
      if (!signal.aborted) workers.follow(wanted)
      return false
    },
    failed: (error) => {
      logger.warn(`The connections could not be read; those at work go on. ${messageOf(error)}`)
      return 1_000
    },
  })
}
