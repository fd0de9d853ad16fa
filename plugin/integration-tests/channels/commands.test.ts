import { Modules } from "@medusajs/framework/utils"
import type { Channel } from "../../src/channels/channel"
import { tellChannel } from "../../src/channels/commands/tell-channel"
import { hurryOrders } from "../../src/workflows/channel-commands/hurry-orders"
import { describeApp } from "../support/app"
import { buy, openShipping, staffOf } from "./support/order-life"
import { readyChannel } from "./support/orders"
import { connectToy, type Connected } from "./support/toy-shop"

const sent = { locationRef: "web", delivery: { method: "ship", locationRef: "web" } } as const

describeApp("channels commands", ({ getContainer }) => {
  let connected: Connected
  let channel: Channel
  let staff: ReturnType<typeof staffOf>
  beforeEach(async () => {
    connected = await connectToy(getContainer())
    for (const article of ["cup", "hat", "mug"])
      for (const place of ["web", "store"]) connected.toyShop.count(article, place, 5)
    channel = await readyChannel(connected)
    staff = staffOf(connected.shop, await openShipping(connected.shop))
  })

  const look = async (orderId: string) => {
    await hurryOrders(getContainer(), [orderId])
    for (let round = 0; round < 20 && (await tellChannel(channel)); round += 1);
  }
  const commands = (orderId: string) => connected.channels.commands.list(orderId)
  const there = async (ref: string) => (await channel.session.get("orders", ref))!

  it("tells what was shipped with all its parcels, once", async () => {
    const { ref, order } = await buy(connected, channel, { ...sent, lines: [{ articleRef: "cup", quantity: 2 }] })
    const fulfilment = await staff.pack(order.id)
    await look(order.id)
    expect((await there(ref)).fulfilments).toEqual([])
    await staff.ship(order.id, fulfilment, ["A1", "A2"])
    await look(order.id)
    await look(order.id)
    const fulfilments = (await there(ref)).fulfilments!
    expect(fulfilments).toHaveLength(1)
    expect(fulfilments[0]!.tracking.map(({ number }) => number)).toEqual(["A1", "A2"])
    expect(await commands(order.id)).toMatchObject([{ type: "fulfil", state: "done" }])
  })
})
void Modules
