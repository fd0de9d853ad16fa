import type { Allocation } from "../../src/inventory/contract"
import { untilSomeoneWaits } from "../support/database"
import { bootOurs, stockItem, type InventoryUnderTest } from "../support/inventory-module"

let inventory: InventoryUnderTest
beforeAll(async () => void (inventory = await bootOurs()))
afterAll(() => inventory?.close())

const figures = async (item: string) => (await inventory.service.readStock({ inventoryItemIds: [item] })).stock
const available = async (item: string, ...places: string[]) =>
  Number(await inventory.service.retrieveAvailableQuantity(item, places))
const reserve = (item: string, quantity: number, location_id = "shop") =>
  inventory.service.createReservationItems({ inventory_item_id: item, location_id, quantity })
const hold = (item: string, quantity: number, owner = `cart of ${item}`) =>
  inventory.service.hold({
    owner,
    ttlMs: 3_600_000,
    lines: [{ inventoryItemId: item, locationIds: ["shop"], quantity }],
  })
const lapse = (owner: string) =>
  inventory.database.query(`update anyshelf_hold set expires_at = clock_timestamp() where owner = $1`, [owner])
const forget = () => inventory.database.query(`truncate anyshelf_stock_change, anyshelf_stock_lease`)
const marked = async () =>
  (await inventory.service.claimChanges({ owner: "test", limit: 1000, leaseMs: 60_000 })).map(
    (change) => `${change.inventoryItemId}@${change.locationId}`
  )
const promised = async (item: string, channel: string, ...places: string[]) => {
  const { promises } = await inventory.service.readPromises({
    articles: [{ id: "article", components: [{ inventoryItemId: item, requiredQuantity: 1 }] }],
    places: places.map((locationId) => ({ locationId, salesChannelIds: [channel] })),
    salesChannelIds: [channel],
  })
  return promises[0]!
}
const short = { code: "insufficient_inventory" }

describe("safety stock", () => {
  it("is the item's own at a location, else the location's default, else nothing", async () => {
    const item = await stockItem(inventory.service, { s1: 9, s2: 9, s3: 9 })
    await inventory.service.setSafetyStock([
      { inventoryItemId: null, locationId: "s1", quantity: 2 },
      { inventoryItemId: null, locationId: "s2", quantity: 2 },
      { inventoryItemId: item, locationId: "s2", quantity: 5 },
    ])
    expect((await figures(item)).map((each) => each.safetyStock)).toEqual([2, 5, 0])
    expect(await available(item, "s1", "s2", "s3")).toBe(7 + 4 + 9)
  })

  it("is not sold, neither by the cart's question nor by the reservation", async () => {
    const item = await stockItem(inventory.service, { shop: 3 })
    await inventory.service.setSafetyStock([{ inventoryItemId: item, locationId: "shop", quantity: 2 }])
    expect(await inventory.service.confirmInventory(item, ["shop"], 2)).toBe(false)
    await expect(reserve(item, 2)).rejects.toMatchObject(short)
    expect(await inventory.service.confirmInventory(item, ["shop"], 1)).toBe(true)
    await reserve(item, 1)
  })

  it("returns what stood before, so that setting that again undoes it", async () => {
    const item = await stockItem(inventory.service, { shop: 3 })
    const rule = (quantity: number | null) => [{ inventoryItemId: item, locationId: "shop", quantity }]
    expect(await inventory.service.setSafetyStock(rule(2))).toEqual(rule(null))
    expect(await inventory.service.setSafetyStock(rule(1.5))).toEqual(rule(2))
    expect(await inventory.service.setSafetyStock(rule(null))).toEqual(rule(1.5))
    expect((await figures(item))[0]!.safetyStock).toBe(0)
  })

  it("of rules set at once, each is told the truth about the one before", async () => {
    const item = await stockItem(inventory.service, { shop: 3 })
    const rule = (quantity: number) => [{ inventoryItemId: item, locationId: "shop", quantity }]
    const told = await Promise.all([1, 2, 3, 4, 5].map((quantity) => inventory.service.setSafetyStock(rule(quantity))))
    const before = told.map(([each]) => each!.quantity)
    expect(new Set(before).size).toBe(5)
    expect(before).toContain(null)
  })

  it("refuses less than nothing, one thing twice, and too many at once", async () => {
    const rule = { inventoryItemId: null, locationId: "x", quantity: 1 }
    for (const rules of [[{ ...rule, quantity: -1 }], [rule, rule], Array.from({ length: 1001 }, () => rule)]) {
      await expect(inventory.service.setSafetyStock(rules)).rejects.toMatchObject({ type: "invalid_data" })
    }
  })

  it("tells the channels of exactly the pairs whose promise changed", async () => {
    const [one, other] = [
      await stockItem(inventory.service, { m1: 3, m2: 3 }),
      await stockItem(inventory.service, { m1: 3 }),
    ]
    await forget()
    await inventory.service.setSafetyStock([{ inventoryItemId: one, locationId: "m2", quantity: 1 }])
    expect(await marked()).toEqual([`${one}@m2`])
    await forget()
    await inventory.service.setSafetyStock([{ inventoryItemId: null, locationId: "m1", quantity: 1 }])
    expect((await marked()).sort()).toEqual([`${one}@m1`, `${other}@m1`].sort())
    await forget()
    await inventory.service.setSafetyStock([{ inventoryItemId: null, locationId: "m1", quantity: 1 }])
    expect(await marked()).toEqual([])
    await inventory.service.setSafetyStock([{ inventoryItemId: null, locationId: "m1", quantity: null }])
    expect(await marked()).toHaveLength(2)
  })
})

describe("channel buffers", () => {
  it("are the item's own in a channel, else the channel's default; what withholds nothing is left out", async () => {
    const [one, other] = ["item-1", "item-2"]
    await inventory.service.setChannelBuffers([
      { inventoryItemId: null, salesChannelId: "web", quantity: 2 },
      { inventoryItemId: one, salesChannelId: "web", quantity: 5 },
      { inventoryItemId: other, salesChannelId: "pos", quantity: 0 },
    ])
    const query = { salesChannelIds: ["web", "pos", "none"], inventoryItemIds: [one, other] }
    const rules = await inventory.service.readChannelRules(query)
    expect(
      rules.map(({ salesChannelId, inventoryItemId, buffer }) => [salesChannelId, inventoryItemId, buffer])
    ).toEqual([
      ["web", one, { quantity: 5, unit: "units" }],
      ["web", other, { quantity: 2, unit: "units" }],
    ])
  })

  it("mark every location of the item, and return what stood before", async () => {
    const item = await stockItem(inventory.service, { shop: 3, depot: 1 })
    await forget()
    const rule = { inventoryItemId: item, salesChannelId: "web-2", quantity: 1 }
    expect(await inventory.service.setChannelBuffers([rule])).toEqual([{ ...rule, quantity: null }])
    expect((await marked()).sort()).toEqual([`${item}@depot`, `${item}@shop`])
  })
})

describe("rules of channels and places", () => {
  it("a buffer may be a percentage, and changing its unit alone is a change", async () => {
    const item = await stockItem(inventory.service, { shop: 7 })
    const rule = (quantity: number | null, unit: "units" | "percent") => [
      { inventoryItemId: item, salesChannelId: "percent", quantity, unit },
    ]
    expect(await inventory.service.setChannelBuffers(rule(10, "percent"))).toMatchObject([{ quantity: null }])
    expect((await promised(item, "percent", "shop")).any).toMatchObject({ quantity: 6, channelBuffer: 1 })
    await forget()
    expect(await inventory.service.setChannelBuffers(rule(10, "units"))).toEqual(rule(10, "percent"))
    expect(await marked()).toEqual([`${item}@shop`])
    await expect(inventory.service.setChannelBuffers(rule(101, "percent"))).rejects.toMatchObject({
      type: "invalid_data",
    })
  })

  it("an allocation caps what a channel shows; each kind comes back as it was set", async () => {
    const item = await stockItem(inventory.service, { shop: 10, depot: 10 })
    const set = (allocation: Allocation | null) =>
      inventory.service.setChannelAllocations([{ inventoryItemId: item, salesChannelId: "cap", allocation }])
    const all: readonly [Allocation, number][] = [
      [{ kind: "share", percent: 33 }, 6],
      [{ kind: "fixed", quantity: 4 }, 4],
      [{ kind: "split", percent: 50, below: 20 }, 10],
      [{ kind: "split", percent: 50, below: 19 }, 20],
    ]
    let before: Allocation | null = null
    for (const [allocation, quantity] of all) {
      await forget()
      expect((await set(allocation))[0]!.allocation).toEqual(before)
      expect((await marked()).sort()).toEqual([`${item}@depot`, `${item}@shop`].sort())
      expect((await promised(item, "cap", "shop", "depot")).any.quantity).toBe(quantity)
      before = allocation
    }
    expect((await set(null))[0]!.allocation).toEqual(before)
    expect((await promised(item, "cap", "shop", "depot")).any).toMatchObject({ quantity: 20, allocation: null })
  })

  it("channels that split what is scarce never show more than there is, and the others only what is left", async () => {
    const item = await stockItem(inventory.service, { shop: 5, depot: 4 })
    const split = (salesChannelId: string, percent: number) => ({
      inventoryItemId: item,
      salesChannelId,
      allocation: { kind: "split", percent, below: 10 } as const,
    })
    await inventory.service.setChannelAllocations([split("one", 60), split("two", 40)])
    const shown = async (channel: string) => (await promised(item, channel, "shop", "depot")).any.quantity
    expect([await shown("one"), await shown("two"), await shown("three")]).toEqual([5, 3, 0])
    await inventory.service.adjustInventory(item, "depot", 2)
    expect([await shown("one"), await shown("two"), await shown("three")]).toEqual([11, 11, 11])
  })

  it("a location serves by every method unless a rule says otherwise; a channel's own rule comes first", async () => {
    const item = await stockItem(inventory.service, { store: 3, hub: 4 })
    const rule = (salesChannelId: string | null, method: "ship" | "pickup", enabled: boolean | null) => ({
      locationId: "hub",
      salesChannelId,
      method,
      enabled,
    })
    const methods = async () => {
      const { any, ship, pickup } = await promised(item, "served", "store", "hub")
      return [any.quantity, ship.quantity, pickup.quantity]
    }
    expect(await methods()).toEqual([7, 7, 7])
    await forget()
    expect(await inventory.service.setLocationServices([rule(null, "pickup", false)])).toEqual([
      rule(null, "pickup", null),
    ])
    expect(await marked()).toEqual([`${item}@hub`])
    expect(await methods()).toEqual([7, 7, 3])
    await inventory.service.setLocationServices([rule("served", "pickup", true), rule(null, "ship", false)])
    expect(await methods()).toEqual([7, 3, 7])
    await inventory.service.setLocationServices([rule("served", "pickup", false)])
    expect(await methods()).toEqual([3, 3, 3])
    const nothing = [rule("served", "pickup", null), rule(null, "pickup", null), rule(null, "ship", null)]
    await inventory.service.setLocationServices(nothing)
    expect(await methods()).toEqual([7, 7, 7])
  })

  it("refuse what could not be meant", async () => {
    const wrong: readonly Allocation[] = [
      { kind: "share", percent: 101 },
      { kind: "split", percent: -1, below: 1 },
      { kind: "fixed", quantity: Number.NaN },
      { kind: "half" } as never,
    ]
    for (const allocation of wrong) {
      const rule = { inventoryItemId: null, salesChannelId: "x", allocation }
      await expect(inventory.service.setChannelAllocations([rule])).rejects.toMatchObject({ type: "invalid_data" })
    }
    const service = { locationId: "x", salesChannelId: null, method: "drone", enabled: true } as never
    await expect(inventory.service.setLocationServices([service])).rejects.toMatchObject({ type: "invalid_data" })
  })
})

describe("holds", () => {
  it("are subtracted while they last, and not a moment longer", async () => {
    const item = await stockItem(inventory.service, { shop: 5 })
    await hold(item, 2)
    await hold(item, 2, `lapsed ${item}`)
    await lapse(`lapsed ${item}`)
    expect((await figures(item))[0]).toMatchObject({ onHand: 5, held: 2 })
    expect(await available(item, "shop")).toBe(3)
    await expect(reserve(item, 4)).rejects.toMatchObject(short)
    await reserve(item, 3)
    await lapse(`cart of ${item}`)
    await reserve(item, 2)
  })

  it("mark the pair, and leave the ledger alone", async () => {
    const item = await stockItem(inventory.service, { shop: 5 })
    await forget()
    await hold(item, 1)
    expect(await marked()).toEqual([`${item}@shop`])
    expect((await figures(item))[0]!.version).toBe(1)
  })

  it("and a reservation that wait for the same unit: one gets it, whichever the row lets through first, and the other sees it", async () => {
    const item = await stockItem(inventory.service, { shop: 1 })
    await inventory.database.query("begin")
    await inventory.database.query(`select 1 from inventory_level where inventory_item_id = $1 for update`, [item])
    const held = hold(item, 1)
    const reserved = reserve(item, 1).then(
      () => ({ ok: true }),
      (error) => ({ ok: false, code: error.code })
    )
    await untilSomeoneWaits(inventory.database)
    await inventory.database.query("commit")
    const outcomes = await Promise.all([held, reserved])
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1)
    expect(outcomes.find(({ ok }) => !ok)).toMatchObject(
      outcomes[0].ok ? { code: "insufficient_inventory" } : { refusals: [{ reason: "short" }] }
    )
  })
})

describe("reading stock", () => {
  it("leaves out pairs without a level, and still says when it looked", async () => {
    const item = await stockItem(inventory.service, { shop: 5, depot: 2 })
    const reading = await inventory.service.readStock({
      inventoryItemIds: [item, "nothing"],
      locationIds: ["shop", "moon"],
    })
    expect(reading.stock).toEqual([
      expect.objectContaining({ inventoryItemId: item, locationId: "shop", onHand: 5, reserved: 0, version: 1 }),
    ])
    expect(reading.stock[0]!.updatedAt!.getTime()).toBeLessThanOrEqual(reading.asOf.getTime())
    expect(await inventory.service.readStock({ inventoryItemIds: [] })).toEqual({ asOf: expect.any(Date), stock: [] })
  })

  it("refuses to read without bounds", async () => {
    const many = Array.from({ length: 1001 }, (_, n) => `item-${n}`)
    await expect(inventory.service.readStock({ inventoryItemIds: many })).rejects.toMatchObject({
      message: "At most 1000 inventory items in one call, but there are 1001. Split the call.",
    })
  })
})
