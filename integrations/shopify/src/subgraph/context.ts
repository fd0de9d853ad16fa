import type { Identity } from "@anyshelf/connector-kit/subgraph"
import type { LiveListing, LiveListingKey } from "./live-listing"

/** What a resolver of Shopify's subgraph may reach, for one request. */
export interface Context {
  readonly identity: Identity
  /** Finds what Shopify shows of a listing now; asked for together, fetched together. */
  readonly listing: (key: LiveListingKey) => Promise<LiveListing | null>
}
