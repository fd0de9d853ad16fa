import type { ReceiveCommand, ReturnCommand } from "../../../commands"
import type { Books } from "../books"
import type { ToyReturn } from "../model"
import { leftUnits, returningUnits } from "../open-units"
import { ToyRefusal } from "../rules"

/** Units that left are to come back. A customer may ask for it; staff open it. */
export function openReturn(books: Books, command: ReturnCommand, status: "open" | "requested" = "open"): string {
  const order = books.order(command.orderRef)
  const place = order.delivery.locationRef
  for (const { lineRef, quantity } of command.lines) {
    const due = leftUnits(order, lineRef) - returningUnits(books.returns.values(), order.ref, lineRef)
    books.rules.require("return-what-left", quantity <= due, `${due} units of ${lineRef} can come back.`)
  }
  const ref = books.nextRef("return")
  const lines = command.lines.map(({ lineRef, quantity, reason, note }, at) => ({
    ref: `${ref}-${at + 1}`,
    orderLineRef: lineRef,
    quantity,
    received: 0,
    restocked: 0,
    reason,
    note,
  }))
  const numbers = { number: `R${ref.split("-")[1]}`, revision: 0 }
  books.storeReturn({
    ref,
    ...numbers,
    reference: command.key,
    orderRef: order.ref,
    status,
    locationRef: place,
    lines,
    receipts: [],
  })
  return ref
}

/** Units of a return arrived: lines are named by the order's. */
export function receive(books: Books, command: ReceiveCommand): string {
  const found = books.return(command.returnRef)
  if (found.orderRef !== command.orderRef)
    throw new ToyRefusal("unknown-return", `The order ${command.orderRef} has no return ${command.returnRef}.`)
  const received = command.lines.reduce((rest, line) => receiveLine(books, rest, command, line), found)
  const closed = received.lines.every((line) => line.received >= line.quantity)
  const receipts = [...found.receipts, command.key]
  books.storeReturn({
    ...received,
    receipts,
    locationRef: command.locationRef ?? found.locationRef,
    status: closed ? "closed" : "open",
  })
  return found.ref
}

function receiveLine(
  books: Books,
  found: ToyReturn,
  command: ReceiveCommand,
  { lineRef, quantity, disposition }: ReceiveCommand["lines"][number]
): ToyReturn {
  const line = found.lines.find(({ orderLineRef }) => orderLineRef === lineRef)
  if (!line) throw new ToyRefusal("unknown-line", `The return ${found.ref} has no line ${lineRef}.`)
  const due = line.quantity - line.received
  books.rules.require("receive-what-is-due", quantity <= due, `${due} units of ${lineRef} are on their way.`)
  const restocked = disposition === "restocked" ? quantity : 0
  const article = books.order(found.orderRef).lines.find(({ ref }) => ref === lineRef)?.articleRef
  if (article != null && command.locationRef !== null && restocked > 0 && books.rules.holds("restock"))
    books.shift(article, command.locationRef, restocked)
  const changed = { ...line, received: line.received + quantity, restocked: line.restocked + restocked }
  return { ...found, lines: found.lines.map((each) => (each === line ? changed : each)) }
}
