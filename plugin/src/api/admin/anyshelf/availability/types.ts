/**
 * What the Availability page and the variant widget read. Types only, so that the browser bundle may import them.
 *
 * `GET /admin/anyshelf/availability?q=&sales_channel_id=&limit=&offset=` answers `AvailabilityPage`;
 * `GET /admin/anyshelf/variants/:id/availability?sales_channel_id=` answers `{ variant: VariantAvailability }`.
 */

/** A page of variants whose SKU, barcode or title matches. */
export interface AvailabilityPage {
  variants: VariantAvailability[]
  count: number
  limit: number
  offset: number
  /** The channels to choose from; the first one is the default. */
  sales_channels: { id: string; name: string }[]
  /** The channel that the numbers are for. */
  sales_channel_id: string
  /** The locations that are connected to that channel, and how they serve it. */
  services: ServiceRow[]
}

/** What can be promised of one variant on one sales channel, and why. */
export interface VariantAvailability {
  variant_id: string
  product_id: string
  product_title: string
  variant_title: string
  sku: string | null
  barcode: string | null
  thumbnail: string | null
  /** False when stock is not counted; then there are no numbers. */
  tracked: boolean
  backorder: boolean
  /** The total that can be promised; null when not tracked. */
  quantity: number | null
  /** Sum over locations, before the channel's buffer. */
  locations_total: number
  channel_buffer: number
  /** The most that the channel may show; null without a limit. */
  allocation: number | null
  /** What can be promised by each method, and from where. */
  methods: { method: "SHIP" | "PICKUP"; quantity: number; location_ids: string[] }[]
  /** ISO 8601. */
  as_of: string
  /** One sentence that explains the total to a merchant. */
  why: string
  locations: LocationAvailabilityRow[]
  listings: ListingRow[]
  /** The rules of the channel for each stock item that the variant is made of: the item's own, else the channel's. */
  rules: ChannelRulesRow[]
}

/** Whether a location ships for a channel, and whether customers collect there. */
export interface ServiceRow {
  location_id: string
  location_name: string
  ship: boolean
  pickup: boolean
}

/** What a channel withholds of a stock item, and how much of it the channel may show. */
export interface ChannelRulesRow {
  inventory_item_id: string
  buffer: { quantity: number; unit: "units" | "percent" } | null
  allocation: AllocationRow | null
}

/** A share in percent; so many units; or a share once so many units or fewer are left at all locations. */
export type AllocationRow =
  | { kind: "share"; percent: number }
  | { kind: "fixed"; quantity: number }
  | { kind: "split"; percent: number; below: number }

/** What one location can promise. */
export interface LocationAvailabilityRow {
  location_id: string
  location_name: string
  kind: "STORE" | "WAREHOUSE" | null
  quantity: number
  /** One sentence, for example "12 on hand − 3 reserved − 2 safety stock = 7". */
  why: string
  updated_at: string | null
  terms: StockTermsRow[]
}

/** The terms for one stock item; a kit has several. */
export interface StockTermsRow {
  inventory_item_id: string
  sku: string | null
  required_quantity: number
  on_hand: number
  reserved: number
  held: number
  /** Promised to orders that may be served from several places, set aside here. */
  unrouted: number
  safety_stock: number
  available: number
  version: number
}

/** Where else the variant is listed, and what that channel was last known to show. */
export interface ListingRow {
  connection_id: string
  external_id: string
  external_location_id: string | null
  quantity: number | null
  confirmed_at: string | null
  pending: boolean
}
