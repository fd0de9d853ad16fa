import type { Clock } from "../clock"
import type { OrderRecord } from "./order-records"
import type {
  AdjustmentRecord,
  KeyRecord,
  LevelRecord,
  LocationRecord,
  ProductRecord,
  ShopRecord,
  SubscriptionRecord,
  VariantRecord,
} from "./records"
import { Table } from "./table"

/** Something happened that subscribers of webhooks are told about. */
export type ShopEvent =
  | { readonly topic: "ORDERS_CREATE" | "ORDERS_UPDATED" | "ORDERS_CANCELLED"; readonly order: OrderRecord }
  | { readonly topic: "INVENTORY_LEVELS_UPDATE"; readonly level: LevelRecord }
  | { readonly topic: "PRODUCTS_CREATE" | "PRODUCTS_UPDATE"; readonly product: ProductRecord }

/** A webhook on its way, with the body it was triggered with. Kept with the shop, so that a restart loses none. */
export interface DeliveryRecord {
  readonly id: number
  readonly subscriptionId: number
  readonly webhookId: string
  readonly eventId: string
  readonly topic: string
  readonly uri: string
  readonly apiVersion: string
  readonly body: string
  readonly triggeredAt: number
  /** Signed with another secret, on purpose. Such a one is not repeated. */
  readonly isForged: boolean
  attempts: number
  dueAt: number
}

const keysMax = 100_000
const adjustmentsMax = 10_000

/** Everything the shop knows, with the ways it is looked up by. It takes no decisions. */
export class ShopStore {
  readonly locations = new Table<LocationRecord>()
  readonly products = new Table<ProductRecord>()
  readonly variants = new Table<VariantRecord>()
  readonly levels = new Table<LevelRecord>()
  readonly orders = new Table<OrderRecord>()
  readonly subscriptions = new Table<SubscriptionRecord>()
  readonly deliveries = new Table<DeliveryRecord>()
  readonly adjustments = new Table<AdjustmentRecord>(adjustmentsMax)
  readonly keys = new Map<string, KeyRecord>()
  private readonly changed = new Set<() => void>()
  private readonly happened = new Set<(event: ShopEvent) => void>()

  constructor(
    readonly shop: ShopRecord,
    readonly clock: Clock,
    private lastId: number
  ) {}

  /** Ids lie beyond 32 bits, as Shopify's do: a reader that takes them for an `Int` shall find out here. */
  nextId(): number {
    return ++this.lastId
  }

  get idsUpTo(): number {
    return this.lastId
  }

  /** The next order's number: #1001, #1002, … */
  nextOrderNumber(): number {
    return 1001 + this.orders.size
  }

  productByHandle(handle: string): ProductRecord | undefined {
    return this.products.find("handle", handle, (product) => product.handle)
  }

  variantBySku(sku: string): VariantRecord | undefined {
    return this.variantsBySku(sku)[0]
  }

  /** Several: Shopify does not keep a SKU unique. */
  variantsBySku(sku: string): readonly VariantRecord[] {
    return this.variants.group("sku", sku, (variant) => variant.sku)
  }

  variantByItem(inventoryItemId: number): VariantRecord | undefined {
    return this.variants.find("item", inventoryItemId, (variant) => variant.inventoryItemId)
  }

  levelsOfItem(inventoryItemId: number): readonly LevelRecord[] {
    return this.levels.group("item", inventoryItemId, (level) => level.inventoryItemId)
  }

  levelsAt(locationId: number): readonly LevelRecord[] {
    return this.levels.group("location", locationId, (level) => level.locationId)
  }

  level(inventoryItemId: number, locationId: number): LevelRecord | undefined {
    return this.levelsOfItem(inventoryItemId).find((level) => level.locationId === locationId)
  }

  rememberKey(record: KeyRecord): void {
    this.keys.set(record.key, record)
    const oldest = this.keys.keys().next().value
    if (this.keys.size > keysMax && oldest !== undefined) this.keys.delete(oldest)
  }

  /** Says that something must be kept. */
  touch(): void {
    this.changed.forEach((tell) => tell())
  }

  emit(event: ShopEvent): void {
    this.touch()
    this.happened.forEach((tell) => tell(event))
  }

  onChange(tell: () => void): void {
    this.changed.add(tell)
  }

  onEvent(tell: (event: ShopEvent) => void): void {
    this.happened.add(tell)
  }
}
