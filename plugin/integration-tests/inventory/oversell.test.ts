import type { IInventoryService } from "@medusajs/framework/types"
import { boot, levelOf, stockItem, type InventoryUnderTest, type Make } from "../support/inventory-module"

/**
 * The law: what is reserved never exceeds what is on hand. Each case is run on stock Medusa too, and asserts there that
 * it oversells, so that we know the case can fail.
 */
describe.each<[Make, boolean]>([
  ["stock", true],
  ["ours", false],
])("%s Inventory Module", (make, oversells) => {
  let inventory: InventoryUnderTest<IInventoryService>
  beforeAll(async () => void (inventory = await boot(make)))
  afterAll(() => inventory?.close())

  const oversold = async (item: string, location: string) => {
    const rows = await inventory.service.listReservationItems({ inventory_item_id: item, location_id: location })
    const claimed = rows.reduce((sum, row) => sum + Number(row.quantity), 0)
    const [onHand, reserved] = await levelOf(inventory.service, item, location)
    if (!oversells) expect(reserved).toBe(claimed)
    return claimed > onHand
  }

  it("two lines of one item in one call", async () => {
    const item = await stockItem(inventory.service, { shop: 4 })
    const line = (line_item_id: string) => ({ inventory_item_id: item, location_id: "shop", quantity: 3, line_item_id })
    const outcome = inventory.service.createReservationItems([line("a"), line("b")])
    if (oversells) await outcome
    else
      await expect(outcome).rejects.toMatchObject({
        type: "not_allowed",
        code: "insufficient_inventory",
        message: expect.stringContaining(`item ${item} at location shop has 4, 6 wanted`),
      })
    expect(await oversold(item, "shop")).toBe(oversells)
  })

  it("fifty calls at once for ten units", async () => {
    const item = await stockItem(inventory.service, { shop: 10 })
    const claim = { inventory_item_id: item, location_id: "shop", quantity: 1 }
    const outcomes = await Promise.allSettled(
      Array.from({ length: 50 }, (_, line) =>
        inventory.service.createReservationItems({ ...claim, line_item_id: `${line}` })
      )
    )
    expect(await oversold(item, "shop")).toBe(oversells)
    if (!oversells) expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(10)
  })

  it("moving a reservation to a location without stock", async () => {
    const item = await stockItem(inventory.service, { shop: 5, depot: 1 })
    const reservation = await inventory.service.createReservationItems({
      inventory_item_id: item,
      location_id: "shop",
      quantity: 5,
    })
    const outcome = inventory.service.updateReservationItems({ id: reservation.id, location_id: "depot" })
    if (oversells) await outcome
    else await expect(outcome).rejects.toMatchObject({ code: "insufficient_inventory" })
    expect(await oversold(item, "depot")).toBe(oversells)
  })
})
