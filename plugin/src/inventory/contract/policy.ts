/** What is withheld at a location. */
export interface SafetyStockRule {
  /** Null: the default of the location, for items without a rule of their own. */
  readonly inventoryItemId: string | null
  readonly locationId: string
  /** In the item's unit. Null removes the rule. */
  readonly quantity: number | null
}

/** What is withheld from a sales channel. */
export interface ChannelBufferRule {
  /** Null: the default of the channel, for items without a rule of their own. */
  readonly inventoryItemId: string | null
  readonly salesChannelId: string
  /** Null removes the rule. */
  readonly quantity: number | null
  /**
   * `units` of the item, or `percent` (0 to 100) of what the channel's locations can promise, rounded up to whole units, so
   * that rounding never promises more. Left out: units.
   */
  readonly unit?: BufferUnit
}

export type BufferUnit = "units" | "percent"

/** How much of what there is a sales channel may show at most. */
export type Allocation =
  /** A share of what the channel's locations can promise, rounded down; 0 to 100. */
  | { readonly kind: "share"; readonly percent: number }
  /** So many units of the item, however many there are. */
  | { readonly kind: "fixed"; readonly quantity: number }
  /**
   * No limit while there is plenty. When `below` or fewer units of the item are left at all locations together, each channel
   * that splits it shows its share, and the others what the shares leave: what all of them show adds up to no more than there
   * is, once the shares add up to 100. Shares that add up to more are scaled down.
   */
  | { readonly kind: "split"; readonly percent: number; readonly below: number }

export interface AllocationRule {
  /** Null: the default of the channel, for items without a rule of their own. */
  readonly inventoryItemId: string | null
  readonly salesChannelId: string
  /** Null removes the rule. */
  readonly allocation: Allocation | null
}

/** How goods reach the customer. */
export type FulfilmentMethod = "ship" | "pickup"

/**
 * Whether a location serves a sales channel by a method. Which locations serve a channel at all is Medusa's link between the
 * two; without a rule here, a linked location serves by every method.
 */
export interface LocationServiceRule {
  readonly locationId: string
  /** Null: for all channels that have no rule of their own. */
  readonly salesChannelId: string | null
  readonly method: FulfilmentMethod
  /** Null removes the rule. */
  readonly enabled: boolean | null
}

/** The rules that hold for one item on one channel: the item's own, else the channel's. */
export interface ChannelRules {
  readonly salesChannelId: string
  readonly inventoryItemId: string
  readonly buffer: { readonly quantity: number; readonly unit: BufferUnit } | null
  readonly allocation: Allocation | null
  /** Present where any channel splits the item. */
  readonly split: SplitState | null
}

/** How scarce an item is that channels split among them. */
export interface SplitState {
  /** What the shares of all channels that split it add up to. */
  readonly percent: number
  /** The largest of their thresholds: channels that split one item do so at the same moment, or they would oversell. */
  readonly below: number
  /** What can be promised of the item at all locations together. */
  readonly pooled: number
}
