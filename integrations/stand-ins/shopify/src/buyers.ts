import type { Clock } from "./clock"
import { seededRandom } from "./random"
import { cancel } from "./shop/cancel-order"
import { edit } from "./shop/edit-order"
import { editStock } from "./shop/edit-stock"
import { isFaulty } from "./shop/fault"
import { gid } from "./shop/global-ids"
import { sellableOnline } from "./shop/levels"
import type { OrderRecord } from "./shop/order-records"
import type { VariantRecord } from "./shop/records"
import { isRefusal } from "./shop/refusal"
import { openReturn } from "./shop/returns/open-return"
import { refund } from "./shop/returns/refund"
import type { Sale, SaleLine } from "./shop/sale"
import { sell } from "./shop/sell"
import type { ShopStore } from "./shop/store"

export interface BuyerOptions {
  /** Orders each minute; 0 sends the buyers home. At most 6000. */
  readonly perMinute: number
  /** The same seed, the same purchases. Default 1. */
  readonly seed?: number
  /** Default false: only plain orders from the online shop. True: the counter, pick-up, several lines and discounts, too. */
  readonly varied?: boolean
  /** Other things that happen each minute: edits, cancellations, refunds, requests for returns, counts of stock, prices. Default 0. */
  readonly eventsPerMinute?: number
}

const perMinuteMax = 6000
const quantityMax = 3
/** How many articles a buyer looks at before going without. */
const looksMax = 20
const linesMax = 3

/** Buyers who come by themselves, and staff who do their work. A shop that stands still makes every sync look right. */
export class Buyers {
  private readonly timers = new Map<string, () => void>()
  private random = seededRandom(1)
  private bought = 0
  private happened = 0
  private isVaried = false

  constructor(
    private readonly store: ShopStore,
    private readonly clock: Clock
  ) {}

  /** Orders they have placed. */
  get orders(): number {
    return this.bought
  }

  /** What else has happened since they came. */
  get events(): number {
    return this.happened
  }

  set({ perMinute, seed = 1, varied = false, eventsPerMinute = 0 }: BuyerOptions): void {
    this.stop()
    this.random = seededRandom(seed)
    this.isVaried = varied
    this.every("order", perMinute, () => this.buyOne())
    this.every("event", eventsPerMinute, () => this.doSomething())
  }

  stop(): void {
    this.timers.forEach((cancel) => cancel())
    this.timers.clear()
  }

  private every(name: string, perMinute: number, act: () => void): void {
    if (perMinute <= 0) return
    const wait = 60_000 / Math.min(perMinute, perMinuteMax)
    const next = () => {
      act()
      this.timers.set(name, this.clock.after(wait, next))
    }
    this.timers.set(name, this.clock.after(wait, next))
  }

  private pick<T>(items: readonly T[]): T | undefined {
    return items[Math.floor(this.random() * items.length)]
  }

  private buyOne(): void {
    const lines = this.isVaried ? 1 + Math.floor(this.random() * linesMax) : 1
    const wanted = Array.from({ length: lines }, () => this.lookForOne()).filter((line) => line !== null)
    if (wanted.length === 0) return
    const sale = this.isVaried ? this.vary(wanted) : { lines: wanted }
    if (!isRefusal(sell(this.store, sale))) this.bought++
  }

  private lookForOne(): SaleLine | null {
    const variants = this.store.variants.all()
    for (let look = 0; look < looksMax && variants.length > 0; look++) {
      const variant = this.pick(variants)
      const left = variant ? sellableOnline(this.store, variant.inventoryItemId) : 0
      if (!variant || left <= 0) continue
      return { variantId: variant.id, quantity: Math.min(left, 1 + Math.floor(this.random() * quantityMax)) }
    }
    return null
  }

  private vary(lines: readonly SaleLine[]): Sale {
    const kind = this.random()
    const discount = this.random() < 0.25 ? { discount: { code: "WELCOME10", percentage: 10 } } : {}
    const email = `buyer${Math.floor(this.random() * 50)}@example.com`
    if (kind >= 0.2) return { lines, email, ...discount, delivery: kind < 0.4 ? "pickup" : "ship" }
    const place = this.pick(this.store.locations.all().filter(({ isActive }) => isActive))
    return { lines, channel: "pos", customer: false, ...discount, ...(place && { locationId: place.id }) }
  }

  private doSomething(): void {
    const order = this.pick(this.store.orders.all())
    const variant = this.pick(this.store.variants.all())
    const deeds = [
      () => order && this.takeBack(order),
      () => order && this.change(order),
      () => order && this.sendBack(order),
      () => order && this.payBack(order),
      () => variant && this.count(variant),
      () => variant && this.reprice(variant),
    ]
    if (this.pick(deeds)?.()) this.happened++
  }

  private takeBack({ id, cancelledAt }: OrderRecord): boolean {
    return cancelledAt === null && !isRefusal(cancel(this.store, { orderId: id }))
  }

  private change(order: OrderRecord): boolean {
    const line = order.lines.find(({ unfulfilledQuantity }) => unfulfilledQuantity > 1)
    if (!line?.sku) return !isRefusal(edit(this.store, { orderId: order.id, note: "Please hurry" }))
    return !isRefusal(edit(this.store, { orderId: order.id, sku: line.sku, quantity: line.currentQuantity - 1 }))
  }

  private sendBack(order: OrderRecord): boolean {
    const sent = this.pick(order.fulfillments.flatMap(({ lines }) => lines))
    if (!sent) return false
    const line = { fulfillmentLineItemId: gid("FulfillmentLineItem", sent.id), quantity: 1, returnReason: "UNWANTED" }
    return !isFaulty(openReturn(this.store, { orderId: gid("Order", order.id), returnLineItems: [line] }, true))
  }

  private payBack(order: OrderRecord): boolean {
    const line = order.lines.find(({ currentQuantity, unfulfilledQuantity }) => currentQuantity > unfulfilledQuantity)
    if (!line) return false
    const unit = { lineItemId: gid("LineItem", line.id), quantity: 1, restockType: "RETURN" }
    return !isFaulty(refund(this.store, { orderId: gid("Order", order.id), refundLineItems: [unit] }))
  }

  /** Found, or gone: a few more or fewer than was thought, and never less than nothing. */
  private count(variant: VariantRecord): boolean {
    const level = this.pick(this.store.levelsOfItem(variant.inventoryItemId).filter(({ isActive }) => isActive))
    if (!level) return false
    const available = Math.max(0, level.quantities.available + Math.floor(this.random() * 11) - 3)
    return !isRefusal(editStock(this.store, { variantId: variant.id, locationId: level.locationId, available }))
  }

  private reprice(variant: VariantRecord): boolean {
    const product = this.store.products.get(variant.productId)
    if (!product) return false
    variant.price = Math.max(1, Math.round(variant.price * (0.9 + this.random() * 0.2)))
    variant.updatedAt = product.updatedAt = this.clock.now()
    this.store.emit({ topic: "PRODUCTS_UPDATE", product })
    return true
  }
}
