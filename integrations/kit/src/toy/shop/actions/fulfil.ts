import type { CollectedCommand, FulfilCommand, TrackCommand, UnfulfilCommand } from "../../../commands"
import type { Tracking } from "../../../records"
import type { Books } from "../books"
import type { ToyOrder, ToyUnits } from "../model"
import { isHeld, openUnits } from "../open-units"
import { ToyRefusal } from "../rules"

/** Units leave with their parcels. */
export function fulfil(books: Books, command: FulfilCommand): string {
  const ref = letLeave(books, command, command.tracking)
  if (command.notify) books.mail("fulfilled", command.orderRef)
  return ref
}

/** The customer takes along what lay ready, or what is handed over at once. */
export function collect(books: Books, command: CollectedCommand): string {
  const ref = letLeave(books, command, [])
  const order = books.order(command.orderRef)
  const prepared = order.prepared.filter(({ lineRef }) => !command.lines.some((line) => line.lineRef === lineRef))
  books.storeOrder({ ...order, prepared })
  return ref
}

function letLeave(books: Books, command: FulfilCommand | CollectedCommand, tracking: readonly Tracking[]): string {
  const order = books.order(command.orderRef)
  requireOpen(books, order, command.lines)
  for (const { lineRef } of command.lines)
    books.rules.require("held-stays", !isHeld(order, lineRef), `The line ${lineRef} is held; release it first.`)
  const ref = books.nextRef("fulfilment")
  const { lines, locationRef, key: reference } = command
  const fulfilment = { ref, reference, cancelled: false, at: books.at(), locationRef, lines, tracking }
  books.storeOrder({ ...order, fulfilments: [...order.fulfilments, fulfilment] })
  return ref
}

/** Refuses lines that do not exist, and units that are no longer open. */
export function requireOpen(books: Books, order: ToyOrder, lines: readonly ToyUnits[]): void {
  books.rules.require("open-units-only", !order.cancelled, `The order ${order.ref} is cancelled.`)
  for (const { lineRef, quantity } of lines) {
    if (!order.lines.some(({ ref }) => ref === lineRef))
      throw new ToyRefusal("unknown-line", `The order ${order.ref} has no line ${lineRef}.`)
    const open = openUnits(order, lineRef)
    books.rules.require("open-units-only", quantity > 0 && quantity <= open, `${open} units of ${lineRef} are open.`)
  }
}

/** The parcels of a fulfilment are others than was said. */
export function track(books: Books, { orderRef, fulfilmentRef, tracking, notify }: TrackCommand): string {
  changeFulfilment(books, orderRef, fulfilmentRef, { tracking })
  if (notify) books.mail("tracking", orderRef)
  return fulfilmentRef
}

/** A fulfilment is taken back: its units are open again. */
export function unfulfil(books: Books, { orderRef, fulfilmentRef }: UnfulfilCommand): string {
  changeFulfilment(books, orderRef, fulfilmentRef, { cancelled: true })
  return fulfilmentRef
}

function changeFulfilment(
  books: Books,
  orderRef: string,
  ref: string,
  change: { tracking: readonly Tracking[] } | { cancelled: true }
): void {
  const order = books.order(orderRef)
  const found = order.fulfilments.find((each) => each.ref === ref)
  if (!found || found.cancelled) throw new ToyRefusal("unknown-fulfilment", `The order has no fulfilment ${ref}.`)
  const fulfilments = order.fulfilments.map((each) => (each === found ? { ...each, ...change } : each))
  books.storeOrder({ ...order, fulfilments })
}
