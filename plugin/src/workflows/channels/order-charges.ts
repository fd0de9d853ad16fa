import type { OrderRecord } from "@anyshelf/connector-kit"
import type { CreateOrderLineItemDTO } from "@medusajs/framework/types"
import { majorUnits, namedCharges, taxRate, type NamedCharge } from "../../domain/channels/order-money"
import type { ImportIds } from "./import-ids"

/** A charge as a line of our order: there is nothing in it to pack. */
export function toChargeItem(
  charge: NamedCharge,
  connectionId: string,
  ids: ImportIds
): CreateOrderLineItemDTO & { id: string } {
  return {
    id: ids.chargeId(charge.key),
    title: charge.title,
    quantity: 1,
    unit_price: majorUnits(charge.amount),
    is_tax_inclusive: true,
    is_discountable: false,
    requires_shipping: false,
    metadata: { origin: { connectionId, charge: charge.key } },
  }
}

/** What the customer pays beside lines and delivery. */
export const toChargeItems = (order: OrderRecord, connectionId: string, ids: ImportIds) =>
  namedCharges(order).map((charge) => toChargeItem(charge, connectionId, ids))

/** What the customer pays for delivery. Always one method, also a free one: a later price has a place to go. */
export function toDelivery(order: OrderRecord, connectionId: string, ids: ImportIds) {
  const { shipping, shippingTax, delivery } = order
  const rate = shipping.amount > 0 ? taxRate(shipping.amount, shippingTax?.amount ?? 0, false) : 0
  return {
    id: ids.deliveryId,
    name: `${deliveryNames[delivery.method]} (${connectionId})`,
    amount: majorUnits(shipping),
    is_tax_inclusive: false,
    tax_lines: toTaxLines(rate, ids.deliveryId, ids),
  }
}

const deliveryNames: Readonly<Record<OrderRecord["delivery"]["method"], string>> = {
  ship: "Delivery",
  pickup: "Pickup in store",
  local: "Local delivery",
  pos: "Sold in store",
  none: "No delivery",
}

/** Medusa stores rates and reckons the amounts itself: the one rate that gives the channel's own tax. */
export const toTaxLines = (rate: number, ownerId: string, ids: ImportIds) =>
  rate > 0 ? [{ id: ids.taxId(ownerId), code: "channel", description: "Tax as reckoned by the channel", rate }] : []
