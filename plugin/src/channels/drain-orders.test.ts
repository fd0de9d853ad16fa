import type { OrderRecord } from "@anyshelf/connector-kit"
import type { Channel } from "./channel"
import { handleNamedOrder } from "./drain-orders"
import { handleOrder } from "./handle-order"

jest.mock("./handle-order", () => ({ handleOrder: jest.fn() }))

const connectedAt = new Date("2026-11-23T10:00:00Z")

/** The orders that were held before the order was followed. */
async function held(placedAt: string, ordersDrainedAt: Date | null): Promise<string[]> {
  const refs: string[] = []
  const channels = {
    openConnection: () => Promise.resolve({ connectedAt, ordersDrainedAt }),
    holdOrders: (_id: string, orders: readonly { externalId: string }[]) =>
      Promise.resolve(refs.push(...orders.map(({ externalId }) => externalId))),
  }
  const channel = { id: "shop", channels, connection: { connector: { id: "toy" } } } as unknown as Channel
  const order = { ref: "17", number: "#17", placedAt, updatedAt: "2026-11-23T11:00:00Z" } as OrderRecord
  await handleNamedOrder(channel, order)
  expect(handleOrder).toHaveBeenLastCalledWith(channel, order)
  return refs
}

test.each([
  ["an old order, while the first reading is under way", "2026-11-23T09:59:59Z", null, ["17"]],
  ["a new order, while the first reading is under way", "2026-11-23T10:00:01Z", null, []],
  ["an order that the channel dates back, after the first reading", "2026-11-23T09:59:59Z", new Date(), []],
])("%s", async (_case, placedAt, drainedAt, refs) => {
  expect(await held(placedAt, drainedAt)).toEqual(refs)
})
