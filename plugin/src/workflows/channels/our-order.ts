import type { IOrderModuleService, OrderDTO, OrderLineItemDTO } from "@medusajs/framework/types"

/** One line of our order. */
export interface OurItem {
  readonly id: string
  /** The channel's line, when it is one; null for a charge. */
  readonly lineRef: string | null
  readonly charge: string | null
  readonly title: string
  readonly variantId: string | null
  readonly quantity: number
  readonly unitPrice: number
  /** Discount on the whole line. */
  readonly discount: number
  readonly discountCode: string | null
  readonly taxRate: number
  readonly locationId: string | null
  /** Units that left; what came back is contained. */
  readonly left: number
  readonly shipped: number
  readonly delivered: number
  /** Units that came back or are on their way. */
  readonly returnRequested: number
  readonly returned: number
}

/** Our order, as far as it follows the channel's. */
export interface OurOrder {
  readonly id: string
  readonly version: number
  readonly status: string
  /** Its lines that come from the channel; what staff added here is left alone. */
  readonly items: readonly OurItem[]
  /** What it costs now, by Medusa's own reckoning. */
  readonly total: number
  /** What was given off the whole order by the channel. */
  readonly credit: number
  readonly transactions: readonly { readonly key: string; readonly amount: number; readonly reference: string }[]
  readonly delivery: { readonly id: string; readonly amount: number; readonly taxRate: number } | null
}

const relations = [
  "items",
  "items.detail",
  "items.adjustments",
  "items.tax_lines",
  "credit_lines",
  "transactions",
  "shipping_methods",
  "shipping_methods.tax_lines",
]

/** Our order for one of a channel's; null when there is none (yet). */
export async function readOurOrder(orders: IOrderModuleService, orderId: string): Promise<OurOrder | null> {
  const [order] = await orders.listOrders({ id: orderId }, { select: ["id", "version", "status", "total"], relations })
  if (!order) return null
  const [delivery] = order.shipping_methods ?? []
  return {
    id: order.id,
    version: order.version,
    status: order.status,
    items: (order.items ?? []).flatMap((item) => toItem(item) ?? []),
    total: Number(order.total),
    credit: sumOf(creditLinesOf(order)),
    transactions: (order.transactions ?? []).map(({ reference_id, reference, amount }) => ({
      key: reference_id ?? "",
      reference: reference ?? "",
      amount: Number(amount),
    })),
    delivery: delivery
      ? { id: delivery.id, amount: Number(delivery.amount), taxRate: rateOf(delivery.tax_lines) }
      : null,
  }
}

/** Medusa's type of an order leaves its credit lines out. */
function creditLinesOf(order: OrderDTO): { amount: unknown }[] {
  const { credit_lines: lines = [] } = order as OrderDTO & { credit_lines?: { amount: unknown; reference?: string }[] }
  return lines.filter(({ reference }) => reference === "channel")
}

function toItem(item: OrderLineItemDTO): OurItem | null {
  const metadata = (item.metadata ?? {}) as { origin?: { lineRef?: string; charge?: string }; location_id?: string }
  const { lineRef = null, charge = null } = metadata.origin ?? {}
  if (lineRef === null && charge === null) return null
  const { detail } = item
  const [adjustment] = item.adjustments ?? []
  return {
    id: item.id,
    lineRef,
    charge,
    title: item.title,
    variantId: item.variant_id ?? null,
    quantity: Number(item.quantity),
    unitPrice: Number(item.unit_price),
    discount: sumOf(item.adjustments ?? []),
    discountCode: adjustment?.code ?? null,
    taxRate: rateOf(item.tax_lines),
    locationId: metadata.location_id ?? null,
    left: Number(detail.fulfilled_quantity),
    shipped: Number(detail.shipped_quantity),
    delivered: Number(detail.delivered_quantity),
    returnRequested: Number(detail.return_requested_quantity),
    returned: Number(detail.return_received_quantity) + Number(detail.return_dismissed_quantity),
  }
}

const rateOf = (taxLines: readonly { rate: unknown }[] | undefined | null) =>
  (taxLines ?? []).reduce((sum, { rate }) => sum + Number(rate), 0)

const sumOf = (all: readonly { amount: unknown }[]) => all.reduce((sum, { amount }) => sum + Number(amount), 0)
