import { moneyFromDecimal, type Money } from "@anyshelf/connector-kit"
import type { RefundGroundsQuery } from "../generated/admin"

type Order = NonNullable<RefundGroundsQuery["order"]>
type Transaction = Order["transactions"][number]

/** A payment that money can go back by. */
export interface Payment {
  readonly id: string
  readonly gateway: string
  /** What it brought, less what went back by it, in the buyer's money. */
  readonly left: Money
}

/** The payments of an order, with what is left of each. */
export function refundable(transactions: readonly Transaction[], currencyCode: string): Payment[] {
  const done = transactions.filter(({ status }) => status === "SUCCESS")
  // A refund that is still on its way must not be made a second time.
  const back = transactions.filter(
    ({ kind, status }) => kind === "REFUND" && (status === "SUCCESS" || status === "PENDING")
  )
  return done
    .filter(({ kind }) => kind === "SALE" || kind === "CAPTURE")
    .map(({ id, gateway, amountSet }) => {
      const brought = inBuyers(amountSet.presentmentMoney)
      const gone = back
        .filter(({ parentTransaction }) => parentTransaction?.id === id)
        .reduce((sum, { amountSet: each }) => sum + inBuyers(each.presentmentMoney), 0)
      return { id, gateway: gateway ?? "", left: { amount: Math.max(0, brought - gone), currencyCode } }
    })
    .filter(({ left }) => left.amount > 0)
}

const inBuyers = ({ amount, currencyCode }: { readonly amount: string; readonly currencyCode: string }) =>
  moneyFromDecimal(amount, currencyCode).amount

/** Takes an amount from payments, the first first; null when together they have not so much. */
export function drawOn(
  payments: readonly Payment[],
  owed: Money
): { readonly payment: Payment; readonly amount: Money }[] | null {
  let open = owed.amount
  const parts = payments.flatMap((payment) => {
    const amount = Math.min(open, payment.left.amount)
    open -= amount
    return amount > 0 ? [{ payment, amount: { ...payment.left, amount } }] : []
  })
  return open > 0 ? null : parts
}

/** An amount in the shop's money as the buyer paid it: at the rate at which the order was paid. */
export function inBuyersMoney(amount: Money, received: Order["totalReceivedSet"]): Money {
  const shop = moneyFromDecimal(received.shopMoney.amount, received.shopMoney.currencyCode)
  const buyer = moneyFromDecimal(received.presentmentMoney.amount, received.presentmentMoney.currencyCode)
  if (shop.currencyCode === buyer.currencyCode) return amount
  const value = shop.amount === 0 ? 0 : Math.round((amount.amount * buyer.amount) / shop.amount)
  return { amount: value, currencyCode: buyer.currencyCode }
}
