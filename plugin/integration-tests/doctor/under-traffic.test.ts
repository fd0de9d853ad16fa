import { expectBalancedBooks } from "../support/books"
import { bootOurs, stockItem, type InventoryUnderTest } from "../support/inventory-module"
import { doctorOf, pastTheTriggers } from "./support"

let inventory: InventoryUnderTest
let doctor: ReturnType<typeof doctorOf>
beforeAll(async () => {
  inventory = await bootOurs()
  doctor = doctorOf(inventory.database)
})
afterAll(async () => {
  await doctor?.close()
  await inventory?.close()
})

const places = ["depot", "mall", "shop"]

/** Sells, holds, gives back, counts and withholds, until told to stop: as many calls at once as a busy shop has. */
function trade(items: readonly string[]) {
  let isOpen = true
  let turn = 0
  const { service } = inventory
  const pick = <T>(list: readonly T[]): T => list[turn++ % list.length]!
  const acts: (() => Promise<unknown>)[] = [
    async () => {
      const made = await service.createReservationItems([claim(), claim()])
      if (turn % 2) await service.softDeleteReservationItems(made.map(({ id }) => id))
    },
    () => service.hold({ owner: `cart-${turn++ % 9}`, ttlMs: 1_000, lines: [wanted()] }),
    () => service.reserve({ owner: `cart-${turn++ % 9}`, lines: [{ ...wanted(), lineItemId: `pool-${turn}` }] }),
    () => service.adjustInventory([{ inventoryItemId: pick(items), locationId: pick(places), adjustment: 1 }]),
    () => service.setSafetyStock([{ inventoryItemId: pick(items), locationId: pick(places), quantity: turn % 3 }]),
  ]
  const claim = () => ({ inventory_item_id: pick(items), location_id: pick(places), quantity: 1 })
  const wanted = () => ({ inventoryItemId: pick(items), locationIds: places, quantity: 1 })
  const buyers = Array.from({ length: 20 }, async () => {
    while (isOpen) await pick(acts)().catch(() => undefined)
  })
  return {
    close: () => {
      isOpen = false
      return Promise.all(buyers)
    },
  }
}

it("a busy shop gives no false alarm, and a repair of it changes nothing", async () => {
  const items = await Promise.all(
    Array.from({ length: 6 }, () => stockItem(inventory.service, { depot: 90, mall: 50, shop: 40 }))
  )
  const trading = trade(items)
  for (let visit = 0; visit < 10; visit++) {
    const report = await (visit % 2 ? doctor.repair() : doctor.look())
    expect(report.findings).toEqual([])
  }
  await trading.close()
  const [{ sold }] = (await inventory.database.query(`select count(*)::int as sold from anyshelf_stock_movement`)) as [
    { sold: number },
  ]
  expect(sold).toBeGreaterThan(100)
  await expectBalancedBooks(inventory.database)
})

it("a shop is repaired while it sells, and two doctors do not get in each other's way", async () => {
  const items = await Promise.all(
    Array.from({ length: 6 }, () => stockItem(inventory.service, { depot: 90, mall: 50, shop: 40 }))
  )
  const trading = trade(items)
  await pastTheTriggers(
    inventory.database,
    `update inventory_level set reserved_quantity = reserved_quantity + 5, raw_reserved_quantity = '{"value": "0"}',
       anyshelf_held = anyshelf_held + 1 where inventory_item_id = any('{${items.join(",")}}')`
  )
  const other = doctorOf(inventory.database)
  const reports = await Promise.all([doctor.repair(), other.repair(), doctor.repair()])
  for (const report of reports) expect(report.left).toBe(0)
  expect(reports.reduce((sum, { repaired }) => sum + repaired, 0)).toBeGreaterThan(items.length)
  expect((await doctor.look()).findings).toEqual([])
  await trading.close()
  await other.close()
  expect(await doctor.look()).toMatchObject({ healthy: true })
  await expectBalancedBooksButForEntries()
})

/** Repaired books have adjusting entries, which do not begin where the movement before ended: that is what they are for. */
async function expectBalancedBooksButForEntries(): Promise<void> {
  const off = await inventory.database.query(`
    select il.id from inventory_level il where il.deleted_at is null and (
      il.stocked_quantity <> (select sum(on_hand_delta) from anyshelf_stock_movement m where m.inventory_item_id = il.inventory_item_id and m.location_id = il.location_id)
      or il.reserved_quantity <> (select coalesce(sum(quantity), 0) from reservation_item r where r.deleted_at is null and r.inventory_item_id = il.inventory_item_id and r.location_id = il.location_id))`)
  expect(off).toEqual([])
}
