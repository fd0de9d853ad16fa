import type { CancelCommand } from "../../../commands"
import type { Books } from "../books"
import { leftUnits, refundedAmount } from "../open-units"

/** The whole order is called off. */
export function cancel(books: Books, command: CancelCommand): undefined {
  const order = books.order(command.orderRef)
  const left = order.lines.some(({ ref }) => leftUnits(order, ref) > 0)
  books.rules.require("cancel-before-leaving", !left, `Units of ${order.ref} have left; return them instead.`)
  books.rules.require("open-units-only", !order.cancelled, `The order ${order.ref} is cancelled already.`)
  if (command.restock && books.rules.holds("restock"))
    for (const { articleRef, locationRef, quantity } of order.lines)
      if (articleRef !== null) books.shift(articleRef, locationRef, quantity)
  const amount = order.paid - refundedAmount(order)
  const refund = { ref: books.nextRef("refund"), reference: command.key, at: books.at(), amount, lines: [] }
  books.storeOrder({
    ...order,
    cancelled: true,
    cancelReason: command.reason,
    lines: order.lines.map((line) => ({ ...line, quantity: 0, discount: 0, tax: 0, duties: 0 })),
    charges: [],
    shipping: 0,
    shippingTax: 0,
    refunds: command.refund && amount > 0 ? [...order.refunds, refund] : order.refunds,
  })
  if (command.notify) books.mail("cancelled", order.ref)
}
