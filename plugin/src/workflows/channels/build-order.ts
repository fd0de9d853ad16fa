import { decorateCartTotals } from "@medusajs/framework/utils"
import type { CreateOrderCreditLineDTO, CreateOrderDTO } from "@medusajs/framework/types"
import { majorUnits, minorUnits, restAs } from "../../domain/channels/order-money"
import { moneyOf } from "../../domain/channels/order-payment"
import { toItems, type DraftItem } from "./build-items"
import type { ImportIds } from "./import-ids"
import { toAddress } from "./order-address"
import { toChargeItem, toChargeItems, toDelivery } from "./order-charges"
import type { ImportFacts, ImportOrderInput, Part } from "./types"

/** What our order is to consist of: it costs what the channel's does, to the smallest unit. */
export interface Draft {
  readonly items: readonly DraftItem[]
  readonly delivery: ReturnType<typeof toDelivery>
  /** What the channel gave off the whole order, in the currency's smallest unit. */
  readonly credit: number
}

/** An order as Medusa's Order Module creates it, with ids of our choosing. */
export type OrderDraft = CreateOrderDTO & { readonly id: string }

/**
 * Writes the channel's lines, charges and delivery in Medusa's words. What Medusa reckons is then compared with the channel's
 * total, and what nobody named closes the gap.
 *
 * @param more.kept - lines of ours that stay though the channel has them no more: their units have left
 * @param more.returned - our line → units of it that came back: they cost nothing any more
 */
export function draftOf(
  input: Pick<ImportOrderInput, "order" | "connectionId">,
  facts: ImportFacts,
  parts: readonly Part[],
  ids: ImportIds,
  { kept = [], returned = new Map() }: { kept?: readonly DraftItem[]; returned?: ReadonlyMap<string, number> } = {}
): Draft {
  const { order, connectionId } = input
  const isKept = new Set(kept.map(({ id }) => id))
  const lines = order.lines
    .flatMap((line) => toItems(line, input, facts, parts, ids))
    .filter(({ id }) => !isKept.has(id))
  const items = [...lines, ...kept, ...toChargeItems(order, connectionId, ids)]
  const delivery = toDelivery(order, connectionId, ids)
  const rest = restAs(order.total.amount - reckon(items, delivery, order.currencyCode, returned))
  if (rest.as !== "charge") return { items, delivery, credit: rest.as === "credit" ? rest.amount : 0 }
  const amount = { amount: rest.amount, currencyCode: order.currencyCode }
  const title = `Other charges on ${connectionId}`
  return { items: [...items, toChargeItem({ key: "rest", title, amount }, connectionId, ids)], delivery, credit: 0 }
}

/** What Medusa will make of it, in the currency's smallest unit. */
function reckon(
  items: readonly DraftItem[],
  delivery: Draft["delivery"],
  currencyCode: string,
  returned: ReadonlyMap<string, number>
): number {
  const cart = structuredClone({
    currency_code: currencyCode,
    items: items.map((item) => ({ ...item, detail: { return_received_quantity: returned.get(item.id) ?? 0 } })),
    shipping_methods: [delivery],
  })
  // Its type asks for whole rows of carts; it reads prices, quantities, rates and discounts only.
  const { total } = decorateCartTotals(cart as never) as unknown as { total: unknown }
  return minorUnits(Number(total), currencyCode)
}

/** The whole order as it is first written: with what the channel took for it, so that nobody asks for it twice. */
export function buildOrder(
  input: ImportOrderInput,
  facts: ImportFacts,
  parts: readonly Part[],
  ids: ImportIds,
  customerId: string | null
): OrderDraft {
  const { order } = input
  const { items, delivery, credit } = draftOf(input, facts, parts, ids)
  const currency_code = order.currencyCode.toLowerCase()
  const inOurs = (amount: number) => majorUnits({ amount, currencyCode: order.currencyCode })
  return {
    id: ids.orderId,
    status: "pending",
    sales_channel_id: input.salesChannelId,
    currency_code,
    no_notification: true,
    items: [...items],
    shipping_methods: [delivery],
    // Its type asks for the order's id, which Medusa fills in itself.
    credit_lines: (credit > 0
      ? [{ amount: inOurs(credit), reference: "channel", reference_id: order.ref }]
      : []) as CreateOrderCreditLineDTO[],
    transactions: moneyOf(order, []).moves.map(({ key, amount, reference }) => ({
      id: ids.transactionId(key),
      amount: inOurs(amount),
      currency_code,
      reference,
      reference_id: key,
    })),
    metadata: orderMetadata(input),
    ...(facts.regionId && { region_id: facts.regionId }),
    ...(customerId && { customer_id: customerId }),
    ...(order.email && { email: order.email }),
    ...(order.shippingAddress && { shipping_address: toAddress(order.shippingAddress) }),
    ...(order.billingAddress && { billing_address: toAddress(order.billingAddress) }),
  }
}

/** Where it came from, written once, and what Medusa has no field for. */
function orderMetadata({ order, connectionId }: ImportOrderInput): Record<string, unknown> {
  const { discountCodes = [], note, delivery } = order
  return {
    origin: { connectionId, externalId: order.ref, number: order.number },
    delivery_method: delivery.method,
    ...(discountCodes.length > 0 && { discount_codes: discountCodes }),
    ...(note && { note }),
  }
}
