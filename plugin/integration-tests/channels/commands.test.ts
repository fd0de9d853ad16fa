import { Modules } from "@medusajs/framework/utils"
import type { ToySale } from "@anyshelf/connector-kit/toy"
import type { Channel } from "../../src/channels/channel"
import { tellChannel } from "../../src/channels/commands/tell-channel"
import { handleReturn } from "../../src/channels/handle-return"
import { hurryChangedOrders, hurryOrders } from "../../src/workflows/channel-commands/hurry-orders"
import { describeApp } from "../support/app"
import { itemOf } from "../support/shop"
import { buy, copy, openShipping, staffOf } from "./support/order-life"
import { readyChannel } from "./support/orders"
import { connectToy, eventually, type Connected } from "./support/toy-shop"

const cups = (quantity: number) => [{ articleRef: "cup", quantity }]
const sent = { locationRef: "web", delivery: { method: "ship", locationRef: "web" } } as const
const collected = { locationRef: "web", delivery: { method: "pickup", locationRef: "web" } } as const

describeApp("channels commands", ({ api, getContainer }) => {
  let connected: Connected
  let channel: Channel
  let staff: ReturnType<typeof staffOf>
  let headers: { authorization: string }
  beforeEach(async () => {
    connected = await connectToy(getContainer())
    for (const article of ["cup", "hat", "mug"])
      for (const place of ["web", "store"]) connected.toyShop.count(article, place, 5)
    channel = await readyChannel(connected)
    staff = staffOf(connected.shop, await openShipping(connected.shop))
    headers = { authorization: `Basic ${connected.shop.secretKey}` }
    // Events only hurry: what they would hurry is asked for here, at times of our choosing.
    jest.spyOn(getContainer().resolve(Modules.EVENT_BUS), "emit").mockResolvedValue()
  })
  afterEach(async () => {
    jest.restoreAllMocks()
    await connected.stop()
  })

  const bought = (sale: ToySale) => buy(connected, channel, sale)
  /** Tells the channel all there is, as one worker or several would. */
  const tell = async (...workers: Channel[]) => {
    for (const worker of workers.length > 0 ? workers : [channel])
      for (let round = 0; round < 50 && (await tellChannel(worker)); round += 1);
  }
  const look = async (orderId: string) => {
    await hurryOrders(getContainer(), [orderId])
    await tell()
  }
  const commands = async (orderId: string) =>
    (await connected.channels.commands.list(orderId)).map(({ type, state }) => `${type} ${state}`)
  const there = (ref: string) => connected.toyShop.order(ref)!
  const tasks = (kind: "command-refused" | "command-by-hand") =>
    connected.channels.listChannelTasks({ kind: [kind], closed_at: null })
  const post = (path: string, body: object, given: object = { headers }) =>
    api
      .post(`/admin/anyshelf/channel-orders/${path}`, body, given)
      .catch((error: { response: unknown }) => error.response)
  const later = (column: "next_attempt_at" | "leased_until") =>
    getContainer().resolve("__pg_connection__").raw(`update anyshelf_channel_command set ${column} = now()`)

  describe("what is sent", () => {
    it("is told when it is shipped, with all its parcels, once; a corrected number follows", async () => {
      const { ref, orderId } = await bought({ ...sent, lines: cups(2) })
      const fulfilment = await staff.pack(orderId)
      await look(orderId)
      expect(there(ref).fulfilments).toEqual([])
      await staff.ship(orderId, fulfilment, ["A1", "A2"])
      await look(orderId)
      await look(orderId)
      expect(there(ref).fulfilments).toMatchObject([
        { locationRef: "web", lines: [{ quantity: 2 }], tracking: [{ number: "A1" }, { number: "A2" }] },
      ])
      await staff.relabel(fulfilment, ["A3"])
      await look(orderId)
      expect(there(ref).fulfilments).toMatchObject([{ tracking: [{ number: "A3", url: null }] }])
      expect(await commands(orderId)).toEqual(["fulfil done", "track done"])
    })

    it("is told part by part", async () => {
      const { ref, orderId } = await bought({ ...sent, lines: cups(3) })
      const { id } = (await staff.items(orderId))[0]!
      for (const quantity of [1, 2]) {
        const fulfilment = await staff.pack(orderId, [{ id, quantity }])
        await staff.ship(orderId, fulfilment, [])
        await look(orderId)
      }
      expect(there(ref).fulfilments.map(({ lines }) => lines[0]!.quantity)).toEqual([1, 2])
    })

    it("is told as moved when its units were moved before", async () => {
      const { orderId } = await bought({ ...sent, lines: cups(2) })
      await look(orderId)
      const [reservation] = await connected.inventory.listReservationItems({
        inventory_item_id: await itemOf(connected.shop, "CUP"),
      })
      const location_id = connected.shop.locationIds[1]!
      await connected.inventory.updateReservationItems([{ id: reservation!.id, location_id }])
      await look(orderId)
      expect(await commands(orderId)).toEqual(["move done"])
    })
  })

  it("tells of what is collected when it lies ready, and when it was taken along; the customer has one mail", async () => {
    const { ref, orderId } = await bought({ ...collected, lines: cups(1) })
    const fulfilment = await staff.pack(orderId)
    await look(orderId)
    await look(orderId)
    const mails = () => connected.toyShop.mails.filter((mail) => mail.orderRef === ref).length
    expect([await commands(orderId), mails()]).toEqual([["prepared done"], 1])
    await staff.deliver(orderId, fulfilment)
    await look(orderId)
    expect(await commands(orderId)).toEqual(["prepared done", "collected done"])
    expect([there(ref).fulfilments.length, mails()]).toEqual([1, 1])
  })

  it("tells of our cancellation, and not of the channel's own", async () => {
    const ours = await bought({ ...sent, lines: cups(1) })
    const shown = connected.toyShop.available("cup", "web")
    await staff.cancel(ours.orderId)
    await look(ours.orderId)
    expect(there(ours.ref).cancelled).toBe(true)
    // Our next number says that the unit is free again; the channel does not count it as well.
    expect(connected.toyShop.available("cup", "web")).toBe(shown)
    await copy(channel, ours.ref)
    await look(ours.orderId)
    expect(await commands(ours.orderId)).toEqual(["cancel done"])
    const theirs = await bought({ ...sent, lines: cups(1) })
    connected.toyShop.cancel(theirs.ref)
    await copy(channel, theirs.ref)
    await look(theirs.orderId)
    expect(await commands(theirs.orderId)).toEqual([])
  })

  it("tells of a return and of each arrival, however many there are", async () => {
    const { ref, orderId } = await bought({ ...sent, lines: cups(3) })
    await staff.ship(orderId, await staff.pack(orderId), [])
    const { id } = (await staff.items(orderId))[0]!
    const back = await staff.expectBack(orderId, [{ id, quantity: 3 }], 1)
    await look(orderId)
    await staff.receive(back, [{ id, quantity: 1 }])
    await staff.receive(back, [{ id, quantity: 2, damaged: 1 }])
    await look(orderId)
    expect(await commands(orderId)).toEqual(["fulfil done", "return done", "receive done", "receive done"])
    const [there] = connected.toyShop.returnsAfter(0)
    expect(there).toMatchObject({
      orderRef: ref,
      status: "closed",
      lines: [{ quantity: 3, received: 3, restocked: 0 }],
    })
  })

  it("follows what it told itself no second time: neither what left nor what came back", async () => {
    const orders = getContainer().resolve(Modules.ORDER)
    const { ref, orderId } = await bought({ ...sent, lines: cups(3) })
    await staff.ship(orderId, await staff.pack(orderId), ["A1"])
    await look(orderId)
    const [line] = there(ref).lines
    const theirs = connected.toyShop.requestReturn(ref, [{ lineRef: line!.ref, quantity: 2 }])
    const follow = async () => {
      await copy(channel, ref)
      await handleReturn(channel, (await channel.session.get("returns", theirs.ref))!)
      await look(orderId)
    }
    await follow()
    const [back] = await orders.listReturns({ order_id: orderId } as object)
    const { id } = (await staff.items(orderId))[0]!
    await staff.receive(back!.id, [{ id, quantity: 1 }])
    await look(orderId)
    expect(connected.toyShop.return(theirs.ref)).toMatchObject({ lines: [{ received: 1 }] })
    for (let turn = 0; turn < 3; turn += 1) await follow()
    expect(await commands(orderId)).toEqual(["fulfil done", "receive done"])
    const order = await orders.retrieveOrder(orderId, { relations: ["items", "items.detail"] })
    const { detail } = order.items![0]!
    expect([detail.fulfilled_quantity, detail.return_received_quantity].map(Number)).toEqual([3, 1])
    expect(connected.toyShop.return(theirs.ref)).toMatchObject({ lines: [{ received: 1 }] })
  })

  it("tells within moments while the engine runs, since Medusa's events hurry it", async () => {
    const { ref, orderId } = await bought({ ...sent, lines: cups(1) })
    jest.restoreAllMocks()
    connected.channels.attachEngine(connected.start())
    const fulfilment = await staff.pack(orderId)
    await eventually(async () => {
      const rows = await connected.channels.listChannelRecords({ external_id: ref })
      expect(rows[0]!.follow_at!.getTime()).toBeGreaterThan(Date.now())
    })
    await staff.ship(orderId, fulfilment, ["A1"])
    await eventually(() => expect(there(ref).fulfilments).toHaveLength(1))
  })

  describe("nothing is lost, and nothing told twice", () => {
    it("though the process dies before anybody is told: the change itself is found", async () => {
      const { ref, orderId } = await bought({ ...sent, lines: cups(1) })
      const fulfilment = await staff.pack(orderId)
      await look(orderId)
      await staff.ship(orderId, fulfilment, ["A1"])
      await tell()
      expect(await commands(orderId)).toEqual([])
      await hurryChangedOrders(getContainer(), Date.now())
      await tell()
      expect(there(ref).fulfilments).toHaveLength(1)
    })

    it("though a hundred events come at once, to three workers", async () => {
      const { ref, orderId } = await bought({ ...sent, lines: cups(1) })
      await staff.ship(orderId, await staff.pack(orderId), ["A1"])
      const workers = [channel, await readyChannel(connected), await readyChannel(connected)]
      const events = Array.from({ length: 100 }, (_none, index) =>
        hurryOrders(getContainer(), [orderId]).then(() => tell(workers[index % 3]!))
      )
      await Promise.all(events)
      expect(await commands(orderId)).toEqual(["fulfil done"])
      expect(there(ref).fulfilments).toHaveLength(1)
    })

    it("though the worker dies between the sending and the answer", async () => {
      const { ref, orderId } = await bought({ ...sent, lines: cups(1) })
      await staff.ship(orderId, await staff.pack(orderId), ["A1"])
      const { commands: memory } = connected.channels
      jest.spyOn(memory, "recordOutcomes").mockRejectedValueOnce(new Error("killed"))
      await expect(look(orderId)).rejects.toThrow("killed")
      expect([there(ref).fulfilments.length, await commands(orderId)]).toEqual([1, ["fulfil sent"]])
      const made = { connectionId: channel.id, orderRef: ref, kind: "fulfilment" as const }
      const fulfilment = { ...made, ref: there(ref).fulfilments[0]!.ref }
      expect(await memory.whoMade(fulfilment)).toBe("unsettled")
      await later("leased_until")
      await tell(await readyChannel(connected))
      expect([there(ref).fulfilments.length, await commands(orderId)]).toEqual([1, ["fulfil done"]])
      expect(await memory.whoMade(fulfilment)).toBe("ours")
    })

    it("though the answer is lost, again and again", async () => {
      const { ref, orderId } = await bought({ ...sent, lines: cups(1) })
      await staff.ship(orderId, await staff.pack(orderId), ["A1"])
      const push = channel.session.push.bind(channel.session)
      let losses = 3
      jest.spyOn(channel.session, "push").mockImplementation(async (given) => {
        const results = await push(given)
        return losses-- > 0 ? given.map(({ key }) => ({ key, status: "unknown" })) : results
      })
      for (let turn = 0; turn < 4; turn += 1) {
        await look(orderId)
        await later("next_attempt_at")
      }
      expect([there(ref).fulfilments.length, await commands(orderId)]).toEqual([1, ["fulfil done"]])
    })

    it("though the channel is away for long: what was done meanwhile is told in its order", async () => {
      const { ref, orderId } = await bought({ ...sent, lines: cups(2) })
      const push = channel.session.push.bind(channel.session)
      const away = jest
        .spyOn(channel.session, "push")
        .mockImplementation(async (given) => given.map(({ key }) => ({ key, status: "retry", message: "Away." })))
      const fulfilment = await staff.pack(orderId)
      await staff.ship(orderId, fulfilment, ["A1"])
      await look(orderId)
      await staff.relabel(fulfilment, ["A2"])
      const { id } = (await staff.items(orderId))[0]!
      await staff.receive(await staff.expectBack(orderId, [{ id, quantity: 1 }]), [{ id, quantity: 1 }])
      for (let turn = 0; turn < 40; turn += 1) {
        await look(orderId)
        await later("next_attempt_at")
      }
      expect(new Set(away.mock.calls.flatMap(([given]) => given.map(({ type }) => type)))).toEqual(new Set(["fulfil"]))
      away.mockImplementation(push)
      await look(orderId)
      expect(
        away.mock.calls
          .slice(40)
          .flatMap(([given]) => given.map(({ type }) => type))
          .slice(-4)
      ).toEqual(["fulfil", "track", "return", "receive"])
      expect(there(ref).fulfilments).toMatchObject([{ tracking: [{ number: "A2" }] }])
      expect(await commands(orderId)).toEqual(["fulfil done", "track done", "return done", "receive done"])
    })
  })

  describe("what the channel will not do", () => {
    it("is put before a person once, holds up nothing else, and is tried again when asked", async () => {
      const { orderId } = await bought({ ...sent, lines: cups(1) })
      const push = channel.session.push.bind(channel.session)
      const refusing = jest
        .spyOn(channel.session, "push")
        .mockImplementation(async (given) =>
          given.map(({ key }) => ({ key, status: "rejected", code: "CLOSED", message: "It is closed." }))
        )
      const fulfilment = await staff.pack(orderId)
      await staff.ship(orderId, fulfilment, ["A1"])
      await look(orderId)
      await staff.relabel(fulfilment, ["A2"])
      await look(orderId)
      expect(await commands(orderId)).toEqual(["fulfil refused", "track pending"])
      expect((await tasks("command-refused")).map(({ reason }) => reason)).toEqual([
        expect.stringContaining("It is closed. (CLOSED)"),
      ])
      refusing.mockImplementation(push)
      await connected.channels.commands.retry({ connectionId: channel.id })
      await tell()
      expect(await commands(orderId)).toEqual(["fulfil done", "track done"])
      expect(await tasks("command-refused")).toEqual([])
    })

    it("since it cannot, is a task to do it by hand, once", async () => {
      const capabilities = { ...channel.connection.connector.capabilities, commands: ["stock" as const] }
      const connector = { ...channel.connection.connector, capabilities }
      const deaf = { ...channel, connection: { ...channel.connection, connector } }
      const { orderId } = await bought({ ...sent, lines: cups(1) })
      await staff.ship(orderId, await staff.pack(orderId), ["A1"])
      for (let turn = 0; turn < 3; turn += 1) {
        await hurryOrders(getContainer(), [orderId])
        await tell(deaf)
      }
      const [task, ...others] = await tasks("command-by-hand")
      expect([task!.reason, others]).toEqual([expect.stringContaining("by hand"), []])
      await connected.channels.commands.drop({ connectionId: channel.id, id: task!.subject, reason: "Done by hand." })
      expect([await commands(orderId), await tasks("command-by-hand")]).toEqual([["fulfil superseded"], []])
    })
  })

  describe("staff", () => {
    it.each(["hold", "release", "refunds"])("alone may %s: a stranger and a shopper are sent away", async (action) => {
      const { orderId } = await bought({ ...sent, lines: cups(1) })
      const body = { reason: "fraud", key: "r", amount: 1 }
      const shopper = { headers: { "x-publishable-api-key": connected.shop.publishableKey, authorization: "Bearer x" } }
      for (const given of [{}, shopper])
        expect(await post(`${orderId}/${action}`, body, given)).toMatchObject({ status: 401 })
      expect(await commands(orderId)).toEqual([])
    })

    it("hold an order and release it, each once", async () => {
      const { ref, orderId } = await bought({ ...sent, lines: cups(1) })
      const body = { reason: "address", note: "No such street." }
      await Promise.all([post(`${orderId}/hold`, body), post(`${orderId}/hold`, body)])
      await tell()
      expect(there(ref).holds).toMatchObject([{ reason: "address", note: "No such street." }])
      const shown = await api.get(`/admin/anyshelf/channel-orders/${orderId}`, { headers })
      expect(shown.data).toMatchObject({
        channel_order: { connection_id: channel.id, ref, held: true },
        commands: [{ type: "hold", state: "done", error: null }],
      })
      await post(`${orderId}/release`, {})
      await post(`${orderId}/release`, {})
      await tell()
      expect([there(ref).holds, await commands(orderId)]).toEqual([[], ["hold done", "release done"]])
    })

    it("end a hold that the channel was never told of, and nothing is told", async () => {
      const { orderId } = await bought({ ...sent, lines: cups(1) })
      await post(`${orderId}/hold`, { reason: "payment" })
      await post(`${orderId}/release`, {})
      await post(`${orderId}/hold`, { reason: "fraud" })
      await tell()
      expect(await commands(orderId)).toEqual(["hold superseded", "hold done"])
    })

    it("give money back through the channel, once for each key, and never more than was paid", async () => {
      const { ref, orderId } = await bought({ ...sent, lines: cups(2), shipping: 300 })
      const refund = (key: string, amount: number, more: object = {}) =>
        post(`${orderId}/refunds`, { key, amount, note: "Late", ...more })
      const [item] = await staff.items(orderId)
      await Promise.all(Array.from({ length: 5 }, () => refund("a", 400, { shipping_amount: 300 })))
      expect(await refund("a", 500)).toMatchObject({ status: 409 })
      expect(await refund("b", 1_000)).toMatchObject({ status: 400, data: { message: expect.stringContaining("900") } })
      expect(await refund("c", 500, { items: [{ item_id: item!.id, quantity: 1 }] })).toMatchObject({ status: 202 })
      expect(await refund("d", 100, { items: [{ item_id: "of nobody", quantity: 1 }] })).toMatchObject({ status: 400 })
      await tell()
      expect(there(ref).refunds.map(({ amount }) => amount)).toEqual([400, 500])
      expect(connected.toyShop.mails.filter(({ orderRef }) => orderRef === ref)).toHaveLength(2)
      await copy(channel, ref)
      expect(await refund("e", 401)).toMatchObject({ status: 400, data: { message: expect.stringContaining("400") } })
      expect(await refund("e", 400)).toMatchObject({ status: 202 })
    })

    it.each([
      ["hold", { reason: "mood" }],
      ["refunds", { key: "a", amount: 1.5 }],
      ["refunds", { key: "a", amount: 0 }],
      ["refunds", { key: "a", amount: 1, shipping_amount: 2 }],
      ["refunds", { key: "", amount: 1 }],
    ])("are told what is wrong with %s %o, and what to do about an order of nobody", async (action, body) => {
      expect(await post(`order_of_nobody/${action}`, body)).toMatchObject({ status: 400 })
      expect(await post("order_of_nobody/release", {})).toMatchObject({ status: 404 })
    })
  })
})
