import type { ThrottleStatus } from "../admin/bucket"
import type { Counters } from "../admin/counters"
import { gid } from "../shop/global-ids"
import { fulfillmentStatus } from "../shop/fulfillment/order-status"
import { onHand } from "../shop/levels"
import { asMoney } from "../shop/money"
import type { OrderRecord } from "../shop/order-records"
import type { MailKind, VariantRecord } from "../shop/records"
import type { ShopStore } from "../shop/store"
import { financialStatus } from "../shop/payment"
import { returnStatusOf } from "../shop/returns/return-status"
import { asDateTime } from "../shop/time"
import { currentTotals } from "../shop/totals"

export interface SnapshotFilter {
  /** Only this article's levels. */
  readonly sku?: string
  /** How many articles' levels, at most. Default 1000. */
  readonly levels?: number
  /** How many of the latest orders, at most. Default 100. */
  readonly orders?: number
}

export interface LevelSummary {
  readonly locationId: string
  readonly available: number
  readonly committed: number
  readonly onHand: number
}

export interface OrderSummary {
  readonly id: string
  readonly name: string
  readonly sourceName: string
  readonly total: string
  readonly financialStatus: string
  readonly fulfillmentStatus: string
  readonly returnStatus: string
  readonly cancelledAt: string | null
  readonly createdAt: string
  readonly lines: readonly {
    readonly sku: string | null
    readonly title: string
    readonly quantity: number
    readonly currentQuantity: number
  }[]
}

/** The shop seen from the counter. */
export interface Snapshot {
  readonly shop: { readonly domain: string; readonly name: string; readonly currency: string }
  readonly locations: readonly { readonly id: string; readonly name: string; readonly isActive: boolean }[]
  readonly products: number
  readonly variants: number
  /** By SKU and name of the place. Articles without a SKU are under their variant's id. */
  readonly levels: Readonly<Record<string, Readonly<Record<string, LevelSummary>>>>
  readonly ordersCount: number
  /** Latest first. */
  readonly orders: readonly OrderSummary[]
  readonly subscriptions: readonly { readonly id: string; readonly topic: string; readonly uri: string }[]
  /** Webhooks on their way or waiting for another try. */
  readonly webhooksWaiting: number
  readonly counters: Counters
  readonly throttle: ThrottleStatus
  readonly ordersByBuyers: number
  /** Edits, cancellations, refunds and the like that came by themselves. */
  readonly eventsByThemselves: number
  /** Letters to buyers, by what they were about. Kinds of which there were none are left out. */
  readonly mails: Readonly<Partial<Record<MailKind, number>>>
  readonly fulfillments: number
  readonly refunds: number
  readonly returns: number
}

export function snapshot(
  store: ShopStore,
  { sku, levels = 1000, orders = 100 }: SnapshotFilter
): Omit<Snapshot, "counters" | "throttle" | "ordersByBuyers" | "eventsByThemselves"> {
  const variants = sku === undefined ? store.variants.all() : store.variantsBySku(sku)
  return {
    shop: { domain: store.shop.domain, name: store.shop.name, currency: store.shop.currency },
    locations: store.locations.all().map(({ id, name, isActive }) => ({ id: gid("Location", id), name, isActive })),
    products: store.products.size,
    variants: store.variants.size,
    levels: Object.fromEntries(
      variants
        .slice(0, levels)
        .map((variant) => [variant.sku ?? gid("ProductVariant", variant.id), levelsOf(store, variant)])
    ),
    ordersCount: store.orders.size,
    orders: orders === 0 ? [] : store.orders.all().slice(-orders).reverse().map(orderSummary),
    subscriptions: store.subscriptions
      .all()
      .map(({ id, topic, uri }) => ({ id: gid("WebhookSubscription", id), topic, uri })),
    webhooksWaiting: store.deliveries.size,
    ...happened(store),
  }
}

/** How often each thing was done that must not be done twice. */
function happened(store: ShopStore) {
  const mails: Partial<Record<MailKind, number>> = {}
  for (const { kind } of store.mails.all()) mails[kind] = (mails[kind] ?? 0) + 1
  const all = store.orders.all()
  const count = (of: (order: OrderRecord) => readonly unknown[]) =>
    all.reduce((sum, order) => sum + of(order).length, 0)
  return {
    mails,
    fulfillments: count(({ fulfillments }) => fulfillments),
    refunds: count(({ refunds }) => refunds),
    returns: count(({ returns }) => returns),
  }
}

export function levelsOf(store: ShopStore, variant: VariantRecord): Record<string, LevelSummary> {
  const active = store.levelsOfItem(variant.inventoryItemId).filter((level) => level.isActive)
  return Object.fromEntries(
    active.map((level) => [
      store.locations.get(level.locationId)?.name ?? String(level.locationId),
      {
        locationId: gid("Location", level.locationId),
        available: level.quantities.available,
        committed: level.quantities.committed,
        onHand: onHand(level.quantities),
      },
    ])
  )
}

export const orderSummary = (order: OrderRecord): OrderSummary => ({
  id: gid("Order", order.id),
  name: order.name,
  sourceName: order.sourceName,
  total: `${asMoney(currentTotals(order).total, order.currency)} ${order.currency}`,
  financialStatus: financialStatus(order),
  fulfillmentStatus: fulfillmentStatus(order),
  returnStatus: returnStatusOf(order),
  cancelledAt: order.cancelledAt === null ? null : asDateTime(order.cancelledAt),
  createdAt: asDateTime(order.createdAt),
  lines: order.lines.map(({ sku, title, quantity, currentQuantity }) => ({ sku, title, quantity, currentQuantity })),
})
