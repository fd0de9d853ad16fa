import { bootOurs, stockItem, type InventoryUnderTest } from "../support/inventory-module"

/** A claim whose connection was lost after its commit is sent again as such, with the ids that it had. */
describe("a claim that is sent again after its answer was lost", () => {
  let inventory: InventoryUnderTest
  beforeAll(async () => void (inventory = await bootOurs()))
  afterAll(() => inventory.close())

  const send = async (kind: "reservation" | "hold", item: string, again: boolean, key: object = {}) => {
    const owner = kind === "hold" ? { owner: "cart", ttl_ms: 60_000 } : {}
    const requests = [{ n: 0, kind, tell: true, ...key, ...owner }]
    const line = {
      n: 0,
      i: 0,
      id: `${kind} of ${item}`,
      kind,
      item,
      at: ["shop"],
      quantity: "2",
      firm: true,
      floor: "promise",
    }
    const [row] = await inventory.database.query<{ answer: { ok: boolean; units: unknown[] } }>(
      "select answer from anyshelf_claim($1::jsonb, $2::jsonb, $3, false, 1000)",
      [JSON.stringify(requests), JSON.stringify([line]), again]
    )
    return row!.answer
  }

  test.each(["reservation", "hold"] as const)("%s: is told again what it was given, once", async (kind) => {
    const item = await stockItem(inventory.service, { shop: 5 })
    const key = { key: `${kind} key`, print: "print" }
    const first = await send(kind, item, false, key)
    expect(first.units).toHaveLength(1)
    expect(await send(kind, item, true, key)).toEqual({ ...first, already: true })
    const { stock } = await inventory.service.readStock({ inventoryItemIds: [item] })
    expect(stock[0]!.reserved + stock[0]!.held).toBe(2)
  })

  test.each(["reservation", "hold"] as const)("%s without a key: its own ids tell what it was given", async (kind) => {
    const item = await stockItem(inventory.service, { shop: 5 })
    const first = await send(kind, item, false)
    expect(await send(kind, item, true)).toMatchObject({ ok: true, units: first.units })
    const { stock } = await inventory.service.readStock({ inventoryItemIds: [item] })
    expect(stock[0]!.reserved + stock[0]!.held).toBe(2)
  })
})
