import { Modules } from "@medusajs/framework/utils"
import type { Channel } from "../../src/channels/channel"
import { handleOrder } from "../../src/channels/handle-order"
import { describeApp } from "../support/app"
import { itemOf } from "../support/shop"
import { line, money, orderOf, readyChannel } from "./support/orders"
import { connectToy, reservedOf, type Connected } from "./support/toy-shop"

describeApp("channels import", ({ getContainer }) => {
  let connected: Connected
  let channel: Channel
  beforeEach(async () => {
    connected = await connectToy(getContainer())
    channel = await readyChannel(connected)
  })
  afterEach(() => jest.restoreAllMocks())

  const orderModule = () => getContainer().resolve(Modules.ORDER)
  const orders = () =>
    orderModule().listOrders(
      {},
      { relations: ["items", "items.detail", "shipping_address"], select: ["id", "total", "status", "metadata"] }
    )
  const reserved = (sku: string) => reservedOf(connected, sku)
  const tasks = async (kind: string) => connected.channels.listChannelTasks({ kind: kind as never, closed_at: null })
  const stockAt = async (sku: string, place: number, quantity: number) =>
    connected.inventory.updateInventoryLevels([
      {
        inventory_item_id: await itemOf(connected.shop, sku),
        location_id: connected.shop.locationIds[place]!,
        stocked_quantity: quantity,
      },
    ])

  it("makes one order with one reservation, though 16 workers are told at once", async () => {
    const order = orderOf([line("cup", 2), line("hat", 1)])
    await Promise.all(Array.from({ length: 16 }, () => handleOrder(channel, order)))
    expect(await orders()).toHaveLength(1)
    expect([await reserved("CUP"), await reserved("HAT")]).toEqual([2, 1])
    const [ours] = await orders()
    const reservations = await connected.inventory.listReservationItems({})
    expect(reservations.map(({ line_item_id }) => line_item_id).sort()).toEqual(ours!.items!.map(({ id }) => id).sort())
    expect(ours!.metadata).toMatchObject({
      origin: { connectionId: connected.connection.id, externalId: order.ref, number: "#1017" },
    })
  })

  describe.each([
    ["before stock is claimed", "inventory", "reserveSold", "before"],
    ["after stock was claimed", "inventory", "reserveSold", "after"],
    ["before the order is made", "order", "createOrders", "before"],
    ["after the order was made", "order", "createOrders", "after"],
    ["before it is written down", "channels", "settleOrder", "before"],
    ["after it was written down", "channels", "settleOrder", "after"],
  ] as const)("killed %s", (_case, owner, method, when) => {
    it("is finished by the next try, once", async () => {
      const order = orderOf([line("cup", 2)])
      const services = { inventory: connected.inventory, order: orderModule(), channels: connected.channels }
      const killed = killOnce(services[owner] as never, method, when)
      await handleOrder(channel, order).catch(() => undefined)
      expect(killed).toHaveBeenCalledTimes(1)
      await handleOrder(channel, order)
      expect(await orders()).toHaveLength(1)
      expect(await reserved("CUP")).toBe(2)
      const record = await connected.channels.readOrderRecord({ connectionId: channel.id, externalId: order.ref })
      expect(record).toMatchObject({ state: "imported", applied: { "line-cup": 2 } })
    })
  })

  it("splits a line that no location has whole into lines of our order, one reservation each", async () => {
    await stockAt("CUP", 0, 2)
    await stockAt("CUP", 1, 3)
    await handleOrder(channel, orderOf([line("cup", 4, { discount: money(101) })]))
    const [ours] = await orders()
    expect(ours!.items!.map((item) => Number(item.quantity)).sort()).toEqual([2, 2])
    expect(Number(ours!.total)).toBe(38.99)
    const reservations = await connected.inventory.listReservationItems({})
    expect(new Set(reservations.map((each) => each.location_id)).size).toBe(2)
  })

  it("loses no part of a line when places are mapped no more between two tries", async () => {
    await stockAt("CUP", 0, 2)
    await stockAt("CUP", 1, 3)
    const order = orderOf([line("cup", 4)])
    killOnce(connected.inventory as never, "reserveSold", "after")
    await handleOrder(channel, order).catch(() => undefined)
    const { map } = channel
    channel.map = { ...map!, places: map!.places.slice(0, 1) }
    await handleOrder(channel, order)
    const [ours] = await orders()
    expect(ours!.items!.map((item) => Number(item.quantity)).sort()).toEqual([2, 2])
    expect(await reserved("CUP")).toBe(4)
    expect(Number(ours!.total)).toBe(40)
  })

  it.each([
    ["more", 5],
    ["fewer", 1],
  ])("is right when the order was edited to %s units between two tries", async (_case, quantity) => {
    const order = orderOf([line("cup", 3)])
    for (const [owner, method] of [
      [connected.inventory, "reserveSold"],
      [orderModule(), "createOrders"],
    ] as const) {
      killOnce(owner as never, method, "after")
      await handleOrder(channel, order).catch(() => undefined)
      jest.restoreAllMocks()
    }
    const later = {
      ...order,
      ...orderOf([line("cup", quantity)]),
      ref: order.ref,
      updatedAt: "2026-11-23T11:00:00.000Z",
    }
    await Promise.all([handleOrder(channel, order), handleOrder(channel, later), handleOrder(channel, later)])
    const [ours] = await orders()
    expect(ours!.items!.reduce((sum, item) => sum + Number(item.quantity), 0)).toBe(quantity)
    expect(await reserved("CUP")).toBe(quantity)
    expect(Number(ours!.total)).toBe(quantity * 10)
  })

  it("ends as the newest copy says, whatever copies many workers are told of at once", async () => {
    const order = orderOf([line("cup", 1)])
    const copies = [1, 4, 2, 5, 3].map((quantity, minute) => ({
      ...order,
      ...orderOf([line("cup", quantity)]),
      ref: order.ref,
      updatedAt: `2026-11-23T10:0${minute}:00.000Z`,
    }))
    const workers = [channel, { ...channel, owner: "another" }]
    await Promise.allSettled([...copies, ...copies].map((copy, index) => handleOrder(workers[index % 2]!, copy)))
    await handleOrder(channel, copies[4]!)
    expect(await reserved("CUP")).toBe(3)
    expect(await orders()).toHaveLength(1)
    expect(Number((await orders())[0]!.total)).toBe(30)
  })

  it("keeps what is on no shelf as an oversold order and a task, and nothing is lost", async () => {
    await stockAt("CUP", 0, 1)
    await stockAt("CUP", 1, 0)
    await handleOrder(channel, orderOf([line("cup", 3)]))
    expect(await orders()).toHaveLength(1)
    expect(await reserved("CUP")).toBe(3)
    const [task] = await tasks("oversold")
    expect(task?.reason).toContain('2 of "cup"')
  })

  it("imports a line of no known article without a reservation, with a task, and the other lines as ever", async () => {
    await handleOrder(channel, orderOf([line("cup", 1), line(null, 1)]))
    const [ours] = await orders()
    expect(ours!.items!.map((item) => item.variant_id === null)).toEqual(expect.arrayContaining([true, false]))
    expect(await reserved("CUP")).toBe(1)
    expect(await tasks("unmapped-line")).toHaveLength(1)
  })

  it("keeps a test order, and reserves nothing for it", async () => {
    await handleOrder(channel, orderOf([line("cup", 1)], { test: true }))
    expect(await orders()).toHaveLength(0)
    expect(await reserved("CUP")).toBe(0)
  })

  it("follows a cancellation once, also when it is told twice, late, or before the order", async () => {
    const order = orderOf([line("cup", 2)])
    const cancelled = { ...order, status: "cancelled" as const, updatedAt: "2026-11-23T11:00:00.000Z" }
    await handleOrder(channel, order)
    await Promise.all([handleOrder(channel, cancelled), handleOrder(channel, cancelled)])
    await handleOrder(channel, order)
    expect((await orders()).map(({ status }) => status)).toEqual(["canceled"])
    expect(await reserved("CUP")).toBe(0)
    const other = orderOf([line("hat", 1)])
    await handleOrder(channel, { ...other, status: "cancelled", updatedAt: "2026-11-23T11:00:00.000Z" })
    await handleOrder(channel, other)
    expect(await orders()).toHaveLength(1)
    expect(await reserved("HAT")).toBe(0)
  })

  it("gives up units that are no longer wanted, and claims more when more are", async () => {
    const order = orderOf([line("cup", 3), line("hat", 1)])
    await handleOrder(channel, order)
    const later = (lines: typeof order.lines, minute: number) =>
      handleOrder(channel, {
        ...order,
        ...orderOf(lines),
        ref: order.ref,
        updatedAt: `2026-11-23T10:${minute}:00.000Z`,
      })
    await later([line("cup", 1)], 10)
    expect([await reserved("CUP"), await reserved("HAT")]).toEqual([1, 0])
    expect(Number((await orders())[0]!.total)).toBe(10)
    await later([line("cup", 2), line("mug", 1)], 20)
    expect([await reserved("CUP"), await reserved("MUG")]).toEqual([2, 1])
    expect(Number((await orders())[0]!.total)).toBe(30)
    await later([line("cup", 2), line("mug", 1)], 30)
    expect([await reserved("CUP"), await reserved("MUG")]).toEqual([2, 1])
    expect(await tasks("order-differs")).toHaveLength(0)
  })
})

/** The next call of a method does its work or not, and then its process is gone. */
function killOnce(
  service: Record<string, (...given: unknown[]) => Promise<unknown>>,
  method: string,
  when: "before" | "after"
): jest.SpyInstance {
  const real = service[method]!.bind(service)
  const spy = jest.spyOn(service, method)
  spy.mockImplementationOnce(async (...given) => {
    if (when === "after") await real(...given)
    throw new Error("killed")
  })
  return spy
}
