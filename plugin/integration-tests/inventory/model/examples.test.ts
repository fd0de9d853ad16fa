import { expectBalancedBooks } from "../../support/books"
import { bootOurs, levelOf, stockItem, type InventoryUnderTest } from "../../support/inventory-module"

/** Cases that chance seldom draws, each for a planted bug that would else live on. */
let inventory: InventoryUnderTest
beforeAll(async () => void (inventory = await bootOurs()))
afterEach(() => expectBalancedBooks(inventory.database))
afterAll(() => inventory?.close())

const claim = (inventory_item_id: string, quantity: number) => ({ inventory_item_id, location_id: "shop", quantity })
const line = (inventoryItemId: string, quantity: number) => ({ inventoryItemId, locationIds: ["shop"], quantity })

it("a hold that has lapsed helps nobody, not even who held it", async () => {
  const { service, database } = inventory
  const item = await stockItem(service, { shop: 3 })
  await service.hold({ owner: "late", lines: [line(item, 2)], ttlMs: 60_000 })
  await database.query(`update anyshelf_hold set expires_at = clock_timestamp() where owner = 'late'`)
  await service.createReservationItems(claim(item, 2))
  const short = { ok: false, refusals: [{ reason: "short", wanted: 2, available: 1 }] }
  expect(await service.reserve({ owner: "late", lines: [line(item, 2)] })).toMatchObject(short)
  expect(await service.hold({ owner: "late", lines: [line(item, 2)], ttlMs: 60_000 })).toMatchObject(short)
})

it("a reservation that was released gives nothing more when its row is erased", async () => {
  const { service } = inventory
  const item = await stockItem(service, { shop: 5 })
  const [gone] = await service.createReservationItems([claim(item, 2), claim(item, 3)])
  await service.softDeleteReservationItems([gone!.id])
  await service.deleteReservationItems([gone!.id])
  expect(await levelOf(service, item, "shop")).toEqual([5, 3])
})

it("what a cart holds, and gives back, is told to the channels", async () => {
  const { service, database } = inventory
  const item = await stockItem(service, { shop: 5 })
  const marked = async () => {
    const rows = await database.query(`delete from anyshelf_stock_change where inventory_item_id = $1 returning 1`, [
      item,
    ])
    return rows.length > 0
  }
  await marked()
  await service.hold({ owner: "told", lines: [line(item, 2)], ttlMs: 60_000 })
  expect(await marked()).toBe(true)
  await service.release({ owners: ["told"] })
  expect(await marked()).toBe(true)
})
