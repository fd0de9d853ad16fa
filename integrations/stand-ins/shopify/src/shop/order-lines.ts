import type { DeliveryType, FulfillmentOrderRecord } from "./fulfillment-records"
import { readMoney } from "./money"
import type { LineRecord } from "./order-records"
import type { SoldLine } from "./serve-lines"
import type { ShopStore } from "./store"

/** A line as it is sold, without its discounts. */
export function newLine(store: ShopStore, { variant, quantity, input }: SoldLine, isHandedOver: boolean): LineRecord {
  const product = store.products.get(variant.productId)
  const options = variant.selectedOptions.map(({ value }) => value).join(" / ")
  const money = (amount: string | number) => readMoney(amount, store.shop.currency) ?? 0
  return {
    id: store.nextId(),
    variantId: variant.id,
    productId: variant.productId,
    inventoryItemId: variant.inventoryItemId,
    title: product?.title ?? "",
    variantTitle: options === "Default Title" ? null : options,
    sku: variant.sku,
    vendor: product?.vendor ?? "",
    unitPrice: input.unitPrice === undefined ? variant.price : money(input.unitPrice),
    requiresShipping: variant.requiresShipping,
    tracked: variant.tracked,
    giftCard: product?.isGiftCard ?? false,
    attributes: [...(input.attributes ?? [])],
    duty: money(input.duty ?? 0),
    dutyId: store.nextId(),
    quantity,
    currentQuantity: quantity,
    unfulfilledQuantity: isHandedOver ? 0 : quantity,
    refundedQuantity: 0,
    allocations: [],
  }
}

/** One piece of work for each place that sends something, and one more for what needs no sending. */
export function worksOf(
  store: ShopStore,
  sold: readonly SoldLine[],
  lines: readonly LineRecord[],
  ordered: DeliveryType
): FulfillmentOrderRecord[] {
  const isDone = ordered === "RETAIL"
  const works = new Map<string, FulfillmentOrderRecord>()
  sold.forEach(({ parts }, index) => {
    const line = lines[index] as LineRecord
    const deliveryType = isDone || line.requiresShipping ? ordered : "NONE"
    for (const { locationId, quantity } of parts) {
      const key = `${locationId} ${deliveryType}`
      const work = works.get(key) ?? newWork(store, locationId, deliveryType)
      const prepared = 0
      work.lines.push({ id: store.nextId(), lineId: line.id, quantity, remaining: isDone ? 0 : quantity, prepared })
      if (isDone) work.status = "CLOSED"
      works.set(key, work)
    }
  })
  return [...works.values()]
}

export function newWork(store: ShopStore, locationId: number, deliveryType: DeliveryType): FulfillmentOrderRecord {
  const now = store.clock.now()
  return {
    id: store.nextId(),
    locationId,
    deliveryType,
    deliveryMethodId: store.nextId(),
    status: "OPEN",
    isReported: false,
    fulfillAt: now,
    lines: [],
    holds: [],
    createdAt: now,
    updatedAt: now,
  }
}
