import { uninstallCommand } from "../../src/cli/uninstall"
import { bootOurs, bootStock, levelOf, stockItem } from "../support/inventory-module"
import type { TestDatabase } from "../support/database"
import { expectBalancedBooks } from "../support/books"
import { createMerchantDatabase, corePicture, everythingIn } from "./merchant"

let database: TestDatabase
let said: string
let untouched: { what: string }[]

beforeEach(async () => {
  said = ""
  database = await createMerchantDatabase()
  const stock = await bootStock(database)
  await stock.close()
  untouched = await everythingIn(database)
})
afterEach(() => database?.drop())

/** The command, in a folder without an app. */
async function anyshelf(asked: { yes?: boolean; keepHistory?: boolean }): Promise<number> {
  process.env.DATABASE_URL = database.url
  const hear = (...words: unknown[]) => void (said += `${words.join(" ")}\n`)
  const streams = [
    jest.spyOn(console, "log").mockImplementation(hear),
    jest.spyOn(console, "error").mockImplementation(hear),
  ]
  const code = await uninstallCommand({ do: "uninstall", yes: false, keepHistory: false, ...asked }, __dirname)
  delete process.env.DATABASE_URL
  streams.forEach((stream) => stream.mockRestore())
  return code
}

/** A shop that used all of ours, and has closed for the day. */
async function useIt(): Promise<{ item: string; scattered: string }> {
  const { service, close } = await bootOurs(database)
  const item = await stockItem(service, { shop: 10, depot: 2.5 })
  const scattered = await stockItem(service, { shop: 1, depot: 1 })
  const gone = await stockItem(service, { shop: 4 })
  await service.deleteInventoryItemLevelByLocationId("nowhere")
  await service.softDeleteInventoryLevels(
    (await service.listInventoryLevels({ inventory_item_id: gone })).map(({ id }) => id)
  )
  await service.createReservationItems({
    inventory_item_id: item,
    location_id: "shop",
    quantity: 3,
    line_item_id: "ordli_1",
  })
  const places = ["shop", "depot"]
  const pool = (id: string, quantity: number) => ({
    inventoryItemId: id,
    locationIds: places,
    quantity,
    lineItemId: `ordli_${id}`,
  })
  expect(await service.reserve({ lines: [pool(item, 2)] })).toMatchObject({ ok: true })
  expect(await service.reserve({ lines: [pool(scattered, 2)] })).toMatchObject({ ok: true })
  const held = { inventoryItemId: item, locationIds: ["shop"], quantity: 1 }
  expect(await service.hold({ owner: "cart", ttlMs: 3_600_000, lines: [held] })).toMatchObject({ ok: true })
  await service.setSafetyStock([{ inventoryItemId: item, locationId: "shop", quantity: 1 }])
  await close()
  return { item, scattered }
}

it("shows what it would do, and changes nothing", async () => {
  const { scattered } = await useIt()
  const before = [await corePicture(database), await everythingIn(database)]
  expect(await anyshelf({})).toBe(0)
  expect(said).toContain("end 1 living holds of carts")
  expect(said).toContain("make 3 pool reservations ordinary ones")
  expect(said).toContain(`1 order lines lie at several locations; split the line before fulfilling: ordli_${scattered}`)
  expect(said).toMatch(/a ledger of about \d+ movements/)
  expect(said).toContain("Nothing was changed. To do it: anyshelf uninstall --yes")
  expect([await corePicture(database), await everythingIn(database)]).toEqual(before)
})

it("refuses while a Medusa process is connected, and says which", async () => {
  const running = await bootOurs(database)
  await stockItem(running.service, { shop: 1 })
  expect(await anyshelf({ yes: true })).toBe(2)
  expect(said).toMatch(/Stop all Medusa processes of this shop first\.[^]*unnamed from 127\.0\.0\.1, since 20/)
  expect(await database.query(`select 1 from anyshelf_stock_movement`)).toHaveLength(1)
  await running.close()
})

it("hands stock back to Medusa: nothing of ours is left, nothing of Medusa's is lost, and its own module goes on", async () => {
  const { item, scattered } = await useIt()
  const before = await corePicture(database)
  expect(await anyshelf({ yes: true })).toBe(0)
  expect(said).toContain("take withAnyshelf out of medusa-config")
  expect(await everythingIn(database)).toEqual(untouched)

  // On hand, incoming and every ordinary reservation are the same to the letter; reserved grew by the pool reservations.
  const after = await corePicture(database)
  expect(after.reservations).toEqual(expect.arrayContaining(before.reservations))
  expect(after.reservations).toHaveLength(before.reservations.length + 3)
  expect(after.levels.map(withoutReserved)).toEqual(before.levels.map(withoutReserved))

  const stock = await bootStock(database)
  expect(await levelOf(stock.service, item, "shop")).toEqual([10, 5])
  expect(await levelOf(stock.service, scattered, "shop")).toEqual([1, 1])
  expect(await levelOf(stock.service, scattered, "depot")).toEqual([1, 1])
  const [bound] = await stock.service.listReservationItems({ line_item_id: `ordli_${item}` })
  expect(bound).toMatchObject({ location_id: "shop", inventory_item_id: item, quantity: 2 })

  const made = await stock.service.createReservationItems({ inventory_item_id: item, location_id: "shop", quantity: 4 })
  expect(await levelOf(stock.service, item, "shop")).toEqual([10, 9])
  await stock.service.adjustInventory(item, "depot", -0.5)
  await stock.service.deleteReservationItems([made.id])
  await stock.service.deleteReservationItemsByLineItem(`ordli_${item}`)
  expect(await levelOf(stock.service, item, "shop")).toEqual([10, 3])
  expect(await levelOf(stock.service, item, "depot")).toEqual([2, 0])
  await stock.close()
})

it("installs again after it was gone, and opens a new ledger", async () => {
  const { item } = await useIt()
  await anyshelf({ yes: true })
  const ours = await bootOurs(database)
  const [opening, ...others] = await ours.service.readMovements({
    inventoryItemId: item,
    locationId: "shop",
    limit: 10,
  })
  expect(others).toEqual([])
  expect(opening).toMatchObject({ version: 1, onHandAfter: 10, reservedAfter: 5, cause: "opening-balance" })
  await ours.service.createReservationItems({ inventory_item_id: item, location_id: "shop", quantity: 1 })
  await expectBalancedBooks(database)
  await ours.close()
})

it("keeps the history on request, also beside a new installation", async () => {
  const { item } = await useIt()
  const ledger = `select version, kind, on_hand_after, reserved_after, cause from`
  const where = `where inventory_item_id = '${item}' and location_id = 'shop' order by version`
  const before = await database.query(`${ledger} anyshelf_stock_movement ${where}`)
  expect(await anyshelf({ yes: true, keepHistory: true })).toBe(0)
  const history = /in the schema (anyshelf_history_\d{14})/.exec(said)?.[1]
  const kept = await database.query(`${ledger} ${history}.anyshelf_stock_movement ${where}`)
  expect(kept.slice(0, before.length)).toEqual(before)
  expect(kept.slice(before.length)).toMatchObject([{ cause: "uninstall", kind: "allocated" }])
  expect(await everythingIn(database)).toEqual(untouched)
  const ours = await bootOurs(database)
  await expectBalancedBooks(database)
  await ours.close()
})

it("removes all or nothing: when somebody's view needs our ledger, everything stays", async () => {
  await useIt()
  await database.query(`create view sales as select * from anyshelf_stock_movement`)
  const before = [await corePicture(database), await everythingIn(database)]
  expect(await anyshelf({ yes: true })).toBe(2)
  expect(said).toContain("other objects depend on")
  expect([await corePicture(database), await everythingIn(database)]).toEqual(before)
})

it("says that there is nothing to remove", async () => {
  expect(await anyshelf({ yes: true })).toBe(2)
  expect(said).toContain("Anyshelf is not installed in this database")
})

function withoutReserved(row: unknown): unknown {
  const { reserved_quantity: _one, raw_reserved_quantity: _other, updated_at: _at, ...rest } = JSON.parse(String(row))
  return rest
}
