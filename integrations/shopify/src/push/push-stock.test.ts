import { Disconnected, NoAnswer, RetryLater, type StockCommand } from "@anyshelf/connector-kit"
import type { Call } from "../client"
import type { SetStockMutationVariables } from "../generated/admin"
import { activateStock, levelsOfItems, setStock } from "../operations/stock"
import { pushStock } from "./push-stock"

const item = (number: number) => `gid://shopify/InventoryItem/${number}`
const place = (number: number) => `gid://shopify/Location/${number}`

/** Answers as Shopify does: a call is done as a whole or not at all, and a key is answered once. */
function fakeShop(shown: Record<string, number>, faults: ((call: number) => Error | string | null)[] = []) {
  const levels = new Map(Object.entries(shown))
  const answered = new Map<string, object>()
  const calls: string[] = []
  const keys: string[] = []
  const error = (code: string, row?: number) => ({
    code,
    message: code,
    field: row === undefined ? ["input"] : ["input", "quantities", String(row), "quantity"],
  })
  function set({ input, key }: SetStockMutationVariables) {
    keys.push(key)
    const first = answered.get(key)
    if (first) return first
    const userErrors = input.quantities.flatMap(({ inventoryItemId, locationId, changeFromQuantity }, row) => {
      if (inventoryItemId === item(404)) return [error("INVALID_INVENTORY_ITEM", row)]
      if (inventoryItemId === item(913)) return [error("INVALID_REASON")]
      const now = levels.get(`${inventoryItemId}@${locationId}`)
      if (now === undefined) return [error("ITEM_NOT_STOCKED_AT_LOCATION", row)]
      return changeFromQuantity !== null && changeFromQuantity !== now ? [error("CHANGE_FROM_QUANTITY_STALE", row)] : []
    })
    if (userErrors.length > 0) return { inventoryAdjustmentGroup: null, userErrors }
    let changes = 0
    for (const { inventoryItemId, locationId, quantity } of input.quantities) {
      const pair = `${inventoryItemId}@${locationId}`
      if (levels.get(pair) !== quantity) changes += 1
      levels.set(pair, quantity)
    }
    const answer = { inventoryAdjustmentGroup: changes > 0 ? { id: "1" } : null, userErrors: [] }
    answered.set(key, answer)
    return answer
  }
  const call = (async (operation: unknown, variables: never) => {
    const fault = faults.shift()?.(calls.length)
    if (fault instanceof Error) throw fault
    if (operation === setStock) {
      calls.push(`set ${(variables as SetStockMutationVariables).input.quantities.length}`)
      if (fault) {
        keys.push((variables as SetStockMutationVariables).key)
        return { inventorySetQuantities: { inventoryAdjustmentGroup: null, userErrors: [error(fault)] } }
      }
      return { inventorySetQuantities: set(variables) }
    }
    if (operation === activateStock) {
      const { itemId, locationId } = variables as { itemId: string; locationId: string }
      calls.push("activate")
      if (itemId === item(99)) return { inventoryActivate: { inventoryLevel: null, userErrors: [{ message: "No." }] } }
      levels.set(`${itemId}@${locationId}`, 0)
      return { inventoryActivate: { inventoryLevel: { id: "1" }, userErrors: [] } }
    }
    if (operation !== levelsOfItems) throw new Error("unexpected call")
    const { itemIds, locationId } = variables as { itemIds: string[]; locationId: string }
    calls.push(`read ${itemIds.length}`)
    const level = (id: string) => ({
      isActive: true,
      updatedAt: "2026-11-23T10:00:00Z",
      item: { id },
      location: { id: locationId },
      quantities: [{ name: "available", quantity: levels.get(`${id}@${locationId}`) }],
    })
    return { nodes: itemIds.map((id) => ({ id, inventoryLevel: level(id) })) }
  }) as unknown as Call
  return { call, levels, calls, keys }
}

const command = (number: number, change: Partial<StockCommand> = {}): StockCommand => ({
  type: "stock",
  key: `k${number}`,
  stockRef: item(number),
  locationRef: place(1),
  quantity: 3,
  expected: 5,
  sequence: 1,
  ...change,
})

const shelf = (count: number, quantity = 5) =>
  Object.fromEntries(Array.from({ length: count }, (_, at) => [`${item(at + 1)}@${place(1)}`, quantity]))

const brief = (results: Awaited<ReturnType<typeof pushStock>>) =>
  results.map((result) => `${result.key} ${result.status}${"observed" in result ? ` ${result.observed}` : ""}`)

test("many rows are one call", async () => {
  const shop = fakeShop(shelf(250))
  const commands = Array.from({ length: 250 }, (_, at) => command(at + 1))
  expect(new Set((await pushStock(shop.call, commands)).map(({ status }) => status))).toEqual(new Set(["applied"]))
  expect(shop.calls).toEqual(["set 250"])
})

test("every bad row is judged by itself, and the good ones are written", async () => {
  const shop = fakeShop({ ...shelf(4), [`${item(3)}@${place(1)}`]: 4, [`${item(4)}@${place(1)}`]: 3 })
  const results = await pushStock(shop.call, [
    command(404),
    command(1),
    command(3),
    command(4),
    command(7, { expected: null }),
    command(2, { stockRef: "nonsense" }),
    command(2, { key: "k2b", quantity: -1 }),
    command(99, { expected: null }),
    command(2),
  ])
  expect(brief(results)).toEqual([
    "k404 rejected",
    "k1 applied 3",
    "k3 conflict 4",
    "k4 already 3",
    "k7 applied 3",
    "k2 rejected",
    "k2b rejected",
    "k99 rejected",
    "k2 applied 3",
  ])
  expect(shop.levels.get(`${item(3)}@${place(1)}`)).toBe(4)
  expect(shop.levels.get(`${item(7)}@${place(1)}`)).toBe(3)
})

test("where an error names no row, the rows are parted until the bad one is alone", async () => {
  const shop = fakeShop({ ...shelf(8), [`${item(913)}@${place(1)}`]: 5 })
  const results = await pushStock(
    shop.call,
    [1, 2, 3, 913, 5, 6, 7, 8].map((number) => command(number))
  )
  expect(results.filter(({ status }) => status === "applied")).toHaveLength(7)
  expect(results[3]).toMatchObject({ status: "rejected", code: "INVALID_REASON" })
  expect(shop.calls.length).toBeLessThan(10)
})

test("the same push again has the same keys and changes nothing", async () => {
  const shop = fakeShop(shelf(3))
  const commands = [command(1), command(2), command(3)]
  await pushStock(shop.call, commands)
  const keys = [...shop.keys]
  shop.levels.set(`${item(1)}@${place(1)}`, 2)
  await pushStock(shop.call, commands)
  expect(shop.keys).toEqual([...keys, ...keys])
  expect(shop.levels.get(`${item(1)}@${place(1)}`)).toBe(2)
})

test("a row that comes back in other company is held by compare-and-set", async () => {
  const shop = fakeShop(shelf(3))
  await pushStock(shop.call, [command(1), command(2)])
  shop.levels.set(`${item(1)}@${place(1)}`, 2)
  expect(brief(await pushStock(shop.call, [command(1), command(2), command(3)]))).toEqual([
    "k1 conflict 2",
    "k2 already 3",
    "k3 applied 3",
  ])
})

test("two numbers for one article at one place are written in their order, in two calls", async () => {
  const shop = fakeShop(shelf(1))
  const results = await pushStock(shop.call, [
    command(1, { key: "a" }),
    command(1, { key: "b", quantity: 1, expected: 3 }),
  ])
  expect(brief(results)).toEqual(["a applied 3", "b applied 1"])
  expect(shop.calls).toEqual(["set 1", "set 1"])
})

test("a failed attempt under the same key is made again under another", async () => {
  const shop = fakeShop(shelf(1), [() => "IDEMPOTENCY_PREVIOUS_ATTEMPT_FAILED"])
  expect(brief(await pushStock(shop.call, [command(1)]))).toEqual(["k1 applied 3"])
  expect(new Set(shop.keys).size).toBe(2)
})

test("a request that is still under way is for later", async () => {
  const shop = fakeShop(shelf(1), [() => "IDEMPOTENCY_CONCURRENT_REQUEST"])
  expect(await pushStock(shop.call, [command(1)])).toEqual([
    { key: "k1", status: "retry", afterMs: 500, message: expect.any(String) },
  ])
})

test("a key that always fails, or an article that never gets stocked, comes to an end", async () => {
  const forever = Array.from({ length: 100 }, () => () => "IDEMPOTENCY_PREVIOUS_ATTEMPT_FAILED")
  const shop = fakeShop(shelf(1), forever)
  expect(brief(await pushStock(shop.call, [command(1)]))).toEqual(["k1 retry"])
  expect(shop.calls.length).toBeLessThanOrEqual(40)
})

test.each([
  ["the rate limit", new RetryLater("slow", 700), ["retry", "retry"]],
  ["no answer", new NoAnswer("reset"), ["unknown", "retry"]],
  ["a lost connection", new Disconnected("token"), ["retry", "retry"]],
])("after %s: what was sent, and what was not", async (_name, error, expected) => {
  const shop = fakeShop(shelf(1), [() => error])
  const results = await pushStock(shop.call, [command(1, { key: "a" }), command(1, { key: "b" })])
  expect(results.map(({ status }) => status)).toEqual(expected)
})

test("a conflict stays a conflict when what is shown cannot be read", async () => {
  const shop = fakeShop(shelf(1, 4), [() => null, () => new NoAnswer("reset")])
  expect(await pushStock(shop.call, [command(1)])).toEqual([{ key: "k1", status: "conflict" }])
})
