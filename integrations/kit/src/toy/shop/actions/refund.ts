import type { RefundCommand } from "../../../commands"
import type { Books } from "../books"
import type { ToyOrder } from "../model"
import { leftUnits, refundedAmount } from "../open-units"
import { ToyRefusal } from "../rules"

/** Money goes back to the customer. */
export function refund(books: Books, command: RefundCommand): string {
  const order = books.order(command.orderRef)
  const amount = command.amount?.amount ?? worthOf(order, command) + (command.shipping?.amount ?? 0)
  const left = order.paid - refundedAmount(order)
  books.rules.require("refund-what-was-paid", amount > 0 && amount <= left, `At most ${left} can go back.`)
  if (command.amount && command.amount.currencyCode !== order.currencyCode)
    throw new ToyRefusal("wrong-currency", `The order was paid in ${order.currencyCode}.`)
  const ref = books.nextRef("refund")
  const lines = command.lines.map(({ lineRef, quantity, restock, locationRef }) => ({
    lineRef,
    quantity,
    restocked: restock !== "none",
    hadLeft: restock === "cancel" ? false : leftUnits(order, lineRef) >= quantity,
    locationRef,
  }))
  for (const line of lines) putBack(books, order, line)
  const made = { ref, reference: command.key, at: books.at(), amount, lines }
  books.storeOrder({ ...order, refunds: [...order.refunds, made] })
  if (command.notify) books.mail("refunded", order.ref)
  return ref
}

function putBack(
  books: Books,
  order: ToyOrder,
  { lineRef, quantity, restocked, locationRef }: ToyOrder["refunds"][number]["lines"][number]
) {
  const line = order.lines.find(({ ref }) => ref === lineRef)
  if (!line) throw new ToyRefusal("unknown-line", `The order ${order.ref} has no line ${lineRef}.`)
  if (!restocked || line.articleRef === null || !books.rules.holds("restock")) return
  books.shift(line.articleRef, locationRef ?? line.locationRef, quantity)
}

/** What the units of the lines were sold for; a discount is shared out evenly, rounded in the shop's favour. */
function worthOf(order: ToyOrder, { lines }: RefundCommand): number {
  return lines.reduce((sum, { lineRef, quantity }) => {
    const line = order.lines.find(({ ref }) => ref === lineRef)
    if (!line || line.quantity === 0) return sum
    const whole = line.price * line.quantity - line.discount + (order.taxesIncluded ? 0 : line.tax)
    return sum + Math.floor((whole * quantity) / line.quantity)
  }, 0)
}
