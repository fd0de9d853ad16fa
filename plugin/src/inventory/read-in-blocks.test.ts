import type { StockQuery } from "./contract"
import { readStockInBlocks } from "./read-in-blocks"

const names = (count: number, prefix: string) => Array.from({ length: count }, (_, index) => `${prefix}${index}`)

describe("reading stock in blocks", () => {
  it("asks for every pair once, and never for more than one reading takes", async () => {
    const asked: StockQuery[] = []
    const pairs = new Set<string>()
    const readStock = (query: StockQuery) => {
      asked.push(query)
      for (const item of query.inventoryItemIds)
        for (const location of query.locationIds ?? []) pairs.add(`${item}@${location}`)
      return Promise.resolve({ asOf: new Date(0), stock: [] })
    }
    await readStockInBlocks({ readStock }, { inventoryItemIds: names(1_250, "item"), locationIds: names(250, "place") })
    expect(asked.map(({ inventoryItemIds, locationIds }) => [inventoryItemIds.length, locationIds?.length])).toEqual([
      [1_000, 200],
      [1_000, 50],
      [250, 200],
      [250, 50],
    ])
    expect(pairs.size).toBe(1_250 * 250)
  })

  it("asks nothing where nothing is due", async () => {
    const readStock = jest.fn()
    const { stock } = await readStockInBlocks({ readStock }, { inventoryItemIds: [], locationIds: ["place"] })
    expect(stock).toEqual([])
    expect(readStock).not.toHaveBeenCalled()
  })
})
