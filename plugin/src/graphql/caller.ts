import type { Identity } from "@anyshelf/connector-kit/subgraph"
import type { StoreReads } from "../reads/store/store-reads"
import { callerError } from "./errors"

/** On whose behalf a request reads. */
export interface Caller {
  readonly isStaff: boolean
  /** Null for nobody and for staff: prices for a customer's groups are for that customer only. */
  readonly customerId: string | null
  /** The channels whose catalogue is shown; null shows every published product. */
  readonly catalogChannelIds: readonly string[] | null
  /** The channels that a promise is made for, and whose locations are shown. Never empty. */
  readonly promiseChannelIds: readonly string[]
}

/**
 * Finds out which sales channels a caller reads. The publishable key decides; staff without one see every published product,
 * with the promises of the store's default channel. Throws UNAUTHENTICATED with a remedy when there is nothing to decide by.
 */
export async function findCaller(identity: Identity, store: StoreReads): Promise<Caller> {
  const isStaff = identity.scopes.includes("staff")
  const customerId = identity.kind === "customer" ? identity.actorId : null
  const key = identity.publishableKey
  if (key !== null) {
    const channelIds = await channelsOf(key, store)
    return { isStaff, customerId, catalogChannelIds: channelIds, promiseChannelIds: channelIds }
  }
  if (!isStaff) {
    throw callerError(
      "UNAUTHENTICATED",
      "Send the header x-publishable-api-key: it names the sales channel to read. Keys are in Medusa Admin, Settings, Publishable API Keys."
    )
  }
  const promiseChannelIds = [await defaultChannel(store)]
  return { isStaff, customerId, catalogChannelIds: null, promiseChannelIds }
}

async function channelsOf(key: string, store: StoreReads): Promise<string[]> {
  const channelIds = await store.channelsOfKey(key)
  if (channelIds === null) {
    throw callerError(
      "UNAUTHENTICATED",
      "The publishable key is unknown or was revoked. Take a valid one from Medusa Admin, Settings, Publishable API Keys."
    )
  }
  if (channelIds.length > 0) return channelIds
  throw callerError(
    "UNAUTHENTICATED",
    "The publishable key opens no enabled sales channel. Add one to it in Medusa Admin, Settings, Publishable API Keys."
  )
}

async function defaultChannel(store: StoreReads): Promise<string> {
  const { salesChannelId } = await store.defaults()
  if (salesChannelId !== null) return salesChannelId
  throw callerError(
    "NOT_SET_UP",
    "The store has no default sales channel. Set one in Medusa Admin, Settings, Store, or send the header x-publishable-api-key."
  )
}

/** Refuses a caller who is not staff. The gateway has checked before; a subgraph checks again. */
export function requireStaff(identity: Identity): void {
  if (identity.scopes.includes("staff")) return
  throw callerError("FORBIDDEN", "Only staff may read this. Sign in as a Medusa user or send a secret API key.")
}
