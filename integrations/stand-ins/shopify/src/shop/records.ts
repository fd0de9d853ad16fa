/**
 * What the shop remembers. Plain data, so that it can be written to a file and read back. Times are milliseconds since
 * 1970, money is in the currency's minor units, ids are the numbers inside Shopify's global ids.
 */

export interface ShopRecord {
  readonly id: number
  readonly name: string
  readonly domain: string
  readonly email: string
  readonly currency: string
  readonly timeZone: string
  readonly countryCode: string
  readonly taxesIncluded: boolean
  /** Share of the price, 0.2 for 20 %. */
  readonly taxRate: number
  readonly taxTitle: string
  readonly shippingPrice: number
  readonly createdAt: number
}

export interface AddressRecord {
  readonly address1: string | null
  readonly city: string | null
  readonly province: string | null
  readonly provinceCode: string | null
  readonly zip: string | null
  readonly countryCode: string
  readonly phone: string | null
  readonly latitude: number | null
  readonly longitude: number | null
}

export interface LocationRecord {
  readonly id: number
  name: string
  address: AddressRecord
  isActive: boolean
  fulfillsOnlineOrders: boolean
  shipsInventory: boolean
  offersPickup: boolean
  readonly createdAt: number
  updatedAt: number
}

export interface OptionRecord {
  readonly id: number
  readonly name: string
  readonly values: readonly { readonly id: number; readonly name: string }[]
}

export interface ImageRecord {
  readonly id: number
  readonly url: string
  readonly altText: string | null
}

export type ProductStatus = "ACTIVE" | "ARCHIVED" | "DRAFT" | "UNLISTED"
export type InventoryPolicy = "CONTINUE" | "DENY"

export interface ProductRecord {
  readonly id: number
  handle: string
  title: string
  descriptionHtml: string
  vendor: string
  productType: string
  tags: readonly string[]
  isGiftCard: boolean
  /** Shown in the online store, the shop's one publication. */
  isPublished: boolean
  status: ProductStatus
  options: readonly OptionRecord[]
  images: readonly ImageRecord[]
  variantIds: readonly number[]
  /** Of the data it was last loaded from: the same data again changes nothing. */
  digest: string
  readonly createdAt: number
  updatedAt: number
}

export interface VariantRecord {
  readonly id: number
  readonly productId: number
  readonly inventoryItemId: number
  sku: string | null
  barcode: string | null
  price: number
  compareAtPrice: number | null
  selectedOptions: readonly { readonly name: string; readonly value: string }[]
  position: number
  inventoryPolicy: InventoryPolicy
  tracked: boolean
  requiresShipping: boolean
  readonly createdAt: number
  updatedAt: number
}

/** What a place physically has, by what it may be used for. On hand is the sum of all but `incoming`. */
export interface Quantities {
  available: number
  committed: number
  reserved: number
  damaged: number
  safety_stock: number
  quality_control: number
  incoming: number
}

export interface LevelRecord {
  readonly id: number
  readonly inventoryItemId: number
  readonly locationId: number
  quantities: Quantities
  isActive: boolean
  readonly createdAt: number
  updatedAt: number
}

export interface ChangeRecord {
  readonly name: string
  readonly delta: number
  readonly quantityAfterChange: number
  readonly inventoryItemId: number
  readonly locationId: number
  readonly ledgerDocumentUri: string | null
}

export interface AdjustmentRecord {
  readonly id: number
  readonly reason: string
  readonly referenceDocumentUri: string | null
  readonly createdAt: number
  readonly changes: readonly ChangeRecord[]
}

export interface SubscriptionRecord {
  readonly id: number
  readonly topic: string
  readonly uri: string
  readonly filter: string | null
  readonly name: string | null
  readonly includeFields: readonly string[]
  readonly apiVersion: string
  readonly createdAt: number
  updatedAt: number
}

/** What became of a mutation that carried an idempotency key. */
export interface KeyRecord {
  readonly key: string
  /** Of the mutation's name and arguments. */
  readonly fingerprint: string
  status: "running" | "done" | "refused"
  /** The payload's resource, as an id or a record, that a repetition is answered with. */
  result: unknown
  readonly at: number
}

/** A letter that the shop has sent to a buyer. */
export interface MailRecord {
  readonly id: number
  readonly orderId: number
  readonly kind: MailKind
  readonly at: number
}

export type MailKind =
  "fulfilled" | "tracking" | "ready-for-pickup" | "cancelled" | "refunded" | "return-opened" | "return-declined"

/** Something that was promised to be done soon. Kept with the shop, so that a restart does it too. */
export interface JobRecord {
  readonly id: number
  readonly kind: "cancel-order"
  readonly subjectId: number
  readonly input: unknown
  readonly dueAt: number
  done: boolean
}
