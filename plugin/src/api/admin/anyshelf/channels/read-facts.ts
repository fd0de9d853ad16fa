import type { MedusaContainer } from "@medusajs/framework/types"
import { addLags, lagWithin } from "../../../../domain/channels/lag-histogram"
import { channelsModule } from "../../../../modules/channels"
import type ChannelsService from "../../../../modules/channels/service"
import type { ChannelHealth } from "../../../../modules/channels/service"
import { readConnectionExtras, type ConnectionExtras } from "../../../../reads/channel-admin/queries/connections"
import { runOn } from "../../../../reads/run"
import type { HealthAnswer } from "./types"

/** How a connection does, as it is stored and measured. */
export interface ConnectionFacts {
  readonly status: ConnectionExtras["status"] | null
  readonly reason: string | null
  readonly health: HealthAnswer | null
}

const lagMinutes = 15
const nothingKnown: ConnectionFacts = { status: null, reason: null, health: null }

/** The facts of every connection, in three statements. */
export async function readFacts(container: MedusaContainer): Promise<(id: string) => ConnectionFacts> {
  const channels = container.resolve<ChannelsService>(channelsModule)
  const [health, extras, lags] = await Promise.all([
    channels.readHealth(),
    readConnectionExtras(runOn(container)),
    channels.readLags({ minutes: lagMinutes }),
  ])
  const healthOf = new Map(health.map((each) => [each.connectionId, each]))
  const lagsOf = new Map(lags.map((each) => [each.connectionId, addLags(each.lags)]))
  const facts = new Map(
    extras.map((each) => [
      each.id,
      {
        status: each.status,
        reason: each.reason,
        health: describeHealth(healthOf.get(each.id), each, lagsOf.get(each.id) ?? []),
      },
    ])
  )
  return (id) => facts.get(id) ?? nothingKnown
}

function describeHealth(
  health: ChannelHealth | undefined,
  extras: ConnectionExtras,
  lags: readonly number[]
): HealthAnswer | null {
  if (!health) return null
  // Of a process that is not the one at work, only its idleness would be told.
  const live = health.live?.atWork ? health.live : null
  const throttle = live?.throttle
  return {
    last_contact_at: iso(health.lastContactAt),
    orders_drained_at: iso(health.ordersDrainedAt),
    listings_read_at: iso(extras.listingsReadAt),
    lag: { p50_ms: lagWithin(lags, 0.5), p95_ms: lagWithin(lags, 0.95), p99_ms: lagWithin(lags, 0.99) },
    queue: { depth: health.queueDepth, oldest_ms: Math.round(health.lagMs) },
    inbox: { depth: health.inboxDepth, oldest_ms: Math.round(health.inboxLagMs) },
    drift: health.drift,
    poisoned: health.poisoned,
    refused_commands: extras.refusedCommands,
    open_tasks: health.openTasks,
    listings: { ...health.listings, ignored: extras.ignoredListings },
    circuit: {
      state: live?.circuit ?? (isAhead(health.circuitOpenUntil) ? "open" : "closed"),
      open_until: iso(health.circuitOpenUntil),
    },
    throttle: throttle
      ? { available: throttle.available, capacity: throttle.capacity, per_second: throttle.perSecond }
      : null,
    webhooks: { checked_at: iso(extras.webhooksCheckedAt), mended_at: iso(extras.webhooksMendedAt) },
    readings: extras.readings.map(({ feed, startedAt, finishedAt, done, total }) => ({
      feed,
      started_at: new Date(startedAt).toISOString(),
      finished_at: finishedAt === null ? null : new Date(finishedAt).toISOString(),
      done,
      total,
    })),
  }
}

const iso = (at: Date | null | undefined) => at?.toISOString() ?? null
const isAhead = (at: Date | null) => at !== null && at.getTime() > Date.now()
