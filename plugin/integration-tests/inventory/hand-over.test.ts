import { expectBalancedBooks } from "../support/books"
import { bootOurs, levelOf, stockItem, type InventoryUnderTest } from "../support/inventory-module"

let inventory: InventoryUnderTest
beforeAll(async () => void (inventory = await bootOurs()))
afterEach(() => expectBalancedBooks(inventory.database))
afterAll(() => inventory?.close())

let orders = 0
/** Reserves so many of a new item that has so many; gives what is needed to hand them over. */
async function sold(onHand: number, quantity: number) {
  const item = await stockItem(inventory.service, { shop: onHand })
  orders += 1
  const id = `resitem_${orders}`
  const reservation = { id, inventoryItemId: item, locationId: "shop", quantity, lineItemId: `line_${orders}` }
  await inventory.service.reserveSold({ reservations: [reservation], floor: "none" })
  return { id, item, reservation }
}
const handOver = (id: string, keep: number) => inventory.service.handOver({ reservations: [{ id, keep }] })
const level = (item: string) => levelOf(inventory.service, item, "shop")

describe("handing over what was sold", () => {
  it("takes it off the shelf and out of its reservation once, of sixteen that say so at once", async () => {
    const { id, item } = await sold(5, 3)
    const outcomes = await Promise.all(Array.from({ length: 16 }, () => handOver(id, 0)))
    expect(outcomes.flatMap(({ taken }) => taken)).toEqual([{ inventoryItemId: item, locationId: "shop", quantity: 3 }])
    expect(await level(item)).toEqual([2, 0])
    expect(await handOver(id, 0)).toEqual({ taken: [], short: [] })
    expect(await level(item)).toEqual([2, 0])
  })

  it("takes a part, and later the rest", async () => {
    const { id, item } = await sold(5, 3)
    await handOver(id, 1)
    await handOver(id, 1)
    expect(await level(item)).toEqual([3, 1])
    await handOver(id, 0)
    expect(await level(item)).toEqual([2, 0])
  })

  it("never takes more than there is, and says what the shelf lacked", async () => {
    const { id, item } = await sold(1, 3)
    expect((await handOver(id, 0)).short).toEqual([
      { inventoryItemId: item, locationId: "shop", wanted: 3, available: 1 },
    ])
    expect(await level(item)).toEqual([0, 0])
  })

  it("what has left is not claimed anew under its old id", async () => {
    const { id, item, reservation } = await sold(5, 3)
    await handOver(id, 0)
    expect(await inventory.service.reserveSold({ reservations: [reservation], floor: "none" })).toEqual({
      ok: true,
      already: true,
    })
    expect(await level(item)).toEqual([2, 0])
  })

  it("writes into the ledger what became of it", async () => {
    const { id, item } = await sold(5, 3)
    const cause = { cause: "channel-order", causeId: "order_1", actor: "shop-1", kind: "handed_over" as const }
    await inventory.service.withCause(cause, () => handOver(id, 0))
    const movements = await inventory.service.readMovements({ inventoryItemId: item, limit: 10 })
    expect(movements.find(({ onHandDelta }) => onHandDelta === -3)).toMatchObject({
      kind: "handed_over",
      cause: "channel-order",
      causeId: "order_1",
    })
  })

  it("is refused for what cannot be a quantity, and changes nothing", async () => {
    const { id, item } = await sold(5, 3)
    await expect(handOver(id, -1)).rejects.toThrow("What stays of")
    expect(await level(item)).toEqual([5, 3])
  })
})
