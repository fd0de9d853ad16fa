import type { Level, OrderDesk, SeenOrder, TrialSale } from "../../contract/harness"
import type { ToyOrder, ToyShop } from ".."
import { leftUnits, refundedAmount, totalOf } from "../shop/open-units"

/** The toy shop's orders, as a harness drives them. */
export const orderDesk = (shop: ToyShop, level: Level): OrderDesk => ({
  otherLocationRef: "west",
  place: async (sale) => placed(shop, level, sale),
  seen: async (orderRef) => seen(shop, orderOf(shop, orderRef)),
  edit: async (orderRef, lineRef, quantity) => void shop.edit(orderRef, { lineRef, quantity }),
  cancel: async (orderRef) => void shop.cancel(orderRef),
  requestReturn: async (orderRef, lineRef, quantity) => void shop.requestReturn(orderRef, [{ lineRef, quantity }]),
})

function placed(
  shop: ToyShop,
  { stockRef, locationRef }: Level,
  { quantities, method, currencyCode, test }: TrialSale
) {
  const { order } = shop.place({
    locationRef,
    delivery: { method, locationRef },
    lines: quantities.map((quantity) => ({ articleRef: stockRef, quantity, price: 1_999, discount: 7, tax: 3 })),
    charges: [{ kind: "tip", title: "Tip", amount: 11 }],
    shipping: 490,
    shippingTax: 5,
    taxesIncluded: false,
    ...(currencyCode && { currencyCode }),
    ...(test && { test }),
  })
  const total = { amount: totalOf(order), currencyCode: order.currencyCode }
  return { orderRef: order.ref, lineRefs: order.lines.map(({ ref }) => ref), total }
}

function seen(shop: ToyShop, order: ToyOrder): SeenOrder {
  const live = order.fulfilments.filter(({ cancelled }) => !cancelled)
  const returns = shop.returnsAfter(0).filter(({ orderRef }) => orderRef === order.ref)
  const lines = returns.flatMap((each) => each.lines)
  return {
    cancelled: order.cancelled,
    left: Object.fromEntries(order.lines.map(({ ref }) => [ref, leftUnits(order, ref)])),
    parcels: live.flatMap(({ tracking }) => tracking.map(({ number }) => number)),
    held: order.holds.length > 0,
    places: Object.fromEntries(order.lines.map(({ ref, locationRef }) => [ref, locationRef])),
    mails: shop.mails.filter(({ orderRef }) => orderRef === order.ref).length,
    refunds: order.refunds.length,
    refunded: refundedAmount(order),
    returns: returns.length,
    received: Object.fromEntries(
      order.lines.map(({ ref }) => [
        ref,
        lines.reduce((sum, line) => (line.orderLineRef === ref ? sum + line.received : sum), 0),
      ])
    ),
  }
}

function orderOf(shop: ToyShop, ref: string): ToyOrder {
  const order = shop.order(ref)
  if (!order) throw new Error(`The toy shop has no order ${ref}.`)
  return order
}
