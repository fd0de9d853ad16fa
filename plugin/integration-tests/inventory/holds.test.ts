import type { HoldRequest } from "../../src/inventory/contract"
import { expectBalancedBooks } from "../support/books"
import { bootOurs, stockItem, type InventoryUnderTest } from "../support/inventory-module"

let inventory: InventoryUnderTest
beforeAll(async () => void (inventory = await bootOurs()))
afterAll(() => inventory?.close())
afterEach(() => expectBalancedBooks(inventory.database))

const places = ["depot", "shop"]
const line = (inventoryItemId: string, locationIds: string[], quantity: number) => ({
  inventoryItemId,
  locationIds,
  quantity,
})
const holding = (owner: string, lines: HoldRequest["lines"]): HoldRequest => ({ owner, lines, ttlMs: 60_000 })

/** What may still be promised, read in each way there is. */
async function promised(item: string): Promise<number> {
  const byCore = Number(await inventory.service.retrieveAvailableQuantity(item, places))
  const { stock } = await inventory.service.readStock({ inventoryItemIds: [item] })
  const byTerms = stock.reduce(
    (sum, at) => sum + Math.max(0, at.onHand - at.reserved - at.unrouted - at.held - at.safetyStock),
    0
  )
  expect(byTerms).toBe(byCore)
  return byCore
}

/** The database's clock decides; here time passes by moving what it is compared with. */
const lapse = (owner: string) =>
  inventory.database.query(`update anyshelf_hold set expires_at = clock_timestamp() where owner = $1`, [owner])

let carts = 0
const newCart = () => `cart_${(carts += 1)}`

describe("a hold", () => {
  it("is subtracted from every promise until the instant it lapses, tidied or not", async () => {
    const item = await stockItem(inventory.service, { depot: 3 })
    const cart = newCart()
    const held = await inventory.service.hold(holding(cart, [line(item, ["depot"], 2)]))
    expect(held).toMatchObject({ ok: true, already: false, units: [{ line: 0, locationId: "depot", quantity: 2 }] })
    expect(await promised(item)).toBe(1)
    const other = await inventory.service.reserve({ lines: [line(item, ["depot"], 2)] })
    expect(other).toMatchObject({ ok: false, refusals: [{ reason: "short", wanted: 2, available: 1 }] })

    await lapse(cart)
    expect(await promised(item)).toBe(3)
    expect(await inventory.service.readHolds({ owners: [cart] })).toEqual([])
    expect(await inventory.service.reserve({ lines: [line(item, ["depot"], 3)] })).toMatchObject({ ok: true })
  })

  it("replaces what its owner held before, and a refusal keeps that", async () => {
    const item = await stockItem(inventory.service, { depot: 5 })
    const cart = newCart()
    for (const quantity of [4, 1, 5]) {
      expect(await inventory.service.hold(holding(cart, [line(item, ["depot"], quantity)]))).toMatchObject({ ok: true })
      expect(await promised(item)).toBe(5 - quantity)
    }
    expect(await inventory.service.hold(holding(cart, [line(item, ["depot"], 6)]))).toMatchObject({ ok: false })
    expect(await promised(item)).toBe(0)
    expect(await inventory.service.hold(holding(cart, []))).toMatchObject({ ok: true, expiresAt: null, units: [] })
    expect(await promised(item)).toBe(5)
  })

  it("in a pool takes from any place, and makes room for who needs one place", async () => {
    const item = await stockItem(inventory.service, { depot: 2, shop: 2 })
    await inventory.service.hold(holding(newCart(), [line(item, places, 2)]))
    expect(await inventory.service.reserve({ lines: [line(item, ["depot"], 2)] })).toMatchObject({ ok: true })
    expect(await promised(item)).toBe(0)
  })

  it("can be extended while it lives, is never shortened, and stays lapsed once it has", async () => {
    const item = await stockItem(inventory.service, { depot: 1 })
    const cart = newCart()
    const held = await inventory.service.hold(holding(cart, [line(item, ["depot"], 1)]))
    const longer = await inventory.service.extendHold({ owner: cart, ttlMs: 600_000 })
    const first = held.ok && held.expiresAt!.getTime()
    expect(longer.ok && longer.expiresAt.getTime()).toBeGreaterThan(Number(first) + 500_000)
    expect(await inventory.service.extendHold({ owner: cart, ttlMs: 1_000 })).toEqual(longer)
    await lapse(cart)
    const late = await inventory.service.extendHold({ owner: cart, ttlMs: 600_000 })
    expect(late).toMatchObject({
      ok: false,
      refusals: [{ reason: "lapsed", message: expect.stringContaining("Hold again") }],
    })
    expect(await inventory.service.extendHold({ owner: newCart(), ttlMs: 600_000 })).toMatchObject({ ok: false })
    expect(await promised(item)).toBe(1)
  })

  it("tells what is held, and by whom", async () => {
    const item = await stockItem(inventory.service, { depot: 1, shop: 1 })
    const cart = newCart()
    await inventory.service.hold({ ...holding(cart, [{ ...line(item, places, 2), lineItemId: "line" }]) })
    const held = { owner: cart, inventoryItemId: item, quantity: 1, pool: places, lineItemId: "line" }
    expect(await inventory.service.readHolds({ owners: [cart] })).toEqual([
      { ...held, locationId: "depot", expiresAt: expect.any(Date) },
      { ...held, locationId: "shop", expiresAt: expect.any(Date) },
    ])
    expect(await inventory.service.readHolds({})).toEqual([])
  })
})

describe("a hold becomes a reservation in place", () => {
  it("never lets another take the unit in between, whoever else wants it", async () => {
    const item = await stockItem(inventory.service, { depot: 1 })
    const cart = newCart()
    await inventory.service.hold(holding(cart, [line(item, ["depot"], 1)]))
    const steal = () => inventory.service.reserve({ lines: [line(item, ["depot"], 1)] })
    const stealers = Array.from({ length: 60 }, steal)
    const owner = inventory.service.reserve({ owner: cart, lines: [line(item, ["depot"], 1)] })
    const later = await Promise.all([...stealers, ...Array.from({ length: 60 }, steal)])
    expect(await owner).toMatchObject({ ok: true, reservations: [{ locationId: "depot", quantity: 1 }] })
    expect(later.filter(({ ok }) => ok)).toEqual([])
    expect(await inventory.service.readHolds({ owners: [cart] })).toEqual([])
  })

  it("also through core's own method, inside the cause that names its holder", async () => {
    const item = await stockItem(inventory.service, { depot: 1 })
    const cart = newCart()
    await inventory.service.hold(holding(cart, [line(item, ["depot"], 1)]))
    const reservation = { inventory_item_id: item, location_id: "depot", quantity: 1, line_item_id: "order-line" }
    await expect(inventory.service.createReservationItems(reservation)).rejects.toThrow("Not enough stock")
    const asHolder = () => inventory.service.createReservationItems(reservation)
    const made = await inventory.service.withCause({ cause: "complete-cart", holder: cart }, asHolder)
    expect(made).toMatchObject({ location_id: "depot", quantity: 1 })
    expect(await promised(item)).toBe(0)
  })

  it("frees what is over, and leaves what it holds of other items", async () => {
    const [one, other] = [
      await stockItem(inventory.service, { depot: 5 }),
      await stockItem(inventory.service, { depot: 5 }),
    ]
    const cart = newCart()
    await inventory.service.hold(holding(cart, [line(one, ["depot"], 3), line(other, ["depot"], 2)]))
    await inventory.service.reserve({ owner: cart, lines: [line(one, ["depot"], 2)] })
    expect([await promised(one), await promised(other)]).toEqual([3, 3])
  })

  it("at another place of its pool, where there is room", async () => {
    const item = await stockItem(inventory.service, { depot: 1, shop: 1 })
    const cart = newCart()
    await inventory.service.hold(holding(cart, [line(item, places, 1)]))
    const made = await inventory.service.reserve({ owner: cart, lines: [line(item, ["shop"], 1)] })
    expect(made).toMatchObject({ ok: true, reservations: [{ locationId: "shop" }] })
    expect(await promised(item)).toBe(1)
  })

  it("at another place of its pool where somebody else's hold lies: the two change places", async () => {
    const item = await stockItem(inventory.service, { depot: 1, shop: 1 })
    const [first, second] = [newCart(), newCart()]
    await inventory.service.hold(holding(first, [line(item, places, 1)]))
    await inventory.service.hold(holding(second, [line(item, places, 1)]))
    const made = await inventory.service.reserve({ owner: first, lines: [line(item, ["shop"], 1)] })
    expect(made).toMatchObject({ ok: true, reservations: [{ locationId: "shop" }] })
    const last = await inventory.service.reserve({ owner: second, lines: [line(item, ["depot"], 1)] })
    expect(last).toMatchObject({ ok: true })
  })
})

describe("a level that goes", () => {
  it("takes holds along, and comes back with none", async () => {
    const item = await stockItem(inventory.service, { depot: 2, shop: 2 })
    const cart = newCart()
    await inventory.service.hold(holding(cart, [line(item, places, 3)]))
    const level = await inventory.service.retrieveInventoryLevelByItemAndLocation(item, "depot")
    await inventory.service.softDeleteInventoryLevels([level.id])
    expect(await inventory.service.readHolds({ owners: [cart] })).toMatchObject([{ locationId: "shop", quantity: 1 }])
    await inventory.service.restoreInventoryLevels([level.id])
    expect(await promised(item)).toBe(3)
  })

  it("stays while a pool-scoped reservation has units there", async () => {
    const item = await stockItem(inventory.service, { depot: 2 })
    await inventory.service.createInventoryLevels([
      { inventory_item_id: item, location_id: "shop", stocked_quantity: 0 },
    ])
    const pooled = { ...line(item, places, 1), lineItemId: `order-line-${item}` }
    expect(await inventory.service.reserve({ lines: [pooled] })).toMatchObject({ ok: true })
    await expect(inventory.service.deleteInventoryLevel(item, "depot")).rejects.toThrow("reserved")
    await inventory.service.deleteInventoryLevel(item, "shop")
  })
})

describe("what cannot be", () => {
  const good = { owner: "cart", ttlMs: 60_000, lines: [] }
  it.each([
    ["an owner that is no text", { ...good, owner: "" }, "owner"],
    ["a time to live under a second", { ...good, ttlMs: 999 }, "ttlMs"],
    ["a time to live beyond four hours", { ...good, ttlMs: 4 * 3_600_000 + 1 }, "ttlMs"],
    ["a time to live that is no number", { ...good, ttlMs: Number.NaN }, "ttlMs"],
    ["an empty key", { ...good, idempotencyKey: "" }, "idempotencyKey"],
  ])("refuses %s", async (_, request, field) => {
    const refused = {
      ok: false,
      refusals: [{ reason: "invalid_request", line: null, message: expect.stringContaining(field) }],
    }
    expect(await inventory.service.hold(request)).toMatchObject(refused)
  })

  it.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY, "", "1e3", "2 boxes", 1e13, null])(
    "refuses the quantity %p, naming the line",
    async (quantity) => {
      const item = await stockItem(inventory.service, { depot: 5 })
      const lines = [line(item, ["depot"], 1), line(item, ["depot"], quantity as number)]
      const outcome = await inventory.service.hold(holding(newCart(), lines))
      expect(outcome).toMatchObject({ ok: false, refusals: [{ reason: "invalid_quantity", line: 1 }] })
    }
  )

  it("refuses an extension by fields", async () => {
    expect(await inventory.service.extendHold({ owner: "", ttlMs: 5_000 })).toMatchObject({ ok: false })
    expect(await inventory.service.extendHold({ owner: "cart", ttlMs: 0 })).toMatchObject({ ok: false })
  })
})
