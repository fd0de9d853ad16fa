import type { OrderLineRecord } from "@anyshelf/connector-kit"
import type { CreateOrderLineItemDTO } from "@medusajs/framework/types"
import { deliveryOf } from "../../domain/channels/order-delivery"
import { bearable, divideMoney, majorUnits, taxRate } from "../../domain/channels/order-money"
import { filled } from "./filled"
import type { ImportIds } from "./import-ids"
import { toTaxLines } from "./order-charges"
import type { ImportFacts, ImportOrderInput, Part, VariantFacts } from "./types"

/** One of our lines, with an id of our choosing. */
export type DraftItem = CreateOrderLineItemDTO & { readonly id: string }

/** Writes one line of the channel's order in Medusa's words: a line of ours for each of its parts. */
export function toItems(
  line: OrderLineRecord,
  input: Pick<ImportOrderInput, "order" | "connectionId">,
  facts: ImportFacts,
  parts: readonly Part[],
  ids: ImportIds
): DraftItem[] {
  const { order, connectionId } = input
  const own = parts.filter(({ lineRef, quantity }) => lineRef === line.ref && quantity > 0)
  const quantities = own.map(({ quantity }) => quantity)
  const money = divideMoney(forUnits(line, quantities), quantities)
  const variant = facts.lines.find(({ lineRef }) => lineRef === line.ref)?.variant ?? null
  return own.map(({ part, quantity, locationId }, index) => {
    const { discount, tax } = money[index] ?? { discount: line.discount, tax: line.tax }
    const id = ids.lineItemId(line.ref, part)
    const rate = taxRate(line.unitPrice.amount * quantity - discount.amount, tax.amount, order.taxesIncluded)
    return {
      id,
      ...toSnapshot(line, variant),
      quantity,
      unit_price: majorUnits(line.unitPrice),
      is_custom_price: true,
      is_tax_inclusive: order.taxesIncluded,
      is_discountable: false,
      is_giftcard: line.giftCard ?? false,
      requires_shipping: line.requiresShipping,
      metadata: toMetadata(line, input, locationId, connectionId),
      tax_lines: toTaxLines(rate, id, ids),
      adjustments: discount.amount > 0 ? [toAdjustment(majorUnits(discount), order)] : [],
    }
  })
}

/** Ours may carry units that came back: then the line's money is for fewer units than ours, and is stretched over all of them. */
function forUnits(line: OrderLineRecord, quantities: readonly number[]): OrderLineRecord {
  const carried = quantities.reduce((sum, each) => sum + each, 0)
  const stretched = (money: OrderLineRecord["tax"]) =>
    line.quantity > 0 ? { ...money, amount: Math.round((money.amount * carried) / line.quantity) } : money
  return { ...line, discount: stretched(bearable(line)), tax: stretched(line.tax) }
}

function toAdjustment(amount: number, { discountCodes = [], taxesIncluded }: ImportOrderInput["order"]) {
  return {
    amount,
    code: discountCodes.length === 1 ? (discountCodes[0] ?? "channel") : "channel",
    description: discountCodes.length > 0 ? `Discount: ${discountCodes.join(", ")}` : "Discount given by the channel",
    is_tax_inclusive: taxesIncluded,
  }
}

function toMetadata(
  line: OrderLineRecord,
  { order }: Pick<ImportOrderInput, "order">,
  locationId: string | null,
  connectionId: string
): Record<string, unknown> {
  return {
    origin: { connectionId, lineRef: line.ref },
    delivery_method: deliveryOf(order, line).method,
    ...(locationId && { location_id: locationId }),
    ...(line.properties && Object.keys(line.properties).length > 0 && { properties: line.properties }),
  }
}

/** What our line shows of the variant; of what the channel calls it, when no variant is known. */
export function toSnapshot(line: OrderLineRecord, variant: VariantFacts | null) {
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
