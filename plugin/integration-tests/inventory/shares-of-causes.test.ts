import { bootOurs, stockItem, type InventoryUnderTest } from "../support/inventory-module"

/** Each change of stock is ascribed to who asked for it, and for as much as was asked, whoever else was served with it. */
describe("causes of claims that went out together", () => {
  let inventory: InventoryUnderTest
  beforeAll(async () => void (inventory = await bootOurs()))
  afterAll(() => inventory.close())

  const sharesOf = (item: string) =>
    inventory.database.query<{ id: string; units: number }>(
      `select id, sum(units)::float8 as units from (
         select cause_id as id, reserved_delta as units from anyshelf_stock_movement
         where inventory_item_id = $1 and parts is null and cause_id is not null
         union all
         select part ->> 'causeId', (part ->> 'reserved')::numeric
         from anyshelf_stock_movement, jsonb_array_elements(parts) part where inventory_item_id = $1 and parts is not null) x
       group by id order by id`,
      [item]
    )

  const reserve = (item: string, quantity: number) =>
    inventory.service.reserve({ lines: [{ inventoryItemId: item, locationIds: ["shop"], quantity }] })

  test("the only one who told a cause is not given what the others took", async () => {
    const item = await stockItem(inventory.service, { shop: 1_000 })
    const told = (id: string, quantity: number) =>
      inventory.service.withCause({ cause: "order", causeId: id }, () => reserve(item, quantity))
    await Promise.all([...Array.from({ length: 40 }, () => reserve(item, 3)), told("a", 2), reserve(item, 5)])
    expect(await sharesOf(item)).toEqual([{ id: "a", units: 2 }])
  })

  test("several who told are each given their own", async () => {
    const item = await stockItem(inventory.service, { shop: 1_000 })
    const orders = Array.from({ length: 30 }, (_, at) => ({
      id: `o${String(at).padStart(2, "0")}`,
      units: 1 + (at % 4),
    }))
    await Promise.all(
      orders.flatMap(({ id, units }) => [
        inventory.service.withCause({ cause: "order", causeId: id }, () => reserve(item, units)),
        reserve(item, 1),
      ])
    )
    expect(await sharesOf(item)).toEqual(orders)
  })
})
