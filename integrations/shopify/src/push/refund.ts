import { decimalFromMoney, moneyFromDecimal, Rejected, type Money, type RefundCommand } from "@anyshelf/connector-kit"
import type { Call } from "../client"
import type {
  RefundGroundsQuery,
  RefundInput,
  RefundLineItemInput,
  RefundLineItemRestockType,
} from "../generated/admin"
import { isGid } from "../gid"
import { createRefund, refundGrounds, suggestedRefund } from "../operations/refunds"
import { keyOf } from "./idempotency-key"
import { already, applied, later, refusalOf, refused, unclear, type Outcome } from "./outcome"
import { hasReference, withReference } from "./reference"
import { drawOn, inBuyersMoney, refundable, type Payment } from "./refund-payments"

/** "Retry with a new key": the old one would answer with the old failure for ever. */
const ATTEMPTS_MAX = 3

const restocks: Readonly<Record<RefundCommand["lines"][number]["restock"], RefundLineItemRestockType>> = {
  return: "RETURN",
  cancel: "CANCEL",
  none: "NO_RESTOCK",
}

type Grounds = NonNullable<RefundGroundsQuery["order"]>

/**
 * Money goes back, by the payments that brought it. Shopify takes a key, and forgets it some day: so the note carries a
 * reference as well, and it is looked at first. Never more goes back than was paid.
 */
export async function refund(call: Call, command: RefundCommand): Promise<Outcome> {
  const { orderRef: id, key, note, amount } = command
  const order = isGid("Order", id) ? (await call(refundGrounds, { id })).order : null
  if (!order) return refused("order-not-found", "The shop has no such order (any more).")
  const made = order.refunds.find((each) => hasReference(each.note, key))
  if (made) return already({ ref: made.id })
  if (amount && amount.currencyCode !== order.currencyCode)
    return refused(
      "currency",
      `The order is in ${order.currencyCode}; a refund in ${amount.currencyCode} would be a guess.`
    )
  const payments = refundable(order.transactions, order.presentmentCurrencyCode)
  const owed = amount ? inBuyersMoney(amount, order.totalReceivedSet) : await suggested(call, command)
  const transactions = drawOn(payments, owed)
  if (!transactions) return overRefund(payments, owed)
  return send(call, command, {
    orderId: id,
    note: withReference(note, key),
    notify: command.notify,
    currency: order.presentmentCurrencyCode,
    refundLineItems: command.lines.map(toLine),
    ...shippingOf(order, command),
    transactions: transactions.map(({ payment, amount: part }) => ({
      orderId: id,
      parentId: payment.id,
      gateway: payment.gateway,
      kind: "REFUND",
      amount: decimalFromMoney(part),
    })),
  })
}

const toLine = ({ lineRef, quantity, restock, locationRef }: RefundCommand["lines"][number]): RefundLineItemInput => ({
  lineItemId: lineRef,
  quantity,
  restockType: restocks[restock],
  ...(restock !== "none" && locationRef !== null && { locationId: locationRef }),
})

const shippingOf = (order: Grounds, { shipping }: RefundCommand): Pick<RefundInput, "shipping"> =>
  shipping && shipping.amount > 0
    ? { shipping: { amount: decimalFromMoney(inBuyersMoney(shipping, order.totalReceivedSet)) } }
    : {}

/** What Shopify reckons for these lines and this delivery. */
async function suggested(call: Call, { orderRef: id, lines, shipping }: RefundCommand): Promise<Money> {
  const { order } = await call(suggestedRefund, {
    id,
    lines: lines.map(toLine),
    shipping: shipping && decimalFromMoney(shipping),
  })
  const bag = order?.suggestedRefund?.amountSet.presentmentMoney
  if (!bag) throw new Rejected("Shopify cannot reckon this refund: say how much is to go back.", "no-suggestion")
  return moneyFromDecimal(bag.amount, bag.currencyCode)
}

function overRefund(payments: readonly Payment[], owed: Money): Outcome {
  const left = payments.reduce((sum, { left }) => sum + left.amount, 0)
  const most = decimalFromMoney({ amount: left, currencyCode: owed.currencyCode })
  return refused(
    "over-refund",
    `${decimalFromMoney(owed)} ${owed.currencyCode} are to go back, and of what was paid only ${most} are left. Refund less, or by other means.`
  )
}

async function send(call: Call, { key }: RefundCommand, input: RefundInput): Promise<Outcome> {
  for (let attempt = 0; attempt < ATTEMPTS_MAX; attempt += 1) {
    const outcome = await sendOnce(call, input, keyOf(key, attempt))
    if (outcome !== "new-key") return outcome
  }
  return later(1_000, "Shopify failed at this refund again and again under new keys.")
}

/** Shopify tells of its keys in the answer's errors, or in words where this mutation has no codes. */
async function sendOnce(call: Call, input: RefundInput, key: string): Promise<Outcome | "new-key"> {
  try {
    const { refundCreate } = await call(createRefund, { input, key })
    const refusal = refusalOf(refundCreate?.userErrors)
    if (refusal) return aboutKey(refusal) ?? refusal
    const ref = refundCreate?.refund?.id
    return ref ? applied({ ref }) : unclear("a refund")
  } catch (error) {
    if (!(error instanceof Rejected)) throw error
    const about = aboutKey(refused(error.code, error.message))
    if (about) return about
    throw error
  }
}

function aboutKey(refusal: Outcome): Outcome | "new-key" | null {
  const said = JSON.stringify(refusal)
    .toUpperCase()
    .replace(/[\s-]+/g, "_")
  if (/PREVIOUS_ATTEMPT_FAILED|KEY_PARAMETER_MISMATCH/.test(said)) return "new-key"
  if (/CONCURRENT_REQUEST/.test(said)) return later(500, "Shopify is still at the same request.")
  return null
}
