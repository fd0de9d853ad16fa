import type { OrderRecord, ReturnRecord } from "@anyshelf/connector-kit"
import { Modules } from "@medusajs/framework/utils"
import type { Channel } from "../../src/channels/channel"
import { handleOrder } from "../../src/channels/handle-order"
import { handleReturn } from "../../src/channels/handle-return"
import { describeApp } from "../support/app"
import { itemOf } from "../support/shop"
import { line, money, orderOf, readyChannel } from "./support/orders"
import { connectToy, type Connected } from "./support/toy-shop"

describeApp("channels returns in", ({ getContainer }) => {
  let connected: Connected
  let channel: Channel
  /** What the channel says of its orders now. */
  let told: Map<string, OrderRecord>
  beforeEach(async () => {
    connected = await connectToy(getContainer())
    told = new Map()
    const ready = await readyChannel(connected)
    const get = (feed: string, ref: string) =>
      feed === "orders" ? Promise.resolve(told.get(ref) ?? null) : Promise.resolve(null)
    channel = { ...ready, session: { ...ready.session, get: get as never } }
  })

  const orders = () => getContainer().resolve(Modules.ORDER)
  const level = async (place: number) => {
    const [found] = await connected.inventory.listInventoryLevels({
      inventory_item_id: await itemOf(connected.shop, "CUP"),
      location_id: connected.shop.locationIds[place]!,
    })
    return [Number(found!.stocked_quantity), Number(found!.reserved_quantity)]
  }
  const returns = () => orders().listReturns({}, { relations: ["items"] })
  const total = async () => Number((await orders().listOrders({}, { select: ["id", "total"] }))[0]!.total)
  const tasks = (kind: string) => connected.channels.listTasks({ kind: kind as never, limit: 10 })
  /** An order of three cups that have left. */
  const sold = async (more: Partial<OrderRecord> = {}): Promise<OrderRecord> => {
    const order = orderOf([line("cup", 3)], { fulfilments: [fulfilment], ...more })
    told.set(order.ref, order)
    await handleOrder(channel, order)
    return order
  }
  const returnOf = (
    order: OrderRecord,
    more: Partial<ReturnRecord["lines"][number]>,
    rest: Partial<ReturnRecord> = {}
  ): ReturnRecord => ({
    feed: "returns",
    ref: "return-1",
    orderRef: order.ref,
    number: "#R1",
    status: "open",
    locationRef: "store",
    updatedAt: "2026-11-23T13:00:00.000Z",
    refunded: null,
    raw: {},
    ...rest,
    lines: [
      {
        ref: "rl-1",
        orderLineRef: "line-cup",
        quantity: 2,
        received: 0,
        restocked: 0,
        reason: "too small",
        note: "",
        ...more,
      },
    ],
  })
  const twice = async (returned: ReturnRecord) => {
    await handleReturn(channel, returned)
    await handleReturn(channel, returned)
  }

  it("is opened once, received as it arrives, and on our shelf once where it was taken back", async () => {
    const order = await sold()
    await twice(returnOf(order, {}))
    expect((await returns()).map(({ status }) => status)).toEqual(["requested"])
    expect(await level(1)).toEqual([5, 0])
    const at = (minute: number) => ({ updatedAt: `2026-11-23T14:${minute}:00.000Z` })
    told.set(order.ref, { ...order, ...at(10), lines: [line("cup", 2)], total: money(2000) })
    await twice(returnOf(order, { received: 1, restocked: 1 }, at(10)))
    expect(await level(1)).toEqual([6, 0])
    expect(await total()).toBe(20)
    told.set(order.ref, { ...order, ...at(20), lines: [line("cup", 1)], total: money(1000) })
    await twice(returnOf(order, { received: 2, restocked: 1 }, { ...at(20), status: "closed" }))
    expect(await level(1)).toEqual([6, 0])
    const [ours] = await returns()
    expect(ours!.status).toBe("received")
    expect(JSON.parse(JSON.stringify(ours!.items))).toMatchObject([
      { quantity: 2, received_quantity: 2, damaged_quantity: 1 },
    ])
    expect(await total()).toBe(10)
    expect(await tasks("order-differs")).toEqual([])
    expect(await tasks("return-not-followed")).toEqual([])
  })

  it("is followed by many at once as by one, and an older copy changes nothing", async () => {
    const order = await sold()
    const arrived = returnOf(order, { received: 2, restocked: 2 }, { updatedAt: "2026-11-23T15:00:00.000Z" })
    await Promise.all([arrived, returnOf(order, {}), arrived, arrived].map((each) => handleReturn(channel, each)))
    await handleReturn(channel, arrived)
    await handleReturn(channel, returnOf(order, {}))
    expect(await returns()).toHaveLength(1)
    expect(await level(1)).toEqual([7, 0])
  })

  it.each([
    ["confirmOrderChange", "before"],
    ["confirmOrderChange", "after"],
    ["updateReturns", "before"],
    ["createReturnItems", "after"],
  ] as const)("is finished by the next try when %s was the last thing done (%s)", async (method, when) => {
    const order = await sold()
    const service = orders() as unknown as Record<string, (...given: unknown[]) => Promise<unknown>>
    const spy = jest.spyOn(service, method)
    spy.mockImplementationOnce(async (...given) => {
      spy.mockRestore()
      if (when === "after") await service[method]!(...given)
      throw new Error("killed")
    })
    const arrived = returnOf(order, { received: 2, restocked: 2 })
    expect(
      await handleReturn(channel, arrived).then(
        () => "done",
        () => "killed"
      )
    ).toBe("killed")
    await handleReturn(channel, arrived)
    expect(await level(1)).toEqual([7, 0])
    const [ours] = await returns()
    expect(ours!.status).toBe("received")
    const [{ items }] = (await orders().listOrders({}, { relations: ["items", "items.detail"] })) as never as [
      { items: { title: string; detail: object }[] },
    ]
    const cups = items.find(({ title }) => title === "cup")
    expect(JSON.parse(JSON.stringify(cups!.detail))).toMatchObject({
      return_received_quantity: 2,
      return_requested_quantity: 0,
    })
  })

  it("that is called off is called off here", async () => {
    const order = await sold()
    await handleReturn(channel, returnOf(order, {}))
    await twice(returnOf(order, {}, { status: "cancelled", updatedAt: "2026-11-23T15:00:00.000Z" }))
    expect((await returns()).map(({ status }) => status)).toEqual(["canceled"])
    expect(await level(1)).toEqual([5, 0])
  })

  it("of an order that is not ours is a task", async () => {
    await twice(returnOf(orderOf([line("cup", 1)]), {}))
    expect((await tasks("return-not-followed")).map(({ reason }) => reason)).toEqual([
      expect.stringContaining("not one of ours"),
    ])
    expect(await returns()).toEqual([])
  })

  it("of more than has left by our order is followed as far as it goes, and is a task", async () => {
    const order = await sold()
    await twice(returnOf(order, { quantity: 5, received: 5, restocked: 5 }))
    expect(await level(1)).toEqual([8, 0])
    expect((await tasks("return-not-followed"))[0]?.reason).toContain("2 units")
  })

  it("by a refund, without a return of its own, puts the units back once", async () => {
    const order = await sold({ payment: "paid", captured: money(3000) })
    const refund = {
      ref: "refund-1",
      at: "2026-11-23T14:00:00.000Z",
      amount: money(1000),
      lines: [{ lineRef: "line-cup", quantity: 1, restocked: true, hadLeft: true, locationRef: "store" }],
    }
    const next = {
      ...order,
      lines: [line("cup", 2)],
      total: money(2000),
      refunds: [refund],
      updatedAt: "2026-11-23T14:00:00.000Z",
    }
    told.set(order.ref, next)
    await handleOrder(channel, next)
    await handleOrder(channel, { ...next, updatedAt: "2026-11-23T14:01:00.000Z", note: "seen" })
    expect(await level(1)).toEqual([6, 0])
    expect(await total()).toBe(20)
    expect(await tasks("order-differs")).toEqual([])
    const [ours] = await orders().listOrders({}, { relations: ["transactions", "summary"] })
    expect(ours!.transactions!.map(({ amount }) => Number(amount)).sort()).toEqual([-10, 30])
    expect(Number((ours!.summary as unknown as { pending_difference: number }).pending_difference)).toBe(0)
  })
})

const fulfilment = {
  ref: "f1",
  status: "done" as const,
  at: "2026-11-23T11:00:00.000Z",
  locationRef: "web",
  lines: [{ lineRef: "line-cup", quantity: 3 }],
  tracking: [],
}
