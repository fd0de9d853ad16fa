import { decimalFromMoney } from "../../money"
import type { ToyArticle, ToyOrder } from "../shop/model"
import { totalOf } from "../shop/open-units"

/** What the toy shop shows for one article at one place. */
export interface ToyLevel {
  readonly articleRef: string
  readonly locationRef: string
  readonly available: number
}

/** An article with how many others carry its SKU, its price as a decimal. */
export const articleOnWire = (article: ToyArticle, sameSku: number, currencyCode = "EUR") => ({
  ...article,
  price: decimalFromMoney({ amount: article.price ?? 500, currencyCode }),
  currencyCode,
  sameSku,
})

/** An order as the API gives it: amounts as decimals in its currency, as most vendors do. */
export function orderOnWire(order: ToyOrder) {
  const decimal = (amount: number) => decimalFromMoney({ amount, currencyCode: order.currencyCode })
  return {
    ...order,
    lines: order.lines.map((line) => ({
      ...line,
      price: decimal(line.price),
      discount: decimal(line.discount),
      tax: decimal(line.tax),
      duties: decimal(line.duties),
    })),
    charges: order.charges.map((charge) => ({ ...charge, amount: decimal(charge.amount) })),
    refunds: order.refunds.map((refund) => ({ ...refund, amount: decimal(refund.amount) })),
    shipping: decimal(order.shipping),
    shippingTax: decimal(order.shippingTax),
    paid: decimal(order.paid),
    total: decimal(totalOf(order)),
  }
}

export type WireArticle = ReturnType<typeof articleOnWire>
export type WireOrder = ReturnType<typeof orderOnWire>
