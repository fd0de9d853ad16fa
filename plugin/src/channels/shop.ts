import type { Candidate } from "../domain/channels/match-listing"
import type { SalesChannelFacts } from "../domain/channels/map-places"
import type { AnyshelfInventory } from "../inventory/contract"
import type ChannelsService from "../modules/channels/service"
import type { AdjustOrderInput } from "../workflows/channels/adjust-order"
import type { CancelOrderInput } from "../workflows/channels/cancel-order"
import type { ImportOrderInput } from "../workflows/channels/types"
import type { OrderDesk } from "./commands/order-desk"

/**
 * What the engine stands on. It imports none of it: in an app Medusa and PostgreSQL are behind these, in the simulator a model is,
 * and time is virtual.
 */

/** Our catalogue, places and orders. Every write may be asked for any number of times, at once and after a crash anywhere. */
export interface Shop {
  /** Our variants that carry one of the SKUs or barcodes. */
  findVariants(keys: { readonly skus: readonly string[]; readonly barcodes: readonly string[] }): Promise<Candidate[]>
  /** Our sales channels with their locations. */
  listSalesChannels(): Promise<SalesChannelFacts[]>
  importOrder(input: ImportOrderInput): Promise<void>
  adjustOrder(input: AdjustOrderInput): Promise<void>
  cancelOrder(input: CancelOrderInput): Promise<void>
  /** For telling channels what becomes of their orders here. Left out by a shop where nothing does. */
  readonly desk?: OrderDesk
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
  | "findConnection"
  | "attachEngine"
  | "wakeEngine"
  | "lacksEngine"
  | "hasEngine"
>

/** Our stock, as the engine uses it. */
export type EngineStock = Pick<
  AnyshelfInventory,
  "claimChanges" | "settleChanges" | "readPromises" | "readSalesVelocity"
>
