import { randomUUID } from "node:crypto"
import type { Connection, Log } from "@anyshelf/connector-kit"
import type { Logger, MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import type { AnyshelfInventory } from "../inventory/contract"
import { channelsModule } from "../modules/channels"
import type ChannelsService from "../modules/channels/service"
import type { RunningEngine } from "../modules/channels/service"
import { usualTiming, type Channel, type EngineTiming } from "./channel"
import { systemClock, type Clock } from "./clock"
import { createEngineHost } from "./engine-host"
import { fanOut } from "./fan-out"
import { startLoop } from "./loop"
import { startWorker, type Worker } from "./worker"

/** What the engine needs. */
export interface EngineOptions {
  readonly container: MedusaContainer
  readonly connections: readonly Connection[]
  readonly logger: Logger
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
  const { container, connections, logger } = options
  const clock = options.clock ?? systemClock
  const timing = { ...usualTiming, ...options.timing }
  const owner = randomUUID()
  const channels = container.resolve<ChannelsService>(channelsModule)
  const inventory = container.resolve<AnyshelfInventory>(Modules.INVENTORY)
  const workers = new Map<string, Worker>()
  for (const connection of connections) {
    const channel = openChannel({ ...options, clock, timing, owner, channels, inventory }, connection)
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
      logger.warn(`Changes of stock could not be carried to the channels; trying again. ${String(error)}`)
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

type Surroundings = Omit<EngineOptions, "timing" | "clock"> &
  Pick<Channel, "clock" | "timing" | "owner" | "channels" | "inventory">

function openChannel(around: Surroundings, connection: Connection): Channel {
  const { container, channels, inventory, clock, owner, timing } = around
  const log = logFor(around.logger, connection.id)
  const host = createEngineHost({
    connection,
    clock: around.clock,
    log,
    fetch: around.fetch,
    timeoutMs: around.timing.requestTimeoutMs,
    waitMsMax: around.timing.throttleWaitMsMax,
    onOutage: () => {
      channel.needsDrain = true
      const reason = "The channel does not answer; it is asked again every few seconds."
      log.warn(reason)
      void channels.saveStatus({ connectionId: connection.id, status: "disconnected", reason }).catch(() => undefined)
    },
  })
  const channel: Channel = {
    id: connection.id,
    connection,
    session: connection.connector.open(connection.config, host),
    host,
    container,
    channels,
    inventory,
    clock,
    log,
    owner,
    timing,
    map: null,
    needsDrain: true,
    isKnown: false,
    draining: { now: null, next: null },
  }
  return channel
}

/** Values are written as JSON behind the message; a connector puts no secrets into them. */
function logFor(logger: Logger, id: string): Log {
  const say = (level: "debug" | "info" | "warn") => (message: string, values?: Record<string, unknown>) =>
    logger[level](`[${id}] ${message}${values ? ` ${JSON.stringify(values)}` : ""}`)
  return { debug: say("debug"), info: say("info"), warn: say("warn") }
}
