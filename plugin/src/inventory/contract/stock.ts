export interface StockQuery {
  readonly inventoryItemIds: readonly string[]
  /** Left out: all locations. */
  readonly locationIds?: readonly string[]
}

export interface StockReading {
  /** The database's clock when the figures were read. */
  readonly asOf: Date
  readonly stock: readonly StockFigures[]
}

/** Plain numbers, already free of Medusa's BigNumber. */
export interface StockFigures {
  readonly inventoryItemId: string
  readonly sku: string | null
  readonly locationId: string
  readonly onHand: number
  readonly reserved: number
  /** Claimed by carts for a limited time; what has lapsed is not in it. */
  readonly held: number
  /** Promised to orders that may be served from several places, and set aside here until they are bound to one. */
  readonly unrouted: number
  readonly safetyStock: number
  /** Rises by one with each change of this item's stock here; 0 when it never changed. */
  readonly version: number
  readonly updatedAt: Date | null
}

/** What is asked of a promise. */
export interface PromiseQuery {
  /** What is sold: one stock item, or several for a kit. At most 1,000 components in all. */
  readonly articles: readonly PromisedArticle[]
  /**
   * Which locations serve which channels: Medusa's link between the two. At most 1,000 locations, and 200,000 pairs
   * of a component and a location.
   */
  readonly places: readonly { readonly locationId: string; readonly salesChannelIds: readonly string[] }[]
  /** For whom. With several the strictest rule counts: none of them is promised more than it may show. At most 200. */
  readonly salesChannelIds: readonly string[]
  /** True: the terms of each component at each place are read too. They cost as much as all the rest. */
  readonly withTerms?: boolean
}

export interface PromisedArticle {
  /** Any name that the caller keeps, a variant's id for example. */
  readonly id: string
  /** Each item once. */
  readonly components: readonly { readonly inventoryItemId: string; readonly requiredQuantity: number }[]
}

export interface PromiseReading {
  /** The database's clock; every figure is of this instant. */
  readonly asOf: Date
  /** The locations that serve any of the channels by any method, in the order asked for. */
  readonly served: readonly ServedPlace[]
  /** In the order asked for. */
  readonly promises: readonly ArticlePromise[]
}

/** A location and the methods by which it serves at least one of the channels. */
export interface ServedPlace {
  readonly locationId: string
  readonly ship: boolean
  readonly pickup: boolean
}

/** What can be promised of one article, in its own units. */
export interface ArticlePromise {
  readonly id: string
  /** By any method. */
  readonly any: PromiseTotal
  readonly ship: PromiseTotal
  readonly pickup: PromiseTotal
  /** One for each location that serves, in the same order. */
  readonly places: readonly PlacePromise[]
}

/** A total and why: `max(0, min(locations − channelBuffer, allocation))`. */
export interface PromiseTotal {
  readonly quantity: number
  /** The sum of what each place can promise. */
  readonly locations: number
  /** Withheld from the channel. */
  readonly channelBuffer: number
  /** The most that the channel may show; null without a limit. */
  readonly allocation: number | null
}

export interface PlacePromise {
  readonly locationId: string
  readonly quantity: number
  /** When stock of any component last changed here; null where one of them has no level. */
  readonly updatedAt: Date | null
  /** One for each component, in the order asked for; empty unless asked for. */
  readonly terms: readonly PlaceTerms[]
}

/** The terms of one stock item at one place: `available = max(0, onHand − reserved − held − unrouted − safetyStock)`. */
export interface PlaceTerms {
  readonly inventoryItemId: string
  readonly onHand: number
  readonly reserved: number
  readonly held: number
  readonly unrouted: number
  readonly safetyStock: number
  readonly available: number
  readonly version: number
}
