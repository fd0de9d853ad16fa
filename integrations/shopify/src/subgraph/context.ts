import type { Identity } from "@anyshelf/connector-kit/subgraph"
import type { LiveListing, LiveListingKey } from "./live-listing"
import type { LiveOrder } from "./live-order"

/** What a thing of a shop is known by. */
export interface ThingKey {
  readonly connectionId: string
  readonly externalId: string
}

/** What a resolver of Shopify's subgraph may reach, for one request. Things asked for together are fetched together. */
export interface Context {
  readonly identity: Identity
  /** Finds what Shopify shows of a listing now. */
  readonly listing: (key: LiveListingKey) => Promise<LiveListing | null>
  /** Finds what Shopify says of an order now. */
  readonly order: (key: ThingKey) => Promise<LiveOrder | null>
}
