import type { OrderLineRecord } from "@anyshelf/connector-kit"
import type { CreateOrderCreditLineDTO, CreateOrderDTO, CreateOrderLineItemDTO } from "@medusajs/framework/types"
import { divideMoney, majorUnits, taxRate } from "../../domain/channels/order-money"
import type { Share } from "../../domain/channels/plan-order-import"
import { filled } from "./filled"
import type { ImportIds } from "./import-ids"
import { toAddress } from "./order-address"
import { toCharges } from "./order-charges"
import type { ImportOrderInput, LineFacts, VariantFacts } from "./types"

/** An order as Medusa's Order Module creates it, with ids of our choosing. */
export type OrderDraft = CreateOrderDTO & { readonly id: string }

/** Part of a line that one location serves, or a line that takes nothing from a shelf. */
interface Part {
  readonly part: number
  readonly quantity: number
  readonly locationId: string | null
}

/**
 * Writes the channel's order in Medusa's words. Prices, discounts, taxes and the total are the channel's, to the smallest unit.
 * The money was taken by the channel, so the order is written as paid: nobody is to ask for it twice.
 */
export function buildOrder(
  input: ImportOrderInput,
  facts: { readonly lines: readonly LineFacts[]; readonly regionId: string | null },
  shares: readonly Share[],
  ids: ImportIds
): OrderDraft {
  const { order, connectionId } = input
  const lines = order.lines.filter((line) => line.quantity > 0)
  const items = lines.flatMap((line) => toItems(line, input, facts, shares, ids))
  const charges = toCharges(order, connectionId)
  return {
    id: ids.orderId,
    status: "pending",
    sales_channel_id: input.salesChannelId,
    currency_code: order.currencyCode.toLowerCase(),
    no_notification: true,
    items: [...items, ...charges.items],
    shipping_methods: charges.shipping,
    // Its type asks for the order's id, which Medusa fills in itself.
    credit_lines: charges.credits as CreateOrderCreditLineDTO[],
    transactions: [
      {
        amount: majorUnits(order.total),
        currency_code: order.currencyCode.toLowerCase(),
        reference: "channel",
        reference_id: order.ref,
      },
    ],
    metadata: { origin: { connectionId, externalId: order.ref, number: order.number } },
    ...(facts.regionId && { region_id: facts.regionId }),
    ...(order.email && { email: order.email }),
    ...(order.shippingAddress && { shipping_address: toAddress(order.shippingAddress) }),
    ...(order.billingAddress && { billing_address: toAddress(order.billingAddress) }),
  }
}

function toItems(
  line: OrderLineRecord,
  { order, connectionId }: ImportOrderInput,
  facts: { readonly lines: readonly LineFacts[] },
  shares: readonly Share[],
  ids: ImportIds
): CreateOrderLineItemDTO[] {
  const parts = partsOf(line, shares)
  const money = divideMoney(
    line,
    parts.map(({ quantity }) => quantity)
  )
  const variant = facts.lines.find(({ lineRef }) => lineRef === line.ref)?.variant ?? null
  return parts.map(({ part, quantity, locationId }, index) => {
    const { discount, tax } = money[index] ?? { discount: line.discount, tax: line.tax }
    const price = line.unitPrice.amount * quantity - discount.amount
    const rate = taxRate(price, tax.amount, order.taxesIncluded)
    return {
      id: ids.lineItemId(line.ref, part),
      ...toSnapshot(line, variant),
      quantity,
      unit_price: majorUnits(line.unitPrice),
      is_custom_price: true,
      is_tax_inclusive: order.taxesIncluded,
      is_discountable: false,
      requires_shipping: line.requiresShipping,
      metadata: { origin: { connectionId, lineRef: line.ref }, ...(locationId && { location_id: locationId }) },
      tax_lines: rate > 0 ? [{ code: "channel", description: "Tax as reckoned by the channel", rate }] : [],
      adjustments:
        discount.amount > 0
          ? [
              {
                amount: majorUnits(discount),
                code: "channel",
                description: "Discount given by the channel",
                is_tax_inclusive: order.taxesIncluded,
              },
            ]
          : [],
    }
  })
}

function partsOf(line: OrderLineRecord, shares: readonly Share[]): readonly Part[] {
  const own = shares.filter(({ lineRef }) => lineRef === line.ref)
  return own.length > 0 ? own : [{ part: 0, quantity: line.quantity, locationId: null }]
}

function toSnapshot(line: OrderLineRecord, variant: VariantFacts | null) {
  if (!variant) return { title: line.title, ...(line.sku && { variant_sku: line.sku }) }
  const { product } = variant
  return {
    title: product.title,
    variant_id: variant.variantId,
    variant_option_values: variant.optionValues,
    product_id: product.id,
    product_title: product.title,
    ...filled({
      subtitle: variant.title,
      thumbnail: product.thumbnail,
      variant_title: variant.title,
      variant_sku: variant.sku,
      variant_barcode: variant.barcode,
      product_subtitle: product.subtitle,
      product_description: product.description,
      product_handle: product.handle,
      product_type: product.type,
      product_type_id: product.typeId,
      product_collection: product.collection,
    }),
  }
}
