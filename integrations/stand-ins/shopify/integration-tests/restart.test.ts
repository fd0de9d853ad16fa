import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { openReceiver } from "./receiver"
import { levelOf, oneRow, openTestShop, setQuantities } from "./test-shop"

describe("a shop that is kept in a file", () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "stand-in-"))
  })
  afterEach(() => rmSync(folder, { recursive: true }))
  const file = () => join(folder, "kept", "shop.json")

  it("is the same after a restart: stock, orders, keys, ids and subscriptions", async () => {
    const before = await openTestShop({ stateFile: file() })
    await before.control.sell({ sku: "RED", quantity: 2 })
    const first = await before.ask(setQuantities, { input: oneRow(before, "RED", 9, 3), key: "a" })
    const snapshot = before.control.snapshot()
    await before.close()

    const after = await openTestShop({ stateFile: file() })
    expect({ ...after.control.snapshot(), counters: 0, throttle: 0 }).toEqual({ ...snapshot, counters: 0, throttle: 0 })
    const again = await after.ask(setQuantities, { input: oneRow(after, "RED", 9, 3), key: "a" })
    expect(again.data).toEqual(first.data)
    await after.control.sell({ sku: "RED" })
    expect(after.control.snapshot().orders.map(({ name }) => name)).toEqual(["#1002", "#1001"])
    expect(levelOf(after, "RED")).toMatchObject({ available: 8, committed: 3 })
    await after.close()
  })

  it("sends what was still to be sent", async () => {
    const receiver = await openReceiver()
    receiver.status = 503
    const before = await openTestShop({ stateFile: file() })
    await before.ask(
      `mutation($uri: String) { webhookSubscriptionCreate(topic: ORDERS_CREATE, webhookSubscription: { uri: $uri }) { userErrors { message } } }`,
      { uri: receiver.url }
    )
    await before.control.sell({ sku: "RED", wait: true })
    await before.close()
    receiver.status = 200
    const after = await openTestShop({ stateFile: file() })
    after.clock.advance(60_000)
    for (let tries = 0; receiver.received.length < 2 && tries < 200; tries++)
      await new Promise((done) => setTimeout(done, 10))
    await after.control.settled()
    expect([receiver.received.length, after.control.snapshot().webhooksWaiting]).toEqual([2, 0])
    await after.close()
    await receiver.close()
  })

  it("does what it had promised, and knows what became of its tokens", async () => {
    const before = await openTestShop({ stateFile: file() })
    await before.control.sell({ sku: "RED" })
    await before.ask(`mutation($id: ID!) { orderCancel(orderId: $id, reason: OTHER, restock: true) { job { id } } }`, {
      id: before.control.snapshot().orders[0]?.id,
    })
    await before.ask(
      `mutation { bulkOperationRunQuery(query: "{ products { edges { node { id } } } }", groupObjects: false) { userErrors { message } } }`
    )
    before.control.setScopes(["read_products"])
    await before.close()
    const after = await openTestShop({ stateFile: file() })
    after.clock.advance(1000)
    expect(after.control.snapshot().orders[0]?.cancelledAt).not.toBeNull()
    expect((await after.ask("{ currentBulkOperation { status objectCount } }")).data.currentBulkOperation).toEqual({
      status: "COMPLETED",
      objectCount: "2",
    })
    expect((await after.ask("{ orders(first: 1) { nodes { id } } }")).errors?.[0]?.extensions.code).toBe(
      "ACCESS_DENIED"
    )
    after.control.revokeTokens()
    await after.close()
    const last = await openTestShop({ stateFile: file() })
    expect((await last.ask("{ shop { id } }")).status).toBe(401)
    await last.close()
  })

  it("does not open a shop over a file that it cannot read", async () => {
    writeFileSync(join(folder, "broken.json"), "{")
    await expect(openTestShop({ stateFile: join(folder, "broken.json") })).rejects.toThrow(
      /cannot be read.*Move it away/
    )
    expect(readFileSync(join(folder, "broken.json"), "utf8")).toBe("{")
  })
})
