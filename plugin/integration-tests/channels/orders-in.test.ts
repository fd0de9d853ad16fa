import type { OrderRecord } from "@anyshelf/connector-kit"
import { Modules } from "@medusajs/framework/utils"
import { getOrderDetailWorkflow } from "@medusajs/medusa/core-flows"
import type { Channel } from "../../src/channels/channel"
import { handleOrder } from "../../src/channels/handle-order"
import { describeApp } from "../support/app"
import { itemOf } from "../support/shop"
import { line, money, orderOf, readyChannel } from "./support/orders"
import { connectToy, reservedOf, type Connected } from "./support/toy-shop"

describeApp("channels orders in", ({ getContainer }) => {
  let connected: Connected
  let channel: Channel
  beforeEach(async () => {
    connected = await connectToy(getContainer())
    channel = await readyChannel(connected)
  })

  /* eslint-disable @typescript-eslint/no-explicit-any -- fields are chosen by name */
  /** Our order as Medusa shows it to staff, in plain numbers. */
  const ours = async (): Promise<any> => {
    const [order, ...others] = await getContainer()
      .resolve(Modules.ORDER)
      .listOrders({}, { select: ["id"] })
    expect(others).toEqual([])
    const { result } = await getOrderDetailWorkflow(getContainer()).run({ input: { order_id: order!.id, fields } })
    return JSON.parse(JSON.stringify(result))
  }
  const level = async (sku: string, place: number) => {
    const [found] = await connected.inventory.listInventoryLevels({
      inventory_item_id: await itemOf(connected.shop, sku),
      location_id: connected.shop.locationIds[place]!,
    })
    return [Number(found!.stocked_quantity), Number(found!.reserved_quantity)]
  }
  const reserved = (sku: string) => reservedOf(connected, sku)
  const tasks = (kind: string) => connected.channels.listTasks({ kind: kind as never, limit: 10 })
  let minute = 0
  /** The same order as the channel has it later; told twice, since everything is. */
  const later = async (order: OrderRecord, changed: Partial<OrderRecord>): Promise<OrderRecord> => {
    minute += 1
    const next = {
      ...order,
      ...changed,
      updatedAt: new Date(Date.parse(order.updatedAt) + minute * 1_000).toISOString(),
    }
    await handleOrder(channel, next)
    await handleOrder(channel, next)
    return next
  }
  const totalOf = (order: any) => [Number(order.total), Number(order.summary.pending_difference)]

  describe("what a till sold", () => {
    it("has left that shop's shelf as sold, and is delivered, though the warehouse has more", async () => {
      await handleOrder(channel, orderOf([line("cup", 2)], { delivery: { method: "pos", locationRef: "store" } }))
      expect([await level("CUP", 0), await level("CUP", 1)]).toEqual([
        [5, 0],
        [3, 0],
      ])
      const order = await ours()
      expect(order.items[0].detail).toMatchObject({ fulfilled_quantity: 2, delivered_quantity: 2 })
      expect(order.fulfillments).toHaveLength(1)
      expect(order.fulfillments[0]).toMatchObject({ delivered_at: expect.anything() })
      const [movement] = await connected.inventory.listMovements({
        kind: "handed_over",
        from: new Date(Date.now() - 3_600_000),
        limit: 5,
      })
      expect(movement).toMatchObject({ onHandDelta: -2, cause: "channel-order" })
    })

    it("is told to a person when the shelf held less, and no shelf falls below zero", async () => {
      await handleOrder(channel, orderOf([line("cup", 7)], { delivery: { method: "pos", locationRef: "store" } }))
      expect([await level("CUP", 0), await level("CUP", 1)]).toEqual([
        [5, 0],
        [0, 0],
      ])
      expect((await tasks("order-differs")).map(({ reason }) => reason).join()).toContain("Count these shelves")
    })

    it("and what is sent of the same order is reserved", async () => {
      const pos = { method: "pos" as const, locationRef: "store" }
      await handleOrder(channel, orderOf([line("cup", 1, { delivery: pos }), line("hat", 1)]))
      expect([await level("CUP", 1), await reserved("HAT")]).toEqual([[4, 0], 1])
    })
  })

  it.each([
    [
      "pickup",
      "store",
      [
        [5, 0],
        [5, 1],
      ],
    ],
    [
      "local",
      "store",
      [
        [5, 0],
        [5, 1],
      ],
    ],
    [
      "ship",
      null,
      [
        [5, 1],
        [5, 0],
      ],
    ],
    [
      "none",
      null,
      [
        [5, 0],
        [5, 0],
      ],
    ],
  ] as const)("an order by %s from %s is reserved where it belongs", async (method, locationRef, levels) => {
    await handleOrder(channel, orderOf([line("cup", 1)], { delivery: { method, locationRef } }))
    expect([await level("CUP", 0), await level("CUP", 1)]).toEqual(levels)
    expect((await ours()).metadata.delivery_method).toBe(method)
  })

  it("takes no stock for a gift card, and keeps what the customer wrote, the codes and the note", async () => {
    const card = line("hat", 1, { giftCard: true, properties: { Message: "For you" } })
    await handleOrder(
      channel,
      orderOf([line("cup", 1, { discount: money(100) }), card], { discountCodes: ["TEN"], note: "Ring" })
    )
    expect([await reserved("CUP"), await reserved("HAT")]).toEqual([1, 0])
    const order = await ours()
    const byTitle = new Map(order.items.map((item: any) => [item.variant_sku, item]))
    expect(byTitle.get("HAT")).toMatchObject({ is_giftcard: true, metadata: { properties: { Message: "For you" } } })
    expect((byTitle.get("CUP") as any).adjustments[0]).toMatchObject({ code: "TEN", amount: 1 })
    expect(order.metadata).toMatchObject({ discount_codes: ["TEN"], note: "Ring" })
    expect(await tasks("unmapped-line")).toHaveLength(0)
  })

  it("charges that belong to no line are lines that nobody has to send", async () => {
    const order = orderOf([line("cup", 1, { duties: money(120) })], {
      charges: [{ kind: "tip", title: "Tip", amount: money(200) }],
      total: money(1320),
    })
    await handleOrder(channel, order)
    const first = await ours()
    expect(totalOf(first)).toEqual([13.2, 0])
    const charges = first.items.filter((item: any) => item.metadata.origin.charge)
    expect(charges.map((item: any) => item.detail.fulfilled_quantity)).toEqual([1, 1])
    await later(order, { charges: [], total: money(1120) })
    expect(totalOf(await ours())[0]).toBe(11.2)
  })

  describe("the money", () => {
    it.each([
      ["paid", { payment: "paid" }, "captured", 0],
      ["not paid yet", { payment: "pending" }, "awaiting", 10],
      ["authorized", { payment: "authorized" }, "authorized", 10],
      [
        "refunded in part",
        {
          payment: "partially-refunded",
          captured: money(1500),
          refunds: [{ ref: "r", at: "2026-11-23T10:00:00Z", amount: money(500), lines: [] }],
        },
        "partially_refunded",
        0,
      ],
    ] as const)("of an order that is %s shows here", async (_case, given, status, open) => {
      await handleOrder(channel, orderOf([line("cup", 1)], given as Partial<OrderRecord>))
      const order = await ours()
      expect([order.payment_status, Number(order.summary.pending_difference)]).toEqual([status, open])
    })

    it("is captured later, and refunded once, however often it is told", async () => {
      const order = orderOf([line("cup", 1)], { payment: "authorized" })
      await handleOrder(channel, order)
      const paid = await later(order, { payment: "paid", captured: money(1000) })
      expect((await ours()).payment_status).toBe("captured")
      const refund = { ref: "r1", at: "2026-11-23T10:00:00Z", amount: money(300), lines: [] }
      await later(paid, { payment: "partially-refunded", refunds: [refund], total: money(700) })
      const refunded = await ours()
      expect(refunded.payment_status).toBe("partially_refunded")
      expect(refunded.transactions.map(({ amount }: any) => Number(amount)).sort()).toEqual([-3, 10])
      expect(totalOf(refunded)).toEqual([7, 0])
    })
  })

  describe("an edit", () => {
    it.each<[string, Partial<OrderRecord>]>([
      ["a price", { lines: [line("cup", 2, { unitPrice: money(900) })], total: money(1800) }],
      ["a discount", { lines: [line("cup", 2, { discount: money(333) })], total: money(1667) }],
      ["a tax", { lines: [line("cup", 2, { tax: money(400) })], total: money(2000) }],
      ["a price of delivery", { shipping: money(500), shippingTax: money(125), total: money(2625) }],
      ["something off the whole order", { total: money(1500) }],
      ["a cent off the whole order", { total: money(1999) }],
      ["a line taken away", { lines: [line("cup", 0)], total: money(0) }],
    ])("of %s is followed, and undone again", async (_case, changed) => {
      const order = orderOf([line("cup", 2)], { payment: "pending" })
      await handleOrder(channel, order)
      const next = await later(order, changed)
      expect(totalOf(await ours())[0]).toBeCloseTo(next.total.amount / 100, 6)
      expect(await tasks("order-differs")).toEqual([])
      const { lines, shipping, shippingTax = money(0), total } = order
      await later(next, { lines, shipping, shippingTax, total })
      expect(totalOf(await ours())[0]).toBeCloseTo(20, 6)
      expect(await reserved("CUP")).toBe(2)
    })

    it("of units that no shelf has is kept as oversold, and is well again when they come", async () => {
      const order = orderOf([line("cup", 2)])
      await handleOrder(channel, order)
      const next = await later(order, { lines: [line("cup", 12)], total: money(12_000) })
      expect(await reserved("CUP")).toBe(12)
      expect((await tasks("oversold"))[0]?.reason).toContain("though no shelf has")
      for (const place of [0, 1])
        await connected.inventory.updateInventoryLevels([
          {
            inventory_item_id: await itemOf(connected.shop, "CUP"),
            location_id: connected.shop.locationIds[place]!,
            stocked_quantity: 20,
          },
        ])
      await handleOrder(channel, next, true)
      expect(await tasks("oversold")).toEqual([])
      const record = await connected.channels.readOrderRecord({ connectionId: channel.id, externalId: order.ref })
      expect(record?.state).toBe("imported")
    })

    it("of less than has left here asks a person", async () => {
      const order = orderOf([line("cup", 2)], { fulfilments: [fulfilment("f1", "line-cup", 2)] })
      await handleOrder(channel, order)
      await later(order, { lines: [line("cup", 1)], total: money(1000) })
      expect((await tasks("order-differs"))[0]?.reason).toContain('Of "cup" 2 have left here, and 1 are wanted')
    })
  })

  describe("what left there", () => {
    it("left here once, with its tracking, from the shelf that it was reserved at", async () => {
      const order = orderOf([line("cup", 3)])
      await handleOrder(channel, order)
      const part = await later(order, { fulfilments: [fulfilment("f1", "line-cup", 1)] })
      expect(await level("CUP", 0)).toEqual([4, 2])
      await later(part, { fulfilments: [fulfilment("f1", "line-cup", 1), fulfilment("f2", "line-cup", 2, "TRACK-2")] })
      expect(await level("CUP", 0)).toEqual([2, 0])
      const { items, fulfillments } = await ours()
      expect(items[0].detail).toMatchObject({ fulfilled_quantity: 3, shipped_quantity: 3, delivered_quantity: 0 })
      const numbers = fulfillments.flatMap(({ labels }: any) => labels.map((each: any) => each.tracking_number))
      expect(numbers.sort()).toEqual(["TRACK-1", "TRACK-2"])
    })

    it("from another of its places, left there", async () => {
      const order = orderOf([line("cup", 2)])
      await handleOrder(channel, order)
      await later(order, { fulfilments: [{ ...fulfilment("f1", "line-cup", 2), locationRef: "store" }] })
      expect([await level("CUP", 0), await level("CUP", 1)]).toEqual([
        [5, 0],
        [3, 0],
      ])
    })

    it.each([
      ["fulfillment", "createFulfillment", "after"],
      ["order", "confirmOrderChange", "before"],
      ["order", "confirmOrderChange", "after"],
      ["inventory", "handOver", "before"],
      ["inventory", "handOver", "after"],
    ] as const)("is finished by the next try when %s.%s was the last thing done (%s)", async (owner, method, when) => {
      const order = orderOf([line("cup", 2)])
      await handleOrder(channel, order)
      const services = { inventory: connected.inventory, order: Modules.ORDER, fulfillment: Modules.FULFILLMENT }
      const service = owner === "inventory" ? services.inventory : getContainer().resolve(services[owner])
      const spy = jest.spyOn(service as any, method)
      spy.mockImplementationOnce(async function (this: unknown, ...given: unknown[]) {
        if (when === "after") {
          spy.mockRestore()
          await (service as any)[method](...given)
        }
        throw new Error("killed")
      })
      const next = { ...order, updatedAt: "2026-11-23T12:00:00.000Z", fulfilments: [fulfilment("f1", "line-cup", 2)] }
      // Medusa throws what its steps threw as plain objects.
      expect(
        await handleOrder(channel, next).then(
          () => "done",
          () => "killed"
        )
      ).toBe("killed")
      jest.restoreAllMocks()
      await handleOrder(channel, next)
      expect(await level("CUP", 0)).toEqual([3, 0])
      const { items, fulfillments } = await ours()
      expect(items[0].detail).toMatchObject({ fulfilled_quantity: 2, shipped_quantity: 2 })
      expect(fulfillments).toHaveLength(1)
    })
  })

  it("an order that waits for a listing is held, and is whole once the listing is known", async () => {
    const listing = { ...line("cup", 2), ref: "line-late", listingRef: "late", sku: "LATE", title: "Late" }
    const order = orderOf([listing, line("hat", 1)])
    await handleOrder(channel, order)
    expect([await reserved("CUP"), await reserved("HAT")]).toEqual([0, 1])
    expect((await tasks("unmapped-line"))[0]?.reason).toContain("held back")
    expect(await connected.channels.records.readHeld((await ours()).id)).toMatchObject({ number: "#1017" })
    expect(await connected.channels.records.claimHealable({ connectionId: channel.id, limit: 10 })).toEqual([])
    const [known] = await connected.channels.listChannelListings({ connection_id: channel.id, external_id: "cup" })
    await connected.channels.upsertListings(channel.id, [
      {
        externalId: "late",
        productRef: "late",
        stockRef: "late",
        title: "Late",
        sku: "LATE",
        barcode: null,
        externalUpdatedAt: "2026-11-23T10:00:00.000Z",
        state: "mapped",
        reason: null,
        variantId: known!.variant_id,
        components: known!.components as never,
        inventoryItemIds: known!.inventory_item_ids as string[],
      },
    ])
    const healable = await connected.channels.records.claimHealable({ connectionId: channel.id, limit: 10 })
    expect(healable.map(({ externalId }) => externalId)).toEqual([order.ref])
    await handleOrder(channel, order, true)
    expect([await reserved("CUP"), await reserved("HAT")]).toEqual([2, 1])
    expect(await tasks("unmapped-line")).toEqual([])
    const { items } = await ours()
    expect(items.map((item: any) => item.variant_sku).sort()).toEqual(["CUP", "HAT"])
    expect(await connected.channels.records.readHeld((await ours()).id)).toBeNull()
  })

  it("what we told a channel ourselves is not copied back", async () => {
    const order = orderOf([line("cup", 1)], { ourOrderId: "order_ours" })
    await handleOrder(channel, order)
    expect(await getContainer().resolve(Modules.ORDER).listOrders({})).toEqual([])
    expect(await reserved("CUP")).toBe(0)
  })
})

const fulfilment = (ref: string, lineRef: string, quantity: number, number = "TRACK-1") => ({
  ref,
  status: "done" as const,
  at: "2026-11-23T11:00:00.000Z",
  locationRef: "web",
  lines: [{ lineRef, quantity }],
  tracking: [{ company: "UPS", number, url: "https://ups.example/1" }],
})

const fields = [
  "id",
  "status",
  "total",
  "metadata",
  "payment_status",
  "summary.*",
  "items.*",
  "items.detail.*",
  "items.adjustments.*",
  "transactions.*",
  "fulfillments.*",
  "fulfillments.labels.*",
  "payment_collections.*",
]
