import type { AnyshelfInventory } from "../../src/inventory/contract"
import { expectBalancedBooks } from "../support/books"
import { bootOurs, stockItem, type InventoryUnderTest } from "../support/inventory-module"

let one: InventoryUnderTest
let other: InventoryUnderTest
beforeAll(async () => {
  one = await bootOurs()
  other = await bootOurs(one.database)
})
afterAll(async () => {
  await other?.close()
  await one?.close()
})
afterEach(() => expectBalancedBooks(one.database))

let keys = 0
const newKey = () => `key_${(keys += 1)}`
const pool = ["depot", "shop"]

interface Act {
  readonly name: string
  /** What must be there before. */
  prepare(item: string): Promise<unknown>
  run(
    service: AnyshelfInventory,
    item: string,
    idempotencyKey: string,
    quantity: number
  ): Promise<{ ok: boolean; already?: boolean }>
  /** Two keys must stand for two effects; this says how many there were. */
  effects(item: string): Promise<number>
}

const sum = (column: string) => async (item: string) => {
  const [row] = await one.database.query<{ n: string }>(
    `select coalesce(sum(${column}), 0) as n from inventory_level where inventory_item_id = $1`,
    [item]
  )
  return Number(row!.n)
}

const line = (inventoryItemId: string, quantity: number) => ({ inventoryItemId, locationIds: ["depot"], quantity })
const nothing = () => Promise.resolve()

const acts: Act[] = [
  {
    name: "hold",
    prepare: nothing,
    run: (service, item, idempotencyKey, quantity) =>
      service.hold({ owner: `cart ${item}`, ttlMs: 60_000, lines: [line(item, quantity)], idempotencyKey }),
    effects: sum("anyshelf_held"),
  },
  {
    name: "reserve",
    prepare: nothing,
    run: (service, item, idempotencyKey, quantity) =>
      service.reserve({ lines: [line(item, quantity)], idempotencyKey }),
    effects: sum("reserved_quantity"),
  },
  {
    name: "bind",
    prepare: (item) =>
      one.service.reserve({ lines: [{ ...line(item, 3), locationIds: pool, lineItemId: `line ${item}` }] }),
    run: (service, item, idempotencyKey, quantity) =>
      service.bind({
        lineItemId: `line ${item}`,
        inventoryItemId: item,
        places: [{ locationId: "depot", quantity, lineItemId: `line ${item}` }],
        idempotencyKey,
      }),
    effects: sum("reserved_quantity"),
  },
]

describe.each(acts)("the same key of $name", ({ prepare, run, effects }) => {
  it("gives the first answer, from any process and after a restart", async () => {
    const item = await stockItem(one.service, { depot: 5, shop: 0 })
    await prepare(item)
    const key = newKey()
    const first = await run(one.service, item, key, 1)
    expect(first).toMatchObject({ ok: true, already: false })
    expect(await run(one.service, item, key, 1)).toEqual({ ...first, already: true })
    expect(await run(other.service, item, key, 1)).toEqual({ ...first, already: true })
    const restarted = await bootOurs(one.database)
    expect(await run(restarted.service, item, key, 1)).toEqual({ ...first, already: true })
    await restarted.close()
    expect(await effects(item)).toBe(1)
  })

  it("gives the first refusal too, though it could be granted by now", async () => {
    const item = await stockItem(one.service, { depot: 5, shop: 0 })
    await prepare(item)
    const key = newKey()
    const first = await run(one.service, item, key, 9)
    expect(first).toMatchObject({ ok: false, already: false })
    await one.service.adjustInventory(item, "depot", 100)
    expect(await run(other.service, item, key, 9)).toEqual({ ...first, already: true })
    expect(await effects(item)).toBe(0)
  })

  it("with other parameters is a mistake, and says so", async () => {
    const item = await stockItem(one.service, { depot: 5, shop: 0 })
    await prepare(item)
    const key = newKey()
    await run(one.service, item, key, 1)
    expect(await run(other.service, item, key, 2)).toMatchObject({
      ok: false,
      refusals: [{ reason: "key_reused", line: null }],
    })
    expect(await effects(item)).toBe(1)
  })

  it("a hundred times at once, over two processes, has one effect and one answer", async () => {
    const item = await stockItem(one.service, { depot: 500, shop: 0 })
    await prepare(item)
    const key = newKey()
    const calls = Array.from({ length: 100 }, (_, n) => run((n % 2 ? one : other).service, item, key, 1))
    const outcomes = await Promise.all(calls)
    expect(outcomes.filter(({ already }) => !already)).toHaveLength(1)
    expect(new Set(outcomes.map((outcome) => JSON.stringify({ ...outcome, already: false }))).size).toBe(1)
    expect(await effects(item)).toBe(1)
  })
})

describe("the same key of release", () => {
  it("gives the first answer, and gives nothing back a second time", async () => {
    const item = await stockItem(one.service, { depot: 5 })
    const owner = `cart ${item}`
    const hold = () => one.service.hold({ owner, ttlMs: 60_000, lines: [line(item, 2)] })
    await hold()
    const idempotencyKey = newKey()
    const calls = Array.from({ length: 100 }, (_, n) =>
      (n % 2 ? one : other).service.release({ owners: [owner], idempotencyKey })
    )
    const outcomes = await Promise.all(calls)
    expect(outcomes.filter((outcome) => outcome.ok && outcome.released === 1)).toHaveLength(100)
    expect(outcomes.filter((outcome) => outcome.ok && !outcome.already)).toHaveLength(1)
    await hold()
    expect(await other.service.release({ owners: [owner], idempotencyKey })).toEqual({
      ok: true,
      already: true,
      released: 1,
    })
    expect(await sum("anyshelf_held")(item)).toBe(2)
    expect(await other.service.release({ owners: ["another"], idempotencyKey })).toMatchObject({
      ok: false,
      refusals: [{ reason: "key_reused" }],
    })
  })

  it("and of a claim is not the same request", async () => {
    const item = await stockItem(one.service, { depot: 5 })
    const idempotencyKey = newKey()
    await one.service.reserve({ lines: [line(item, 1)], idempotencyKey })
    expect(await one.service.release({ owners: ["somebody"], idempotencyKey })).toMatchObject({
      ok: false,
      refusals: [{ reason: "key_reused" }],
    })
  })
})
