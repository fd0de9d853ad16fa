import { bootOurs, stockItem, type InventoryUnderTest } from "../support/inventory-module"

let inventory: InventoryUnderTest
beforeAll(async () => void (inventory = await bootOurs()))
afterAll(() => inventory?.close())

/** Somebody sells units, as an order would claim them. */
async function sell(item: string, quantity: number, actor: string): Promise<string> {
  const { service } = inventory
  const created = await service.withCause({ cause: "order", actor }, () =>
    service.createReservationItems([{ inventory_item_id: item, location_id: "shop", quantity }])
  )
  return created[0]!.id
}

const perDay = async (item: string, days: number, excludingActor?: string) => {
  const query = { inventoryItemIds: [item], days, ...(excludingActor !== undefined && { excludingActor }) }
  return (await inventory.service.readSalesVelocity(query))[0]?.perDay
}

it("counts what was claimed less what was let go, and leaves one seller's own sales out", async () => {
  const { service } = inventory
  const item = await stockItem(service, { shop: 100 })
  await sell(item, 8, "web")
  await sell(item, 6, "shopify")
  await service.deleteReservationItems([await sell(item, 30, "web")])
  expect(await perDay(item, 2)).toBe(7)
  // Who let go of the 30 need not be who sold them: for the others' sales, too much is safe and too little is not.
  expect(await perDay(item, 2, "shopify")).toBe(19)
  expect(await perDay(item, 2, "web")).toBe(3)
})

it("sales that several made in one statement count for each of them", async () => {
  const item = await stockItem(inventory.service, { shop: 500 })
  await Promise.all(Array.from({ length: 40 }, (_none, at) => sell(item, 1, at % 4 === 0 ? "shopify" : "web")))
  expect(await perDay(item, 1)).toBe(40)
  expect(await perDay(item, 1, "shopify")).toBe(30)
})

it("what did not sell has none; an impossible span is refused", async () => {
  const item = await stockItem(inventory.service, { shop: 5 })
  expect(await inventory.service.readSalesVelocity({ inventoryItemIds: ["ghost"], days: 7 })).toEqual([])
  expect(await perDay(item, 7)).toBe(0)
  await expect(perDay(item, 0)).rejects.toThrow(/days must be a whole number/)
})
