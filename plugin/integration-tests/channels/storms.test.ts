import { toyFetch } from "@anyshelf/connector-kit/toy"
import { Modules } from "@medusajs/framework/utils"
import { describeApp } from "../support/app"
import { itemOf } from "../support/shop"
import { connectToy, eventually, reservedOf, type Connected } from "./support/toy-shop"

describeApp("channels storms", ({ getContainer }) => {
  let connected: Connected
  beforeEach(async () => {
    connected = await connectToy(getContainer())
  })
  afterEach(() => connected.stop())

  const orders = () => getContainer().resolve(Modules.ORDER).listOrders({}, { take: 1_000 })
  /** A fetch to the toy shop that somebody stands in the way of. */
  const through = (meddle: (write: boolean, send: () => Promise<Response>) => Promise<Response>): typeof fetch => {
    const real = toyFetch(connected.toyShop)
    return (input, init) => meddle(init?.method === "POST", () => real(input, init))
  }
  const setStock = async (sku: string, place: number, stocked_quantity: number) =>
    connected.inventory.updateInventoryLevels([
      {
        inventory_item_id: await itemOf(connected.shop, sku),
        location_id: connected.shop.locationIds[place]!,
        stocked_quantity,
      },
    ])

  it("converges when the channel sells under every one of our first writes", async () => {
    const { toyShop, start, shows } = connected
    await setStock("CUP", 0, 40)
    start()
    await shows({ "cup@web": 40 })
    await connected.stop()
    let sold = 0
    start(
      {},
      through(async (write, send) => {
        if (write && sold < 12) {
          sold += 1
          toyShop.sell("cup", "web", 1)
        }
        return send()
      })
    )
    for (let count = 1; count <= 6; count += 1) await setStock("CUP", 0, 40 + count)
    await eventually(async () => expect(await orders()).toHaveLength(12), 30_000)
    await eventually(async () => expect(await reservedOf(connected, "CUP")).toBe(12))
    await shows({ "cup@web": 46 - 12 })
  })

  it("neither loses nor repeats a write whose answer was lost", async () => {
    const { start, shows, channels } = connected
    let lost = 0
    start(
      {},
      through(async (write, send) => {
        const response = await send()
        if (!write || lost >= 4) return response
        lost += 1
        throw new TypeError("the connection was reset")
      })
    )
    await shows({ "cup@web": 5, "hat@store": 5 })
    await setStock("CUP", 0, 9)
    await shows({ "cup@web": 9 })
    expect(lost).toBe(4)
    await eventually(async () => expect((await channels.readHealth())[0]).toMatchObject({ queueDepth: 0, drift: 0 }))
  })

  it("asserts our number again when staff change theirs, once their orders were read; its own echo changes nothing", async () => {
    const { toyShop, start, shows, channels, connection } = connected
    let writes = 0
    const engine = start(
      {},
      through((write, send) => ((writes += write ? 1 : 0), send()))
    )
    await shows({ "cup@web": 5, "cup@store": 5, "hat@web": 5, "hat@store": 5, "mug@web": 5, "mug@store": 5 })
    const echo = async (dedupe: string) => {
      const hints = [{ feed: "stock", ref: "cup@web" }]
      await channels.receiveWebhook({ connectionId: connection.id, dedupe, hints })
      engine.wake()
      await eventually(async () =>
        expect((await channels.readHealth())[0]).toMatchObject({ inboxDepth: 0, queueDepth: 0 })
      )
    }
    const before = writes
    for (let count = 0; count < 5; count += 1) await echo(`echo-${count}`)
    expect(writes).toBe(before)
    toyShop.sell("cup", "web", 1)
    toyShop.count("cup", "web", 17)
    await echo("staff")
    await shows({ "cup@web": 4 })
    expect(await orders()).toHaveLength(1)
  })

  it("leaves a dead channel alone, and catches up with no one's help when it is back", async () => {
    const { toyShop, start, shows, channels } = connected
    let dead = false
    let asked = 0
    const engine = start(
      { ordersEveryMs: 300 },
      through((_write, send) => {
        if (!dead) return send()
        asked += 1
        throw new TypeError("connection refused")
      })
    )
    await shows({ "cup@web": 5 })
    dead = true
    await setStock("CUP", 0, 8)
    toyShop.sell("cup", "web", 2)
    await eventually(() => expect(engine.health()[0]?.circuit).not.toBe("closed"))
    await eventually(async () => expect((await channels.readHealth())[0]).toMatchObject({ status: "disconnected" }))
    const then = asked
    await new Promise((resolve) => setTimeout(resolve, 900))
    expect(asked - then).toBeLessThanOrEqual(2)
    dead = false
    await eventually(async () => expect(await orders()).toHaveLength(1), 20_000)
    await shows({ "cup@web": 6 })
    await eventually(async () =>
      expect((await channels.readHealth())[0]).toMatchObject({ status: "connected", queueDepth: 0 })
    )
  })

  it("shares the work between several processes without doing any of it twice", async () => {
    const { toyShop, start, shows } = connected
    for (let count = 0; count < 3; count += 1) start({ ordersEveryMs: 100 })
    await shows({ "cup@web": 5, "hat@web": 5 })
    for (let count = 0; count < 5; count += 1) {
      toyShop.sell("hat", "web", 1)
      await setStock("CUP", 0, 10 + count)
    }
    await eventually(async () => expect(await orders()).toHaveLength(5), 20_000)
    expect(await reservedOf(connected, "HAT")).toBe(5)
    await shows({ "cup@web": 14, "hat@web": 0 })
  })

  it("says what to correct when a connection names what is not there, and runs on", async () => {
    const { start, channels, connection } = connected
    Object.assign(connection, { salesChannel: "Nowhere" })
    start()
    await eventually(async () =>
      expect((await channels.readHealth())[0]).toMatchObject({
        status: "misconfigured",
        reason: expect.stringContaining('sales channel "Nowhere", which does not exist'),
      })
    )
  })

  it("does not import what was sold before it was connected, however often it is told", async () => {
    const { toyShop, start, shows, channels, connection } = connected
    toyShop.count("cup", "web", 9)
    const { order } = toyShop.sell("cup", "web", 1)
    const engine = start()
    await shows({ "cup@web": 5 })
    await channels.receiveWebhook({
      connectionId: connection.id,
      dedupe: "old",
      hints: [{ feed: "orders", ref: order.ref }],
    })
    engine.wake()
    await eventually(async () => expect((await channels.readHealth())[0]).toMatchObject({ inboxDepth: 0 }))
    expect(await orders()).toHaveLength(0)
  })
})
