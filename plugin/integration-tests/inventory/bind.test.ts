import type { BindRequest } from "../../src/inventory/contract"
import { expectBalancedBooks } from "../support/books"
import { bootOurs, levelOf, stockItem, type InventoryUnderTest } from "../support/inventory-module"

let inventory: InventoryUnderTest
beforeAll(async () => void (inventory = await bootOurs()))
afterAll(() => inventory?.close())
afterEach(() => expectBalancedBooks(inventory.database))

let lines = 0
const newLine = () => `line_${(lines += 1)}`

async function reservePool(item: string, quantity: number, pool: string[], lineItemId = newLine()): Promise<string> {
  const line = { inventoryItemId: item, locationIds: pool, quantity, lineItemId }
  expect(await inventory.service.reserve({ lines: [line], createdBy: "user_1" })).toMatchObject({ ok: true })
  return lineItemId
}

/** `{ shop: 2 }` at order lines of their own, the first at the reservation's. */
const binding = (lineItemId: string, inventoryItemId: string, to: Record<string, number>): BindRequest => ({
  lineItemId,
  inventoryItemId,
  places: Object.entries(to).map(([locationId, quantity], at) => ({
    locationId,
    quantity,
    lineItemId: at === 0 ? lineItemId : newLine(),
  })),
})

const bind = (lineItemId: string, item: string, to: Record<string, number>) =>
  inventory.service.bind(binding(lineItemId, item, to))

const lying = async (lineItemId: string) =>
  Object.fromEntries(
    (await inventory.service.readHolds({ lineItemIds: [lineItemId] })).map((at) => [at.locationId, at.quantity])
  )

describe("binding", () => {
  it("turns a pool-scoped reservation into Medusa's, where it lies and where it does not", async () => {
    const item = await stockItem(inventory.service, { depot: 3, shop: 3, mall: 3 })
    const line = await reservePool(item, 4, ["depot", "shop", "mall"])
    expect(await lying(line)).toEqual({ depot: 3, shop: 1 })
    const outcome = await bind(line, item, { mall: 2, depot: 2 })
    expect(outcome).toMatchObject({
      ok: true,
      already: false,
      reservations: [
        { line: 0, locationId: "mall", quantity: 2 },
        { line: 1, locationId: "depot", quantity: 2 },
      ],
    })
    const made = await inventory.service.listReservationItems(
      { inventory_item_id: item },
      { order: { quantity: "ASC" } }
    )
    expect(made).toHaveLength(2)
    expect(made.find(({ line_item_id }) => line_item_id === line)).toMatchObject({
      location_id: "mall",
      created_by: "user_1",
    })
    expect(await levelOf(inventory.service, item, "shop")).toEqual([3, 0])
    expect(await lying(line)).toEqual({})
    expect(Number(await inventory.service.retrieveAvailableQuantity(item, ["depot", "shop", "mall"]))).toBe(5)
  })

  it("leaves what is not bound in the pool", async () => {
    const item = await stockItem(inventory.service, { depot: 3, shop: 3 })
    const line = await reservePool(item, 4, ["depot", "shop"])
    expect(await bind(line, item, { shop: 2 })).toMatchObject({ ok: true })
    const rest = await lying(line)
    expect(Object.values(rest).reduce((sum, at) => sum + at, 0)).toBe(2)
    expect(await bind(line, item, { depot: 2 })).toMatchObject({
      ok: false,
      refusals: [{ reason: "invalid_request", message: expect.stringContaining("order line of its own") }],
    })
    const places = [{ locationId: "depot", quantity: 2, lineItemId: newLine() }]
    expect(await inventory.service.bind({ lineItemId: line, inventoryItemId: item, places })).toMatchObject({
      ok: true,
    })
    expect(await lying(line)).toEqual({})
  })

  it("is refused where there is no room, names the place, and changes nothing", async () => {
    const item = await stockItem(inventory.service, { depot: 3, shop: 1 })
    const line = await reservePool(item, 3, ["depot", "shop"])
    expect(await bind(line, item, { depot: 1, shop: 2 })).toMatchObject({
      ok: false,
      refusals: [{ reason: "short", line: 1, locationIds: ["shop"], wanted: 2, available: 1 }],
    })
    expect(await lying(line)).toEqual({ depot: 3 })
    expect(await levelOf(inventory.service, item, "depot")).toEqual([3, 0])
  })

  it("does not use safety stock up by moving, but binds units where they lie", async () => {
    const item = await stockItem(inventory.service, { depot: 2, shop: 2 })
    const line = await reservePool(item, 2, ["depot", "shop"])
    for (const locationId of ["depot", "shop"])
      await inventory.service.setSafetyStock([{ inventoryItemId: item, locationId, quantity: 1 }])
    expect(await bind(line, item, { shop: 2 })).toMatchObject({ refusals: [{ reason: "short", available: 1 }] })
    expect(await bind(line, item, { depot: 2 })).toMatchObject({ ok: true })
  })

  it("moves other pools' claims out of the way, but no node's", async () => {
    const item = await stockItem(inventory.service, { depot: 2, shop: 2 })
    const line = await reservePool(item, 2, ["depot", "shop"])
    const other = await reservePool(item, 1, ["shop", "depot"])
    const hold = { inventoryItemId: item, locationIds: ["shop", "depot"], quantity: 1 }
    expect(await inventory.service.hold({ owner: line, ttlMs: 60_000, lines: [hold] })).toMatchObject({ ok: true })
    expect(await bind(line, item, { shop: 2 })).toMatchObject({ ok: false, refusals: [{ reason: "short" }] })
    await inventory.service.release({ owners: [line] })
    await inventory.service.adjustInventory(item, "depot", 1)
    expect(await bind(line, item, { shop: 2 })).toMatchObject({ ok: true })
    expect(await lying(other)).toEqual({ depot: 1 })
  })

  it("counts each unit once, whoever races: bind with bind, with claims that make room, with release", async () => {
    const item = await stockItem(inventory.service, { depot: 10, shop: 10, mall: 10 })
    const pool = ["depot", "shop", "mall"]
    const made = await Promise.all(Array.from({ length: 10 }, () => reservePool(item, 2, pool)))
    const acts = made.flatMap((line, at) => [
      () => bind(line, item, { [pool[at % 3]!]: 2 }),
      () => bind(line, item, { [pool[(at + 1) % 3]!]: 1, [pool[(at + 2) % 3]!]: 1 }),
      () => (at % 3 === 0 ? inventory.service.release({ lineItemIds: [line] }) : Promise.resolve()),
      () => inventory.service.reserve({ lines: [{ inventoryItemId: item, locationIds: ["shop"], quantity: 1 }] }),
    ])
    await Promise.all(acts.map((act) => act()))
    await inventory.service.release({ lineItemIds: made })
    const doubled = await inventory.database.query(
      `select line_item_id from reservation_item where deleted_at is null and inventory_item_id = $1 and line_item_id is not null
       group by line_item_id having count(*) > 1`,
      [item]
    )
    expect(doubled).toEqual([])
    const [oversold] = await inventory.database.query<{ n: string }>(
      `select count(*) as n from inventory_level where reserved_quantity + anyshelf_unrouted + anyshelf_held > stocked_quantity`
    )
    expect(Number(oversold!.n)).toBe(0)
  })

  it("is found by a release that races it, either in the pool or at its place", async () => {
    const item = await stockItem(inventory.service, { depot: 40, shop: 40 })
    const made = await Promise.all(Array.from({ length: 20 }, () => reservePool(item, 2, ["depot", "shop"])))
    await Promise.all(
      made.flatMap((line) => [bind(line, item, { shop: 2 }), inventory.service.release({ lineItemIds: [line] })])
    )
    expect(Number(await inventory.service.retrieveAvailableQuantity(item, ["depot", "shop"]))).toBe(80)
  })
})

describe("what cannot be bound", () => {
  it.each([
    ["an order line that has nothing", "no such line", { shop: 1 }, "unknown_reservation"],
    ["more than is reserved", null, { shop: 3 }, "invalid_quantity"],
    ["to a place outside the pool", null, { moon: 1 }, "invalid_request"],
    ["nothing", null, { shop: 0 }, "invalid_quantity"],
    ["to no place", null, {}, "invalid_request"],
  ] as const)("%s", async (_, unknown, to, reason) => {
    const item = await stockItem(inventory.service, { depot: 3, shop: 3 })
    const line = await reservePool(item, 2, ["depot", "shop"])
    const outcome = await bind(unknown ?? line, item, to as Record<string, number>)
    expect(outcome).toMatchObject({ ok: false, refusals: [{ reason }] })
    expect(await lying(line)).toEqual({ depot: 2 })
  })

  it("two places at one order line, or one place twice", async () => {
    const item = await stockItem(inventory.service, { depot: 3, shop: 3 })
    const line = await reservePool(item, 2, ["depot", "shop"])
    const place = { locationId: "shop", quantity: 1, lineItemId: line }
    for (const other of [
      { ...place, locationId: "depot" },
      { ...place, lineItemId: newLine() },
    ]) {
      const outcome = await inventory.service.bind({ lineItemId: line, inventoryItemId: item, places: [place, other] })
      expect(outcome).toMatchObject({ ok: false, refusals: [{ reason: "invalid_request", line: 1 }] })
    }
  })
})
