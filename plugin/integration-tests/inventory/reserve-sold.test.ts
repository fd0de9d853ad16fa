import type { ReserveSold } from "../../src/inventory/contract"
import { expectBalancedBooks } from "../support/books"
import { bootOurs, levelOf, stockItem, type InventoryUnderTest } from "../support/inventory-module"

let inventory: InventoryUnderTest
beforeAll(async () => void (inventory = await bootOurs()))
afterEach(() => expectBalancedBooks(inventory.database))
afterAll(() => inventory?.close())

let orders = 0
const sale = (item: string, quantity: number, more: Partial<ReserveSold["reservations"][number]> = {}) => {
  orders += 1
  return {
    id: `resitem_${orders}`,
    inventoryItemId: item,
    locationId: "shop",
    quantity,
    lineItemId: `line_${orders}`,
    ...more,
  }
}
const sell = (...reservations: ReserveSold["reservations"][number][]) =>
  inventory.service.reserveSold({ reservations, floor: "shelf" })
const level = (item: string, location = "shop") => levelOf(inventory.service, item, location)

describe("reserving what is sold already", () => {
  it("happens once, of sixteen that say the same at once and one that says it later", async () => {
    const item = await stockItem(inventory.service, { shop: 2 })
    const sold = sale(item, 2, { externalId: "order-1", description: "Shopify #1" })
    const outcomes = await Promise.all(Array.from({ length: 16 }, () => sell(sold)))
    expect(outcomes.every((outcome) => outcome.ok)).toBe(true)
    expect(outcomes.filter((outcome) => outcome.ok && !outcome.already)).toHaveLength(1)
    expect(await sell(sold)).toEqual({ ok: true, already: true })
    expect(await level(item)).toEqual([2, 2])
    expect(await inventory.service.retrieveReservationItem(sold.id)).toMatchObject({
      quantity: 2,
      line_item_id: sold.lineItemId,
      external_id: "order-1",
      description: "Shopify #1",
      allow_backorder: false,
    })
  })

  it("a repetition after the sale was cancelled changes nothing", async () => {
    const item = await stockItem(inventory.service, { shop: 2 })
    const sold = sale(item, 1)
    await sell(sold)
    await inventory.service.softDeleteReservationItems([sold.id])
    expect(await sell(sold)).toEqual({ ok: true, already: true })
    expect(await level(item)).toEqual([2, 0])
  })

  it("is all or nothing, and says what was missing where", async () => {
    const [some, few] = [
      await stockItem(inventory.service, { shop: 5 }),
      await stockItem(inventory.service, { shop: 1 }),
    ]
    const lines = [sale(some, 1), sale(few, 1), sale(few, 1), sale(few, 1, { locationId: "moon" })]
    expect(await sell(...lines)).toEqual({
      ok: false,
      short: [
        { inventoryItemId: few, locationId: "shop", wanted: 2, available: 1 },
        { inventoryItemId: few, locationId: "moon", wanted: 1, available: 0 },
      ],
    })
    expect([await level(some), await level(few)]).toEqual([
      [5, 0],
      [1, 0],
    ])
    expect(await inventory.service.listReservationItems({ id: lines.map((line) => line.id) })).toEqual([])
  })

  it("a refused sale can be tried again when there is stock", async () => {
    const item = await stockItem(inventory.service, { shop: 0 })
    const sold = sale(item, 1)
    expect(await sell(sold)).toMatchObject({ ok: false })
    await inventory.service.adjustInventory(item, "shop", 1)
    expect(await sell(sold)).toEqual({ ok: true, already: false })
  })

  it("may use safety stock, but not what a cart holds", async () => {
    const item = await stockItem(inventory.service, { shop: 4 })
    await inventory.service.setSafetyStock([{ inventoryItemId: item, locationId: "shop", quantity: 3 }])
    await inventory.service.hold({
      owner: "cart",
      ttlMs: 3_600_000,
      lines: [{ inventoryItemId: item, locationIds: ["shop"], quantity: 1 }],
    })
    expect(await sell(sale(item, 4))).toMatchObject({ ok: false, short: [{ wanted: 4, available: 3 }] })
    expect(await sell(sale(item, 3))).toEqual({ ok: true, already: false })
  })

  it("records an oversold sale as an explicit back-order, also where the item was never stocked", async () => {
    const item = await stockItem(inventory.service, { shop: 1 })
    const lines = [sale(item, 3), sale(item, 2, { locationId: `moon-${item}` })]
    const outcome = await inventory.service.reserveSold({ reservations: lines, floor: "none" })
    expect(outcome).toEqual({ ok: true, already: false })
    expect([await level(item), await level(item, `moon-${item}`)]).toEqual([
      [1, 3],
      [0, 2],
    ])
    expect(await inventory.service.retrieveReservationItem(lines[0]!.id)).toMatchObject({ allow_backorder: true })
  })

  it("takes part in the caller's transaction, and a refusal leaves that one usable", async () => {
    const [empty, full] = [
      await stockItem(inventory.service, { shop: 0 }),
      await stockItem(inventory.service, { shop: 1 }),
    ]
    const { baseRepository_: repository } = inventory.service as unknown as {
      baseRepository_: { transaction<T>(work: (manager: unknown) => Promise<T>): Promise<T> }
    }
    const service = inventory.service as unknown as {
      reserveSold(request: ReserveSold, context: object): ReturnType<typeof sell>
    }
    await repository.transaction(async (transactionManager) => {
      const context = { transactionManager, __type: "MedusaContext" }
      const attempt = (item: string) => service.reserveSold({ reservations: [sale(item, 1)], floor: "shelf" }, context)
      expect(await attempt(empty)).toMatchObject({ ok: false })
      expect(await attempt(full)).toMatchObject({ ok: true })
    })
    expect([await level(empty), await level(full)]).toEqual([
      [0, 0],
      [1, 1],
    ])
  })

  it("refuses ids that stand for something else, or exist only in part, and quantities of nothing", async () => {
    const item = await stockItem(inventory.service, { shop: 9 })
    const sold = sale(item, 1)
    await sell(sold)
    const invalid = { type: "invalid_data" }
    await expect(sell({ ...sold, lineItemId: "another" })).rejects.toMatchObject(invalid)
    await expect(sell(sold, sale(item, 1))).rejects.toMatchObject(invalid)
    await expect(sell(sale(item, 0))).rejects.toMatchObject(invalid)
    await expect(sell(sold, sold)).rejects.toMatchObject(invalid)
    expect(await level(item)).toEqual([9, 1])
  })
})
