import { expectBalancedBooks } from "../support/books"
import { bootOurs, levelOf, stockItem, type InventoryUnderTest } from "../support/inventory-module"

let inventory: InventoryUnderTest
beforeAll(async () => void (inventory = await bootOurs()))
afterEach(() => expectBalancedBooks(inventory.database))
afterAll(() => inventory?.close())

const set = (item: string, stocked_quantity: number, location_id = "shop") =>
  inventory.service.updateInventoryLevels({ inventory_item_id: item, location_id, stocked_quantity })
const reserve = (item: string, quantity: number) =>
  inventory.service.createReservationItems({ inventory_item_id: item, location_id: "shop", quantity })
const level = (item: string, location = "shop") => levelOf(inventory.service, item, location)
const notFound = (item: string) => ({
  type: "not_found",
  message: expect.stringContaining(`Item ${item} is not stocked at location moon`),
})

describe("setting levels", () => {
  it("sets on hand and incoming, and leaves what is not named", async () => {
    const item = await stockItem(inventory.service, { shop: 5 })
    const incoming = { inventory_item_id: item, location_id: "shop", incoming_quantity: 7 }
    await inventory.service.updateInventoryLevels(incoming)
    const told = await set(item, 9)
    const { stocked_quantity, incoming_quantity, available_quantity } = told
    expect([stocked_quantity, incoming_quantity, available_quantity].map(Number)).toEqual([9, 7, 9])
  })

  it("accepts a count below what is reserved: nothing can be promised, and the excess shows", async () => {
    const item = await stockItem(inventory.service, { shop: 5 })
    await reserve(item, 5)
    await set(item, 3)
    expect(await level(item)).toEqual([3, 5])
    expect(Number(await inventory.service.retrieveAvailableQuantity(item, ["shop"]))).toBe(0)
    await expect(reserve(item, 1)).rejects.toMatchObject({ code: "insufficient_inventory" })
  })

  it("never touches what is reserved, whatever the caller sends", async () => {
    const item = await stockItem(inventory.service, { shop: 5 })
    await reserve(item, 2)
    const sneaky = { inventory_item_id: item, location_id: "shop", stocked_quantity: 6, reserved_quantity: 0 }
    await inventory.service.updateInventoryLevels([sneaky])
    expect(await level(item)).toEqual([6, 2])
  })

  it("refuses a count below zero, and a pair without a level, and then changes nothing", async () => {
    const item = await stockItem(inventory.service, { shop: 5, depot: 5 })
    const to = (location_id: string, stocked_quantity: number) => ({
      inventory_item_id: item,
      location_id,
      stocked_quantity,
    })
    await expect(inventory.service.updateInventoryLevels([to("depot", 1), to("shop", -1)])).rejects.toMatchObject({
      type: "invalid_data",
      message: `On hand cannot be below zero: item ${item} at location shop. Set what was counted; goods that are owed are reservations.`,
    })
    await expect(inventory.service.updateInventoryLevels([to("depot", 1), to("moon", 1)])).rejects.toMatchObject(
      notFound(item)
    )
    expect([await level(item), await level(item, "depot")]).toEqual([
      [5, 0],
      [5, 0],
    ])
  })

  it("merges metadata, as core does", async () => {
    const item = await stockItem(inventory.service, { shop: 5 })
    const update = { inventory_item_id: item, location_id: "shop", metadata: { bin: "A1" } }
    await inventory.service.updateInventoryLevels([update])
    const [read] = await inventory.service.listInventoryLevels({ inventory_item_id: item })
    expect(read).toMatchObject({ stocked_quantity: 5, metadata: { bin: "A1" } })
  })

  it("answers in the order of the question", async () => {
    const item = await stockItem(inventory.service, { a: 1, b: 2, c: 3 })
    const asked = ["c", "a", "b"].map((location_id) => ({ inventory_item_id: item, location_id, incoming_quantity: 1 }))
    const answered = await inventory.service.updateInventoryLevels(asked)
    expect(answered.map((each) => each.location_id)).toEqual(["c", "a", "b"])
  })
})

describe("adjusting levels", () => {
  it("adds up a hundred adjustments at once", async () => {
    const item = await stockItem(inventory.service, { shop: 100 })
    const changes = Array.from({ length: 100 }, (_, n) => (n % 2 ? 3 : -2))
    await Promise.all(changes.map((change) => inventory.service.adjustInventory(item, "shop", change)))
    expect(await level(item)).toEqual([150, 0])
  })

  it("lets goods leave before their reservation is released, as core's fulfilment does", async () => {
    const item = await stockItem(inventory.service, { shop: 2 })
    const { id } = await reserve(item, 2)
    await inventory.service.adjustInventory(item, "shop", -2)
    await inventory.service.softDeleteReservationItems([id])
    expect(await level(item)).toEqual([0, 0])
  })

  it("refuses to take what is not there, and says what to do", async () => {
    const item = await stockItem(inventory.service, { shop: 2 })
    await expect(inventory.service.adjustInventory(item, "shop", -3)).rejects.toMatchObject({
      type: "not_allowed",
      message: `Not enough stock on hand: item ${item} at location shop has 2 on hand, change -3. Count or receive the goods first, then try again.`,
    })
    await expect(inventory.service.adjustInventory(item, "moon", 1)).rejects.toMatchObject(notFound(item))
  })

  it("is all or nothing over several levels, and sums what it says of one", async () => {
    const item = await stockItem(inventory.service, { shop: 5, depot: 1 })
    const by = (locationId: string, adjustment: number) => ({ inventoryItemId: item, locationId, adjustment })
    await expect(inventory.service.adjustInventory([by("shop", 1), by("depot", -2)])).rejects.toMatchObject({
      type: "not_allowed",
    })
    expect(await level(item)).toEqual([5, 0])
    const levels = await inventory.service.adjustInventory([by("shop", 4), by("shop", -6), by("depot", 1)])
    expect(levels.map((each) => Number(each.stocked_quantity))).toEqual([3, 3, 2])
  })
})

describe("creating, deleting and restoring levels", () => {
  it("refuses to create a level below zero", async () => {
    const item = await stockItem(inventory.service, {})
    const below = { inventory_item_id: item, location_id: "shop", stocked_quantity: -1 }
    await expect(inventory.service.createInventoryLevels(below)).rejects.toMatchObject({ type: "invalid_data" })
  })

  const deletions: Record<string, (item: string, levelId: string) => Promise<unknown>> = {
    deleteInventoryLevels: (_, level) => inventory.service.deleteInventoryLevels([level]),
    softDeleteInventoryLevels: (_, level) => inventory.service.softDeleteInventoryLevels([level]),
    deleteInventoryLevel: (item) => inventory.service.deleteInventoryLevel(item, item),
    deleteInventoryItemLevelByLocationId: (item) => inventory.service.deleteInventoryItemLevelByLocationId(item),
    deleteInventoryItems: (item) => inventory.service.deleteInventoryItems([item]),
    softDeleteInventoryItems: (item) => inventory.service.softDeleteInventoryItems([item]),
  }
  it.each(Object.entries(deletions))("%s keeps a level that carries reservations", async (_, remove) => {
    const { id: item } = await inventory.service.createInventoryItems({})
    // A location of its own, so that deleting by location touches nothing else.
    const at = { inventory_item_id: item, location_id: item }
    const { id } = await inventory.service.createInventoryLevels({ ...at, stocked_quantity: 2 })
    const reservation = await inventory.service.createReservationItems({ ...at, quantity: 1 })
    await expect(remove(item, id)).rejects.toMatchObject({
      type: "not_allowed",
      message: expect.stringContaining(`item ${item} at location ${item}. Move or delete its reservations first.`),
    })
    await inventory.service.deleteReservationItems(reservation.id)
    await remove(item, id)
    expect(await inventory.service.listInventoryLevels({ inventory_item_id: item })).toEqual([])
  })

  it("goes on counting versions when a level is deleted and made anew, or restored", async () => {
    const item = await stockItem(inventory.service, { shop: 4 })
    const [old] = await inventory.service.listInventoryLevels({ inventory_item_id: item })
    await inventory.service.softDeleteInventoryLevels([old!.id])
    await inventory.service.restoreInventoryLevels([old!.id])
    await inventory.service.deleteInventoryLevels([old!.id])
    await inventory.service.createInventoryLevels({ inventory_item_id: item, location_id: "shop", stocked_quantity: 1 })
    const ledger = await inventory.service.readMovements({ inventoryItemId: item, locationId: "shop", limit: 10 })
    expect(ledger.map((each) => [each.version, each.onHandDelta, each.onHandAfter])).toEqual([
      [5, 1, 1],
      [4, -4, 0],
      [3, 4, 4],
      [2, -4, 0],
      [1, 4, 4],
    ])
  })

  it("restoring an item revives none of the reservations that were released before", async () => {
    const item = await stockItem(inventory.service, { shop: 4 })
    const { id } = await reserve(item, 2)
    await inventory.service.softDeleteReservationItems([id])
    await inventory.service.softDeleteInventoryItems([item])
    await inventory.service.restoreInventoryItems([item])
    expect(await level(item)).toEqual([4, 0])
    expect(await inventory.service.listReservationItems({ inventory_item_id: item })).toEqual([])
  })
})
