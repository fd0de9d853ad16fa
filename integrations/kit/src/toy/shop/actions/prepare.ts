import type { HoldCommand, MoveCommand, PreparedCommand, ReleaseCommand } from "../../../commands"
import type { Books } from "../books"
import type { ToyLine, ToyOrder, ToyUnits } from "../model"
import { openUnits, readyUnits } from "../open-units"
import { ToyRefusal } from "../rules"
import { requireOpen } from "./fulfil"

/** Units lie ready; the customer is told. */
export function prepare(books: Books, command: PreparedCommand): undefined {
  const order = books.order(command.orderRef)
  requireOpen(books, order, command.lines)
  for (const { lineRef, quantity } of command.lines) {
    const left = openUnits(order, lineRef) - readyUnits(order, lineRef)
    books.rules.require("prepared-once", quantity <= left, `Only ${left} units of ${lineRef} do not lie ready yet.`)
  }
  const ready = command.lines.map((line) => ({ ...line, reference: command.key }))
  books.storeOrder({ ...order, prepared: [...order.prepared, ...ready] })
  books.mail("prepared", order.ref)
}

/** Nothing of these lines may leave. The same hold again is the same hold. */
export function hold(books: Books, { orderRef, holdKey, lines, reason, note }: HoldCommand): undefined {
  const order = books.order(orderRef)
  requireOpen(books, order, lines)
  if (order.holds.some(({ key }) => key === holdKey)) return
  books.storeOrder({ ...order, holds: [...order.holds, { key: holdKey, reason, note, lines }] })
}

/** A hold ends. */
export function release(books: Books, { orderRef, holdKey }: ReleaseCommand): undefined {
  const order = books.order(orderRef)
  const held = order.holds.some(({ key }) => key === holdKey)
  books.rules.require("release-needs-hold", held, `The order ${orderRef} has no hold ${holdKey}.`)
  books.storeOrder({ ...order, holds: order.holds.filter(({ key }) => key !== holdKey) })
}

/** Open units will leave from another place: what was taken there goes back, and is taken here. */
export function move(
  books: Books,
  { orderRef, lines, toRef }: MoveCommand,
  isOpen: (place: string) => boolean
): undefined {
  const order = books.order(orderRef)
  books.rules.require("move-open-only", isOpen(toRef), `The place ${toRef} does not exist, or is closed.`)
  const moved =
    lines.length > 0 ? lines : order.lines.map(({ ref }) => ({ lineRef: ref, quantity: openUnits(order, ref) }))
  const changed = moved.reduce((rest, units) => moveUnits(books, rest, units, toRef), order)
  const delivery = order.delivery.method === "ship" ? order.delivery : { ...order.delivery, locationRef: toRef }
  books.storeOrder({ ...changed, delivery })
}

/** A part of a line that moves becomes a line's own place only when all of it moves; the toy shop splits no lines. */
function moveUnits(books: Books, order: ToyOrder, { lineRef, quantity }: ToyUnits, toRef: string): ToyOrder {
  const line = order.lines.find(({ ref }) => ref === lineRef)
  if (!line) throw new ToyRefusal("unknown-line", `The order ${order.ref} has no line ${lineRef}.`)
  const open = openUnits(order, lineRef)
  books.rules.require("move-open-only", quantity <= open, `${open} units of ${lineRef} are open.`)
  if (line.articleRef !== null && line.locationRef !== toRef) {
    books.shift(line.articleRef, line.locationRef, quantity)
    books.shift(line.articleRef, toRef, -quantity)
  }
  const place = (each: ToyLine): ToyLine => (each === line ? { ...each, locationRef: toRef } : each)
  return { ...order, lines: order.lines.map(place) }
}
