import type { OrderRecord } from "@anyshelf/connector-kit"
import { remote } from "@anyshelf/connector-kit/protocol"
import { cancelOrderWorkflow } from "@medusajs/medusa/core-flows"
import { Modules } from "@medusajs/framework/utils"
import { claimCommands } from "../../src/channels/remote/claim-commands"
import { remoteDeskOf } from "../../src/channels/remote/remote-desk-of"
import { medusaShop } from "../../src/channels/medusa-shop"
import { startChannelEngine } from "../../src/channels/start-channel-engine"
import { hurryOrders } from "../../src/workflows/channel-commands/hurry-orders"
import type { AnyshelfInventory } from "../../src/inventory/contract"
import { channelsModule } from "../../src/modules/channels"
import type ChannelsService from "../../src/modules/channels/service"
import type { RunningEngine } from "../../src/modules/channels/service"
import { anonymousWith, ask, staffWith } from "../support/ask"
import { describeSharedApp } from "../support/shared-app"
import { createProducts, createShop, stockEverywhere, type Shop } from "../support/shop"
import { eventually } from "./support/toy-shop"

const connector = (connectionId: string) => ({
  kind: "connector" as const,
  actorId: connectionId,
  scopes: ["connector"],
  publishableKey: null,
})
const at = (second: number) => new Date(Date.UTC(2026, 10, 23, 10, 0, second)).toISOString()
const place = (ref: string, name: string) => ({ feed: "locations", ref, name, active: true, updatedAt: at(0) })
const cup = {
  feed: "listings",
  ref: "cup",
  productRef: "cup",
  stockRef: "cup",
  title: "Cup",
  sku: "CUP",
  barcode: null,
  tracked: true,
  duplicateSkuCount: 1,
  updatedAt: at(0),
}
const level = (available: number, second = 0) => ({
  feed: "stock",
  ref: "cup@web",
  stockRef: "cup",
  locationRef: "web",
  available,
  updatedAt: at(second),
})
const euro = (amount: number) => ({ amount, currencyCode: "EUR" })
const order = (ref: string, change: Partial<OrderRecord> = {}) => ({
  feed: "orders",
  ref,
  number: `#${ref}`,
  status: "open",
  test: false,
  placedAt: new Date().toISOString(),
  updatedAt: at(5),
  currencyCode: "EUR",
  taxesIncluded: true,
  email: null,
  shippingAddress: null,
  billingAddress: null,
  delivery: { method: "ship", locationRef: "web" },
  lines: [
    {
      ref: `${ref}-1`,
      listingRef: "cup",
      sku: "CUP",
      title: "Cup",
      quantity: 1,
      unitPrice: euro(500),
      discount: euro(0),
      tax: euro(0),
      requiresShipping: true,
    },
  ],
  shipping: euro(0),
  total: euro(500),
  ...change,
})

describeSharedApp("connectors that run elsewhere", ({ api, getContainer }) => {
  let shop: Shop
  let channels: ChannelsService
  let engine: RunningEngine
  beforeAll(async () => {
    shop = await createShop(getContainer())
    channels = getContainer().resolve<ChannelsService>(channelsModule)
    await createProducts(shop, [{ handle: "cup", variants: [{ sku: "CUP", size: "One", manage_inventory: true }] }])
    await stockEverywhere(shop, ["CUP"], 5)
    const connections = ["ebay", "other"].map((id) =>
      remote({
        id,
        salesChannel: "Web",
        locations: { Warehouse: ["Warehouse"] },
        capabilities: { commands: ["stock", "cancel"] },
      })
    )
    jest
      .spyOn(channels, "findConnection")
      .mockImplementation(async (id) => connections.find((each) => each.id === id) ?? null)
    engine = startChannelEngine({
      shop: medusaShop(getContainer()),
      channels,
      inventory: getContainer().resolve<AnyshelfInventory>(Modules.INVENTORY),
      connections,
      logger: { debug: () => undefined, info: () => undefined, warn: () => undefined },
      timing: { fanOutEveryMs: 20, pollEveryMs: 50, echoesEveryMs: 50, mappingEveryMs: 100 },
    })
  })
  afterAll(() => engine.stop())

  const tell = (records: readonly unknown[], id = "ebay") =>
    ask(
      api,
      connector(id),
      `mutation ($records: [JSON!]!) { ingestChannelRecords(records: $records) { feed ref outcome reason } }`,
      {
        records,
      }
    )
  const claim = async (id = "ebay") => {
    const answer = await ask(
      api,
      connector(id),
      `mutation { claimChannelCommands(limit: 10) { key type command leasedUntil } }`
    )
    return (answer.data?.claimChannelCommands ?? []) as { key: string; type: string; command: { quantity: number } }[]
  }
  const report = (results: readonly object[], id = "ebay") =>
    ask(
      api,
      connector(id),
      `mutation ($r: [ChannelResultInput!]!) { reportChannelResults(results: $r) { key recorded } }`,
      {
        r: results,
      }
    )
  /** Claims until there is something. */
  const nextCommand = async (type = "stock") => {
    let found: Awaited<ReturnType<typeof claim>>[number] | undefined
    await eventually(async () => {
      found = (await claim()).find((each) => each.type === type)
      expect(found).toBeDefined()
    })
    return found!
  }

  it("learn from their places on what to do, each number decided as it is claimed", async () => {
    const { data } = await tell([place("web", "Warehouse"), cup, level(0)])
    expect(data.ingestChannelRecords.map(({ outcome }: { outcome: string }) => outcome)).toEqual(
      Array(3).fill("STORED")
    )
    const command = await nextCommand()
    expect(command).toMatchObject({
      type: "stock",
      command: { stockRef: "cup", locationRef: "web", quantity: 5, expected: 0 },
    })
    expect(await claim()).toEqual([])
    const reported = await report([{ key: command.key, status: "APPLIED", observed: 5 }])
    expect(reported.data.reportChannelResults).toEqual([{ key: command.key, recorded: true }])
    const again = await report([
      { key: command.key, status: "REJECTED" },
      { key: "nobody's", status: "APPLIED" },
    ])
    expect(again.data.reportChannelResults.map(({ recorded }: { recorded: boolean }) => recorded)).toEqual([
      false,
      false,
    ])
    expect(await claim()).toEqual([])
  })

  it("tell of a sale, however often: it is one order, reserved, and nobody is told to lower what the sale has lowered", async () => {
    await tell([level(4, 5), order("1")])
    await Promise.all(Array.from({ length: 5 }, () => tell([order("1")])))
    const orders = () => getContainer().resolve(Modules.ORDER).listOrders({})
    await eventually(async () => expect(await orders()).toHaveLength(1))
    const [reservation] = await getContainer().resolve(Modules.INVENTORY).listReservationItems({})
    expect(Number(reservation?.quantity)).toBe(1)
    await eventually(async () => {
      expect(await claim()).toEqual([])
      const health = await channels.readHealth()
      expect(health.find(({ connectionId }) => connectionId === "ebay")?.queueDepth).toBe(0)
    })
  })

  it("are given again, under the same key, what they claimed and never reported", async () => {
    await getContainer()
      .resolve(Modules.INVENTORY)
      .adjustInventory((await shopItem()).item, (await shopItem()).location, 3)
    const channel = (await remoteDeskOf(getContainer()).channelOf("ebay"))!
    let first: Awaited<ReturnType<typeof claimCommands>> = []
    await eventually(async () => expect((first = await claimCommands(channel, 10, 1_500))).toHaveLength(1))
    const again = await nextCommand()
    expect(again.key).toBe(first?.[0]?.command.key)
    await report([{ key: again.key, status: "CONFLICT", observed: 2 }])
    const anew = await nextCommand()
    expect(anew).toMatchObject({ command: { expected: 2, quantity: 7 } })
    await report([{ key: anew.key, status: "APPLIED" }])
  })

  it("are told what became of an order here, and report it once", async () => {
    const [ours] = await getContainer().resolve(Modules.ORDER).listOrders({})
    await cancelOrderWorkflow(getContainer()).run({ input: { order_id: ours!.id } })
    await hurryOrders(getContainer(), [ours!.id])
    const command = await nextCommand("cancel")
    expect(command).toMatchObject({ type: "cancel", command: { orderRef: "1", restock: false } })
    const done = { key: command.key, status: "APPLIED" }
    expect((await report([done])).data.reportChannelResults).toEqual([{ key: command.key, recorded: true }])
    expect((await report([done])).data.reportChannelResults).toEqual([{ key: command.key, recorded: false }])
    expect((await claim()).filter(({ type }) => type === "cancel")).toEqual([])
  })

  it("hear what is wrong with a record, and the others are kept", async () => {
    const { data } = await tell([
      { ...cup, ref: "" },
      { ...cup, ref: "hat", sku: "HAT", stockRef: "hat" },
    ])
    expect(data.ingestChannelRecords).toMatchObject([
      { outcome: "REFUSED", reason: expect.stringContaining("ref") },
      { outcome: "STORED", ref: "hat" },
    ])
  })

  it.each([
    ["too many records", () => tell(Array(101).fill(cup))],
    [
      "a lease without end",
      () => ask(api, connector("ebay"), `mutation { claimChannelCommands(leaseSeconds: 9000) { key } }`),
    ],
    ["too many commands", () => ask(api, connector("ebay"), `mutation { claimChannelCommands(limit: 1000) { key } }`)],
    ["a result that says too little", () => report([{ key: "k", status: "ACCEPTED" }])],
  ])("are refused %s, with what to send instead", async (_name, send) => {
    expect((await send()).errors?.[0]?.extensions.code).toBe("BAD_USER_INPUT")
  })

  it("see only the connection that their key opens", async () => {
    expect(await claim("other")).toEqual([])
    const { data } = await ask(api, connector("other"), `{ remoteChannel { connectionId status reason } }`)
    expect(data.remoteChannel).toMatchObject({ connectionId: "other", status: "misconfigured" })
    expect((await claimed("nobody")).errors?.[0]?.extensions.code).toBe("NOT_SET_UP")
  })
  const claimed = (id: string) => ask(api, connector(id), `mutation { claimChannelCommands { key } }`)

  it.each([
    ["nobody", anonymousWith(null)],
    ["staff", staffWith(null)],
    ["a customer", { ...anonymousWith(null), kind: "customer" as const, actorId: "cus_1", scopes: ["connector"] }],
    ["a connector without the right", { ...connector("ebay"), scopes: [] }],
  ])("are not %s", async (_name, identity) => {
    for (const operation of [
      `{ remoteChannel { status } }`,
      `mutation { claimChannelCommands { key } }`,
      `mutation { reportChannelResults(results: []) { key } }`,
      `mutation { ingestChannelRecords(records: []) { ref } }`,
    ])
      expect((await ask(api, identity, operation)).errors?.[0]?.extensions.code).toBe("FORBIDDEN")
  })

  it("come with a key that opens their connection, until it is revoked", async () => {
    const { id, key } = await channels.createKey({ connectionId: "ebay", title: "The bridge" })
    const whoIs = async (authorization: string) =>
      (await api.get("/anyshelf/identity", { headers: { authorization } })).data
    expect(await whoIs(`Bearer ${key}`)).toEqual({ kind: "connector", actorId: "ebay", scopes: ["connector"] })
    const nobody = { kind: "anonymous", actorId: null, scopes: [] }
    const forged = `${key.slice(0, -1)}${key.endsWith("A") ? "B" : "A"}`
    for (const none of [`Bearer ${forged}`, `Basic ${key}`, `Bearer ${key}x`]) expect(await whoIs(none)).toEqual(nobody)
    expect(await channels.revokeKey({ id, connectionId: "other" })).toBe(false)
    expect(await channels.revokeKey({ id, connectionId: "ebay" })).toBe(true)
    expect(await whoIs(`Bearer ${key}`)).toEqual(nobody)
    expect(JSON.stringify(await channels.listKeys("ebay"))).not.toContain(key.slice(-20))
  })

  const shopItem = async () => {
    const inventory = getContainer().resolve(Modules.INVENTORY)
    const [item] = await inventory.listInventoryItems({ sku: "CUP" })
    return { item: item!.id, location: shop.locationIds[0]! }
  }
})
