import type { StockChange } from "../../src/inventory/contract"
import { untilSomeoneWaits } from "../support/database"
import { bootOurs, stockItem, type InventoryUnderTest } from "../support/inventory-module"

let inventory: InventoryUnderTest
beforeAll(async () => void (inventory = await bootOurs()))
beforeEach(() => inventory.database.query(`truncate anyshelf_stock_change, anyshelf_stock_lease`))
afterAll(() => inventory?.close())

const claim = (owner = "worker", limit = 100, leaseMs = 60_000) =>
  inventory.service.claimChanges({ owner, limit, leaseMs })
const pairs = (changes: readonly StockChange[]) =>
  changes.map(({ inventoryItemId, locationId }) => `${inventoryItemId}@${locationId}`)
const adjust = (item: string) => inventory.service.adjustInventory(item, "shop", 1)
/** Time passes: every lease has run out. */
const endLeases = () =>
  inventory.database.query(`update anyshelf_stock_lease set leased_until = now() - interval '1 ms'`)

describe("the outbox", () => {
  it("names each changed pair once, oldest first, at its last version", async () => {
    const [one, other] = [
      await stockItem(inventory.service, { shop: 1 }),
      await stockItem(inventory.service, { shop: 1 }),
    ]
    await adjust(one)
    expect(await claim()).toEqual([
      { inventoryItemId: one, locationId: "shop", version: 2, changedAt: expect.any(Date), mark: expect.any(String) },
      { inventoryItemId: other, locationId: "shop", version: 1, changedAt: expect.any(Date), mark: expect.any(String) },
    ])
  })

  it("gives a pair to one worker at a time, however many ask at once", async () => {
    await stockItem(inventory.service, Object.fromEntries(Array.from({ length: 40 }, (_, n) => [`place-${n}`, n])))
    const claims = await Promise.all(Array.from({ length: 8 }, (_, worker) => claim(`worker-${worker}`, 10)))
    const claimed = claims.flatMap(pairs)
    expect(new Set(claimed).size).toBe(claimed.length)
    const rest = await claim("last")
    expect(claimed.length + rest.length).toBe(40)
  })

  it("gives a pair to the one whose lease came first, of two who have both seen it free", async () => {
    const item = await stockItem(inventory.service, { shop: 1 })
    await inventory.database.query("begin")
    await inventory.database.query(
      `insert into anyshelf_stock_lease select inventory_item_id, location_id, mark, now() + interval '1 hour', 'first'
       from anyshelf_stock_change where inventory_item_id = $1`,
      [item]
    )
    const second = claim("second")
    await untilSomeoneWaits(inventory.database)
    await inventory.database.query("commit")
    expect(await second).toEqual([])
  })

  it("forgets a pair that is settled", async () => {
    await stockItem(inventory.service, { shop: 1 })
    await inventory.service.settleChanges(await claim())
    await endLeases()
    expect(await claim()).toEqual([])
  })

  it("keeps a pair that changed during the lease, hides it until it is settled, and then shows it at once", async () => {
    const item = await stockItem(inventory.service, { shop: 1 })
    const first = await claim()
    await adjust(item)
    expect(await claim("other")).toEqual([])
    await inventory.service.settleChanges(first)
    expect(await claim("other")).toMatchObject([{ inventoryItemId: item, version: 2 }])
  })

  it("gives the work of a worker that died to another", async () => {
    const item = await stockItem(inventory.service, { shop: 1 })
    await claim("died")
    expect(await claim("other")).toEqual([])
    await endLeases()
    expect(pairs(await claim("other"))).toEqual([`${item}@shop`])
  })

  it("a worker that settles late takes no newer mark away, though policy gave it no new version", async () => {
    const item = await stockItem(inventory.service, { shop: 5 })
    const slow = await claim("slow")
    await inventory.service.setSafetyStock([{ inventoryItemId: item, locationId: "shop", quantity: 1 }])
    await endLeases()
    await claim("died")
    await inventory.service.settleChanges(slow)
    await endLeases()
    expect(await claim("third")).toMatchObject([{ inventoryItemId: item, version: 1 }])
  })

  it("sends a busy pair to the end when it has had its turn, and not before", async () => {
    const [busy, calm] = [
      await stockItem(inventory.service, { shop: 1 }),
      await stockItem(inventory.service, { shop: 1 }),
    ]
    await adjust(busy)
    const first = await claim("worker", 1)
    expect(pairs(first)).toEqual([`${busy}@shop`])
    await adjust(busy)
    await inventory.service.settleChanges(first)
    expect(pairs(await claim())).toEqual([`${calm}@shop`, `${busy}@shop`])
  })

  it("a worker waits for no writer: what is being changed is left to be marked again", async () => {
    const item = await stockItem(inventory.service, { shop: 1 })
    const claimed = await claim()
    await inventory.database.query("begin")
    await inventory.database.query(`update inventory_level set stocked_quantity = 2 where inventory_item_id = $1`, [
      item,
    ])
    await inventory.service.settleChanges(claimed)
    expect(await claim()).toEqual([])
    await inventory.database.query("commit")
    expect(await claim()).toMatchObject([{ inventoryItemId: item, version: 2 }])
  })

  it("marks nothing when the writer rolls back", async () => {
    const item = await stockItem(inventory.service, { shop: 1 })
    await inventory.service.settleChanges(await claim())
    await expect(inventory.service.adjustInventory(item, "shop", -5)).rejects.toThrow()
    expect(await claim()).toEqual([])
  })

  it.each([
    { owner: "w", limit: 0, leaseMs: 1 },
    { owner: "w", limit: 1001, leaseMs: 1 },
    { owner: "w", limit: 1, leaseMs: 3_600_001 },
  ])("refuses to claim without bounds: %p", async (request) => {
    await expect(inventory.service.claimChanges(request)).rejects.toMatchObject({ type: "invalid_data" })
  })

  it("loses no change while writers and workers race", async () => {
    const items = await Promise.all(
      Array.from({ length: 5 }, () => stockItem(inventory.service, { shop: 0, depot: 0 }))
    )
    const seen = new Map<string, number>()
    const look = (changes: readonly StockChange[]) => {
      for (const change of changes) {
        const pair = pairs([change])[0]!
        seen.set(pair, Math.max(seen.get(pair) ?? 0, change.version))
      }
      return inventory.service.settleChanges(changes)
    }
    let isWriting = true
    const worker = async (owner: string) => {
      while (isWriting) await look(await claim(owner, 3))
    }
    const both = (item: string) =>
      ["depot", "shop"].map((locationId) => ({ inventoryItemId: item, locationId, adjustment: 1 }))
    const writers = Array.from({ length: 60 }, (_, n) => inventory.service.adjustInventory(both(items[n % 5]!)))
    const workers = ["a", "b", "c"].map(worker)
    await Promise.all(writers).finally(() => (isWriting = false))
    await Promise.all(workers)
    await look(await claim("last"))
    expect(await claim()).toEqual([])
    expect([...seen.values()]).toEqual(Array.from({ length: 10 }, () => 13))
  })
})
