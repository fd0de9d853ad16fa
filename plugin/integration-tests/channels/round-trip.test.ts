import { Modules } from "@medusajs/framework/utils"
import { describeApp } from "../support/app"
import { itemOf } from "../support/shop"
import { connectToy, eventually, reservedOf, type Connected } from "./support/toy-shop"

describeApp("channels round trip", ({ getContainer }) => {
  let connected: Connected
  beforeEach(async () => {
    connected = await connectToy(getContainer())
  })
  afterEach(() => connected.stop())

  const orders = () =>
    getContainer()
      .resolve(Modules.ORDER)
      .listOrders({}, { relations: ["items"] })

  it("shows what can be promised at each place, and follows when the web shop sells", async () => {
    const { shop, inventory, start, shows } = connected
    start()
    await shows({ "cup@web": 5, "cup@store": 5, "hat@web": 5 })
    const [item, location] = [await itemOf(shop, "CUP"), shop.locationIds[0]!]
    await inventory.createReservationItems({ inventory_item_id: item, location_id: location, quantity: 2 })
    await shows({ "cup@web": 3, "cup@store": 5 })
  })

  it("makes a sale of the channel one order with one reservation, and says so to nobody twice", async () => {
    const { toyShop, start, shows, channels, connection } = connected
    const engine = start()
    await shows({ "cup@web": 5 })
    const { webhook, order } = toyShop.sell("cup", "web", 2)
    await channels.receiveWebhook({
      connectionId: connection.id,
      dedupe: String(webhook.headers["x-toy-event"]),
      hints: [{ feed: "orders", ref: order.ref }],
    })
    engine.wake()
    await eventually(async () => expect(await orders()).toHaveLength(1))
    await eventually(async () => expect(await reservedOf(connected, "CUP")).toBe(2))
    await shows({ "cup@web": 3, "cup@store": 5 })
  })
})
