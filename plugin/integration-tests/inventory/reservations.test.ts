import { createStep, createWorkflow, StepResponse, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { asValue } from "@medusajs/framework/awilix"
import type { MedusaContainer } from "@medusajs/framework/types"
import { createMedusaContainer, Modules } from "@medusajs/framework/utils"
import { expectBalancedBooks } from "../support/books"
import { bootOurs, levelOf, stockItem, type InventoryUnderTest } from "../support/inventory-module"

let inventory: InventoryUnderTest
beforeAll(async () => void (inventory = await bootOurs()))
afterEach(() => expectBalancedBooks(inventory.database))
afterAll(() => inventory?.close())

const short = { type: "not_allowed", code: "insufficient_inventory" }
const reserve = (item: string, quantity: number, more: object = {}) =>
  inventory.service.createReservationItems({ inventory_item_id: item, location_id: "shop", quantity, ...more })
const reserved = async (item: string, location = "shop") => (await levelOf(inventory.service, item, location))[1]

describe("creating reservations", () => {
  it("is all or nothing over several items", async () => {
    const [some, none] = [
      await stockItem(inventory.service, { shop: 5 }),
      await stockItem(inventory.service, { shop: 0 }),
    ]
    const line = (inventory_item_id: string) => ({ inventory_item_id, location_id: "shop", quantity: 1 })
    await expect(inventory.service.createReservationItems([line(some), line(none)])).rejects.toMatchObject(short)
    expect(await reserved(some)).toBe(0)
  })

  it("exceeds the shelf only as an explicit back-order", async () => {
    const item = await stockItem(inventory.service, { shop: 1 })
    await reserve(item, 3, { allow_backorder: true })
    expect(await levelOf(inventory.service, item, "shop")).toEqual([1, 3])
    await expect(reserve(item, 1)).rejects.toMatchObject(short)
  })

  it("refuses an item without a level, and says what to do", async () => {
    const item = await stockItem(inventory.service, { shop: 1 })
    await expect(reserve(item, 1, { location_id: "moon" })).rejects.toMatchObject({
      type: "not_found",
      message: `Item ${item} is not stocked at location moon. Create the inventory level first.`,
    })
  })

  it.each([-1, Number.NaN, Infinity])("refuses %p units, which would make stock out of nothing", async (quantity) => {
    const item = await stockItem(inventory.service, { shop: 5 })
    await expect(reserve(item, quantity)).rejects.toMatchObject({ type: "invalid_data" })
  })

  it("keeps fractions exact", async () => {
    const item = await stockItem(inventory.service, { shop: 0.3 })
    await reserve(item, 0.1)
    await reserve(item, 0.2)
    await expect(reserve(item, 0.0001)).rejects.toMatchObject(short)
  })

  it("takes ids as they come, question marks and quotes too", async () => {
    const item = await stockItem(inventory.service, { "sho?p's \"$1\\": 2 })
    await reserve(item, 2, { location_id: "sho?p's \"$1\\" })
    expect(await reserved(item, "sho?p's \"$1\\")).toBe(2)
  })

  it("returns what core returns: the reservation, or the list of them", async () => {
    const item = await stockItem(inventory.service, { shop: 2 })
    expect(await reserve(item, 1, { line_item_id: "line" })).toMatchObject({ line_item_id: "line", quantity: 1 })
    const list = await inventory.service.createReservationItems([
      { inventory_item_id: item, location_id: "shop", quantity: 1 },
    ])
    expect(list).toEqual([expect.objectContaining({ inventory_item_id: item, quantity: 1 })])
  })

  it("tells Medusa's event bus after the commit, as core does", async () => {
    const item = await stockItem(inventory.service, { shop: 2 })
    inventory.events.length = 0
    await reserve(item, 1)
    expect(inventory.events.map((event) => event.name).sort()).toEqual([
      "inventory.inventory-level.updated",
      "inventory.reservation-item.created",
    ])
    inventory.events.length = 0
    await expect(reserve(item, 9)).rejects.toMatchObject(short)
    expect(inventory.events).toEqual([])
  })
})

describe("changing reservations", () => {
  it("takes and gives back units", async () => {
    const item = await stockItem(inventory.service, { shop: 5 })
    const { id } = await reserve(item, 2)
    await inventory.service.updateReservationItems({ id, quantity: 5 })
    expect(await reserved(item)).toBe(5)
    await expect(inventory.service.updateReservationItems({ id, quantity: 6 })).rejects.toMatchObject(short)
    await inventory.service.updateReservationItems({ id, quantity: 1 })
    expect(await reserved(item)).toBe(1)
  })

  it("moves to another location, giving back where it was", async () => {
    const item = await stockItem(inventory.service, { shop: 5, depot: 5 })
    const { id } = await reserve(item, 3)
    await inventory.service.updateReservationItems({ id, location_id: "depot", quantity: 4 })
    expect([await reserved(item), await reserved(item, "depot")]).toEqual([0, 4])
  })

  it("lets units pass from one reservation to another when all are taken", async () => {
    const item = await stockItem(inventory.service, { shop: 5 })
    const [one, other] = [await reserve(item, 3), await reserve(item, 2)]
    await inventory.service.updateReservationItems([
      { id: one.id, quantity: 1 },
      { id: other.id, quantity: 4 },
    ])
    expect(await reserved(item)).toBe(5)
  })

  it("does not let a back-order that shrinks pay for a firm claim", async () => {
    const item = await stockItem(inventory.service, { shop: 0 })
    const owed = await reserve(item, 5, { allow_backorder: true })
    const firm = await reserve(item, 0)
    const swap = [
      { id: owed.id, quantity: 0 },
      { id: firm.id, quantity: 5 },
    ]
    await expect(inventory.service.updateReservationItems(swap)).rejects.toMatchObject(short)
  })

  it("can always be lowered, even where the shelf is oversold", async () => {
    const item = await stockItem(inventory.service, { shop: 5 })
    const { id } = await reserve(item, 5)
    await inventory.service.updateInventoryLevels({ inventory_item_id: item, location_id: "shop", stocked_quantity: 1 })
    await inventory.service.updateReservationItems({ id, quantity: 4 })
    expect(await levelOf(inventory.service, item, "shop")).toEqual([1, 4])
  })

  it("refuses an unknown id", async () => {
    await expect(inventory.service.updateReservationItems({ id: "resitem_x", quantity: 1 })).rejects.toMatchObject({
      type: "invalid_data",
      message: expect.stringContaining("resitem_x not found"),
    })
  })

  it("a description changes no stock", async () => {
    const item = await stockItem(inventory.service, { shop: 1 })
    const { id } = await reserve(item, 1)
    expect(await inventory.service.updateReservationItems({ id, description: "gift" })).toMatchObject({
      description: "gift",
    })
    expect((await inventory.service.readStock({ inventoryItemIds: [item] })).stock[0]!.version).toBe(2)
  })
})

describe("deleting and restoring reservations", () => {
  it.each(["deleteReservationItems", "softDeleteReservationItems"] as const)("%s gives back once", async (method) => {
    const item = await stockItem(inventory.service, { shop: 5 })
    const [one] = [await reserve(item, 2), await reserve(item, 2)]
    await Promise.all(Array.from({ length: 8 }, () => inventory.service[method]([one.id])))
    await inventory.service[method]([one.id])
    expect(await reserved(item)).toBe(2)
  })

  it("by line item and by location", async () => {
    const item = await stockItem(inventory.service, { shop: 5, depot: 5 })
    await reserve(item, 1, { line_item_id: "line-1" })
    await reserve(item, 1, { line_item_id: "line-1", location_id: "depot" })
    await reserve(item, 1, { line_item_id: "line-2", location_id: "depot" })
    await inventory.service.deleteReservationItemsByLineItem("line-1")
    expect([await reserved(item), await reserved(item, "depot")]).toEqual([0, 1])
    await inventory.service.deleteReservationItemByLocationId("depot")
    expect(await reserved(item, "depot")).toBe(0)
  })

  it("restoring claims again, and is refused when others have taken the units", async () => {
    const item = await stockItem(inventory.service, { shop: 2 })
    const { id } = await reserve(item, 2)
    await inventory.service.softDeleteReservationItems([id])
    await inventory.service.restoreReservationItems([id])
    expect(await reserved(item)).toBe(2)

    await inventory.service.softDeleteReservationItems([id])
    await reserve(item, 1)
    await expect(inventory.service.restoreReservationItems([id])).rejects.toMatchObject(short)
    expect(await reserved(item)).toBe(1)
  })

  it("restoring twice claims once", async () => {
    const item = await stockItem(inventory.service, { shop: 5 })
    const { id } = await reserve(item, 2, { line_item_id: "line-3" })
    await inventory.service.deleteReservationItemsByLineItem(["line-3"])
    await Promise.all(Array.from({ length: 4 }, () => inventory.service.restoreReservationItemsByLineItem(["line-3"])))
    await inventory.service.restoreReservationItems([id])
    expect(await reserved(item)).toBe(2)
  })

  it("restoring a line leaves alone what was fulfilled before", async () => {
    const item = await stockItem(inventory.service, { shop: 5 })
    const shipped = await reserve(item, 2, { line_item_id: "line-4" })
    await inventory.service.softDeleteReservationItems([shipped.id])
    await reserve(item, 1, { line_item_id: "line-4" })
    await inventory.service.deleteReservationItemsByLineItem("line-4")
    await inventory.service.restoreReservationItemsByLineItem("line-4")
    expect(await reserved(item)).toBe(1)
  })

  it("a workflow's undo restores what it deleted even when the shelf is short by then, as an explicit back-order", async () => {
    const item = await stockItem(inventory.service, { shop: 2 })
    const { id } = await reserve(item, 2)
    // As core's fulfilment does it: off the shelf first, then the reservation, and the undo the other way round.
    const { transaction } = await failingFulfilment(inventory).run({
      input: { item, id },
      container: createMedusaContainer().register(Modules.INVENTORY, asValue(inventory.service)) as MedusaContainer,
      throwOnError: false,
    })
    expect(transaction.getState()).toBe("reverted")
    expect(await levelOf(inventory.service, item, "shop")).toEqual([2, 2])
    expect(await inventory.service.retrieveReservationItem(id)).toMatchObject({ quantity: 2, allow_backorder: true })
  })
})

const failingFulfilment = ({ service }: InventoryUnderTest) => {
  const takeOff = createStep(
    "take-off",
    async ({ item }: { item: string }) => new StepResponse(await service.adjustInventory(item, "shop", -2), item),
    async (item) => void (item && (await service.adjustInventory(item, "shop", 2)))
  )
  const letGo = createStep(
    "let-go",
    async ({ id }: { id: string }, { container }) => {
      await container.resolve(Modules.INVENTORY).softDeleteReservationItems([id])
      return new StepResponse(id, id)
    },
    async (id, { container }) => {
      if (id) await container.resolve(Modules.INVENTORY).restoreReservationItems([id])
    }
  )
  const fail = createStep("fail", async () => {
    throw new Error("The carrier is closed.")
  })
  return createWorkflow("failing-fulfilment", (input: { item: string; id: string }) => {
    takeOff(input)
    letGo(input)
    fail()
    return new WorkflowResponse(input)
  })
}
