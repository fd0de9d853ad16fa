import type { OurOrder } from "../../domain/channels/command-facts"
import type { Run } from "../../reads/run"
import { readFulfilments } from "./queries/fulfilments"
import { readOrders, readReserved } from "./queries/order"
import { readReceipts, readReturns } from "./queries/returns"

/** How our orders stand: five statements, however many are asked for. One that does not exist is left out. */
export async function readOurOrders(run: Run, orderIds: readonly string[]): Promise<OurOrder[]> {
  if (orderIds.length === 0) return []
  const orders = await readOrders(run, orderIds)
  const [fulfilments, returns, receipts, reserved] = [
    await readFulfilments(run, orderIds),
    await readReturns(run, orderIds),
    await readReceipts(run, orderIds),
    await readReserved(run, orderIds),
  ]
  return orders.map((order) => ({
    ...order,
    fulfilments: fulfilments.filter(({ orderId }) => orderId === order.orderId),
    returns: returns
      .filter(({ orderId }) => orderId === order.orderId)
      .map((each) => ({ ...each, receipts: receipts.filter(({ returnId }) => returnId === each.id) })),
    reserved: reserved.filter(({ orderId }) => orderId === order.orderId),
  }))
}
