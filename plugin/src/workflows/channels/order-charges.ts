import type { OrderRecord } from "@anyshelf/connector-kit"
import { majorUnits, otherCharges, taxRate } from "../../domain/channels/order-money"

/**
 * Delivery, and what the total has beyond lines and delivery. That is tax on delivery where there is delivery to be taxed;
 * else a line of its own, or a credit when the channel gave something off the whole order.
 */
export function toCharges(order: OrderRecord, connectionId: string) {
  const { shipping, currencyCode } = order
  const other = otherCharges(order)
  const taxesDelivery = other > 0 && other <= shipping.amount
  const rate = taxesDelivery ? taxRate(shipping.amount, other, false) : 0
  const amount = majorUnits({ amount: Math.abs(other), currencyCode })
  const tax_lines = rate > 0 ? [{ code: "channel", description: "Tax as reckoned by the channel", rate }] : []
  const label = `Other charges on ${connectionId}`
  return {
    shipping:
      shipping.amount > 0
        ? [{ name: `Delivery (${connectionId})`, amount: majorUnits(shipping), is_tax_inclusive: false, tax_lines }]
        : [],
    items:
      other > 0 && !taxesDelivery
        ? [
            {
              title: label,
              quantity: 1,
              unit_price: amount,
              is_custom_price: true,
              requires_shipping: false,
              is_tax_inclusive: true,
            },
          ]
        : [],
    credits: other < 0 ? [{ amount, reference: "channel", reference_id: order.ref }] : [],
  }
}
