import type { OrderRecord } from "./order-records"

/** The ids of everything that is looked up by its own id and belongs to this order. */
export function* partIdsOf(order: OrderRecord): Generator<number> {
  for (const line of order.lines) yield line.id
  for (const work of order.fulfillmentOrders) yield* [work.id, ...idsOf(work.lines), ...idsOf(work.holds)]
  for (const fulfillment of order.fulfillments) yield* [fulfillment.id, ...idsOf(fulfillment.lines)]
  for (const refund of order.refunds) yield* [refund.id, ...idsOf(refund.lines)]
  yield* idsOf(order.transactions)
  for (const returned of order.returns) {
    yield* [returned.id, ...idsOf(returned.lines)]
    for (const reverse of returned.reverseOrders) {
      yield* [reverse.id, ...idsOf(reverse.lines)]
      for (const line of reverse.lines) yield* idsOf(line.dispositions)
    }
  }
}

const idsOf = (rows: readonly { readonly id: number }[]): number[] => rows.map(({ id }) => id)
