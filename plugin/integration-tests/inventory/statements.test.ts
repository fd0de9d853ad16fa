import type { IInventoryService } from "@medusajs/framework/types"
import { Client } from "pg"
import { boot, bootOurs, stockItem, type InventoryUnderTest } from "../support/inventory-module"

/** Counts what goes over the wire, `BEGIN` and `COMMIT` included. */
async function statementsOf(work: () => Promise<unknown>): Promise<string[]> {
  const sent: string[] = []
  const query = jest.spyOn(Client.prototype, "query")
  await work()
  for (const [statement] of query.mock.calls as unknown as [string | { text: string }][]) {
    sent.push(
      (typeof statement === "string" ? statement : statement.text)
        .trim()
        .split(/\s+/)
        .slice(0, 3)
        .join(" ")
        .toLowerCase()
    )
  }
  query.mockRestore()
  return sent
}

const claims = async (service: IInventoryService, count: number) => {
  const items = await Promise.all(Array.from({ length: count }, () => stockItem(service, { shop: 5 })))
  return items.map((item) => ({ inventory_item_id: item, location_id: "shop", quantity: 1 }))
}

describe("statements to reserve", () => {
  let ours: InventoryUnderTest
  beforeAll(async () => void (ours = await bootOurs()))
  afterAll(() => ours?.close())

  it.each([
    [1, ["select level, item,"]],
    [10, ["select n, answer,"]],
  ])("%i items", async (count, expected) => {
    const input = await claims(ours.service, count)
    expect(await statementsOf(() => ours.service.createReservationItems(input))).toEqual(expected)
  })

  it("are no more when a cause is told", async () => {
    const input = await claims(ours.service, 1)
    const caused = () => ours.service.withCause({ cause: "order" }, () => ours.service.createReservationItems(input))
    expect(await statementsOf(caused)).toHaveLength(1)
  })

  it("are one to read the stock of a thousand items", async () => {
    const ids = Array.from({ length: 1000 }, (_, n) => `item-${n}`)
    expect(await statementsOf(() => ours.service.readStock({ inventoryItemIds: ids }))).toHaveLength(1)
  })

  it("are fewer than core needs", async () => {
    const stock = await boot("stock")
    for (const count of [1, 10]) {
      const [mine, cores] = [await claims(ours.service, count), await claims(stock.service, count)]
      const oursSent = await statementsOf(() => ours.service.createReservationItems(mine))
      const coreSent = await statementsOf(() => stock.service.createReservationItems(cores))
      expect(oursSent.length).toBeLessThan(coreSent.length)
    }
    await stock.close()
  })
})
