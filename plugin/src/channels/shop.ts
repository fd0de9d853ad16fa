import type { Candidate } from "../domain/channels/match-listing"
import type { SalesChannelFacts } from "../domain/channels/map-places"
import type { AnyshelfInventory } from "../inventory/contract"
import type ChannelsService from "../modules/channels/service"
import type { AdjustOrderInput } from "../workflows/channels/adjust-order"
import type { CancelOrderInput } from "../workflows/channels/cancel-order"
import type { FollowedReturn } from "../workflows/channels/follow-return"
import type { FollowOrderInput, FollowReturnInput, ImportOrderInput } from "../workflows/channels/types"
import type { OrderDesk } from "./commands/order-desk"
import type { ProductDesk } from "./products/product-desk"

/**
 * What the engine stands on. It imports none of it: in an app Medusa and PostgreSQL are behind these, in the simulator a model is,
 * and time is virtual.
 */

/** Our catalogue, places and orders. Every write may be asked for any number of times, at once and after a crash anywhere. */
export interface Shop {
  /** Our variants that carry one of the SKUs or barcodes, or are named. */
  findVariants(keys: {
    readonly skus: readonly string[]
    readonly barcodes: readonly string[]
    readonly variantIds?: readonly string[]
  }): Promise<Candidate[]>
  /** Our sales channels with their locations. */
  listSalesChannels(): Promise<SalesChannelFacts[]>
  /** True when ours was there already: a try before this one was cut off, and may have followed an older copy. */
  importOrder(input: ImportOrderInput): Promise<boolean>
  adjustOrder(input: AdjustOrderInput): Promise<void>
  cancelOrder(input: CancelOrderInput): Promise<void>
  /** For following what became of orders' goods and money on the channel. Left out by a shop that keeps neither. */
  readonly follower?: OrderFollower
  /** For telling channels what becomes of their orders here. Left out by a shop where nothing does. */
  readonly desk?: OrderDesk
  /** For bringing our products to channels. Left out by a shop that brings none. */
  readonly products?: ProductDesk
}

/** Follows what became of goods and money on a channel. Every write may be asked for any number of times. */
export interface OrderFollower {
  /** What left there without us: our fulfilment, the shelf. */
  followFulfilments(input: FollowOrderInput): Promise<void>
  /** What came back there. */
  followReturn(input: FollowReturnInput): Promise<FollowedReturn>
  /** What was taken and given back there. */
  followMoney(input: FollowOrderInput): Promise<void>
}

/** The channels' memory, as the engine uses it. */
export type ChannelMemory = Omit<
  ChannelsService,
  | `list${string}`
  | `create${string}`
  | `update${string}`
  | `delete${string}`
  | `softDelete${string}`
  | `restore${string}`
  | `retrieve${string}`
  | "__hooks"
  | "commands"
  | "connections"
  | "products"
  | "findConnection"
  | "sayOfListings"
  | "attachEngine"
  | "wakeEngine"
  | "lacksEngine"
  | "hasEngine"
  | "retryPublications"
>

/** Our stock, as the engine uses it. */
export type EngineStock = Pick<
  AnyshelfInventory,
  "claimChanges" | "settleChanges" | "readPromises" | "readSalesVelocity"
>
