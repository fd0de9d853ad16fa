import type { ConsentRecord, TokenRecord } from "../auth/credentials"
import type { BulkRecord } from "../bulk/bulk-records"
import type { Clock } from "../clock"
import { everyRule, type RuleBook } from "../rules/rule-book"
import type { ShopEvent } from "./events"
import type { OrderRecord } from "./order-records"
import { partIdsOf } from "./order-parts"
import type {
  AdjustmentRecord,
  JobRecord,
  KeyRecord,
  LevelRecord,
  LocationRecord,
  MailKind,
  MailRecord,
  ProductRecord,
  ShopRecord,
  SubscriptionRecord,
  VariantRecord,
} from "./records"
import { Table } from "./table"

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
const mailsMax = 10_000
const jobsMax = 10_000
const bulksMax = 100
const tokensMax = 1000

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
  readonly mails = new Table<MailRecord>(mailsMax)
  readonly bulks = new Table<BulkRecord>(bulksMax)
  readonly tokens = new Table<TokenRecord>(tokensMax)
  readonly consents = new Table<ConsentRecord>(tokensMax)
  /** The merchant has thrown the app out: not even the token that the stand-in is started with opens anything. */
  isUninstalled = false
  readonly jobs = new Table<JobRecord>(jobsMax)
  readonly keys = new Map<string, KeyRecord>()
  /** Which order a part of one belongs to. */
  private readonly owners = new Map<number, number>()
  private readonly changed = new Set<() => void>()
  private readonly happened = new Set<(event: ShopEvent) => void>()

  constructor(
    readonly shop: ShopRecord,
    readonly clock: Clock,
    private lastId: number,
    private readonly ruleBook: RuleBook = everyRule
  ) {}

  /** Whether this rule of Shopify's is held. All are, but for one that a test has switched off. */
  readonly keeps: RuleBook["keeps"] = (rule) => this.ruleBook.keeps(rule)

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

  addOrder(order: OrderRecord): OrderRecord {
    this.orders.add(order)
    this.ownParts(order)
    return order
  }

  /** To be called after an order has got new parts. */
  ownParts(order: OrderRecord): void {
    for (const id of partIdsOf(order)) this.owners.set(id, order.id)
  }

  /** The order that this line, fulfilment order, fulfilment, return or refund, or a line of one of them, is part of. */
  orderOwning(partId: number | null): OrderRecord | undefined {
    return partId === null ? undefined : this.orders.get(this.owners.get(partId) ?? null)
  }

  forgetOrders(): void {
    this.orders.clear()
    this.owners.clear()
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

  /** Writes to the buyer, where he left an address. */
  mail(order: OrderRecord, kind: MailKind): void {
    if (order.email === null) return
    this.mails.add({ id: this.nextId(), orderId: order.id, kind, at: this.clock.now() })
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
