import type { Connection, Log, Session } from "@anyshelf/connector-kit"
import type { Place } from "../domain/channels/place-promise"
import type { Clock } from "./clock"
import type { EngineHost } from "./engine-host"
import type { Meter } from "./meter"
import type { ChannelMemory, EngineStock, Shop } from "./shop"

/** Where a connection sells. */
export interface ChannelMap {
  readonly salesChannelId: string
  /** In the order of the mapping. */
  readonly places: readonly Place[]
}

/** One connection at work, as all parts of the engine see it. */
export interface Channel {
  readonly id: string
  readonly connection: Connection
  readonly session: Session
  readonly host: EngineHost
  readonly shop: Shop
  readonly channels: ChannelMemory
  readonly inventory: EngineStock
  readonly clock: Clock
  readonly log: Log
  readonly meter: Meter
  /** Names this worker in leases; another process has another. */
  readonly owner: string
  readonly timing: EngineTiming
  /** Null until the connection's places have been found. */
  map: ChannelMap | null
  /** What the channel sold since is not known: its orders are read before any number is asserted. */
  needsDrain: boolean
  /** True once all listings, and what the channel shows of them, have been read for the first time. */
  isKnown: boolean
  /** The reading of orders that is under way, and the one that follows it. */
  readonly draining: { now: Promise<void> | null; next: Promise<void> | null }
}

/** How often, how long, how many. */
export interface EngineTiming {
  /** Between looks at which connections are to be at work. */
  readonly connectionsEveryMs: number
  /** Between looks at the outbox of stock changes. */
  readonly fanOutEveryMs: number
  /** Between looks at what is due, when nobody wakes the worker. */
  readonly pollEveryMs: number
  /** Between looks at what our own writes echo: the longer, the more of them are one look. */
  readonly echoesEveryMs: number
  /** Between incremental readings of orders. */
  readonly ordersEveryMs: number
  /** How long a whole reading of listings is to take where no webhook tells of new ones; the next one follows it. */
  readonly listingsEveryMs: number
  /** How long a whole reading of any other feed is to take, and of listings where webhooks tell of new ones. */
  readonly sweepEveryMs: number
  /** Between looks at whether webhooks still come to us. */
  readonly webhooksEveryMs: number
  /** Between looks at the mapping of places. */
  readonly mappingEveryMs: number
  /** Between notes of when the channel last answered. */
  readonly reportEveryMs: number
  /** Between tidyings of the inbox. */
  readonly tidyEveryMs: number
  /** How long a process that works a connection may be silent before another takes it over. */
  readonly dutyLeaseMs: number
  /** How long a claim is ours. What a killed worker held is free again after this. */
  readonly leaseMs: number
  readonly requestTimeoutMs: number
  /** The longest wait of one request for the rate limit. */
  readonly throttleWaitMsMax: number
}

export const usualTiming: EngineTiming = {
  connectionsEveryMs: 2_000,
  fanOutEveryMs: 100,
  pollEveryMs: 500,
  echoesEveryMs: 2_000,
  ordersEveryMs: 60_000,
  listingsEveryMs: 15 * 60_000,
  sweepEveryMs: 6 * 60 * 60_000,
  webhooksEveryMs: 60 * 60_000,
  mappingEveryMs: 5 * 60_000,
  reportEveryMs: 5_000,
  tidyEveryMs: 60 * 60_000,
  dutyLeaseMs: 6_000,
  leaseMs: 30_000,
  requestTimeoutMs: 10_000,
  throttleWaitMsMax: 15_000,
}

/** The map of a connection that has been set up. */
export function mapOf(channel: Channel): ChannelMap {
  if (!channel.map) throw new Error(`The places of ${channel.id} are not known yet.`)
  return channel.map
}
