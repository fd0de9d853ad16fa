import type { MovementKind } from "../../src/inventory/contract"
import { expectBalancedBooks } from "../support/books"
import { bootOurs, bootStock, stockItem, type InventoryUnderTest } from "../support/inventory-module"

let inventory: InventoryUnderTest
beforeAll(async () => void (inventory = await bootOurs()))
afterAll(() => inventory?.close())

const ledger = (item: string) => inventory.service.readMovements({ inventoryItemId: item, limit: 100 })
const last = async (item: string) => (await ledger(item))[0]!

describe("the ledger", () => {
  it("has a movement for each change, of the kind that its figures say", async () => {
    const item = await stockItem(inventory.service, { shop: 5 })
    const claim = { inventory_item_id: item, location_id: "shop", quantity: 2 }
    const { id } = await inventory.service.createReservationItems(claim)
    await inventory.service.deleteReservationItems(id)
    await inventory.service.adjustInventory(item, "shop", -1)
    const movements = await ledger(item)
    expect(movements.map(({ version, kind, onHandDelta, reservedDelta }) => [version, kind, onHandDelta, reservedDelta]))
      .toEqual([
        [4, "adjusted", -1, 0],
        [3, "released", 0, -2],
        [2, "allocated", 0, 2],
        [1, "adjusted", 5, 0],
      ]) // prettier-ignore
    expect(movements[0]).toMatchObject({ onHandAfter: 4, reservedAfter: 0, cause: "unknown", causeId: null })
  })

  it("sees writers that go around us", async () => {
    const item = await stockItem(inventory.service, { shop: 5 })
    await inventory.database.query(
      `update inventory_level set stocked_quantity = 3, raw_stocked_quantity = '{"value":"3","precision":20}',
       reserved_quantity = 0 where inventory_item_id = $1`,
      [item]
    )
    expect(await last(item)).toMatchObject({ version: 2, onHandDelta: -2, onHandAfter: 3, cause: "unknown" })
    await inventory.database.query(`delete from inventory_level where inventory_item_id = $1`, [item])
    expect(await last(item)).toMatchObject({ version: 3, onHandDelta: -3, onHandAfter: 0 })
    await expectBalancedBooks(inventory.database)
  })

  it("a counter that somebody left too low does not turn into stock that does not exist", async () => {
    const item = await stockItem(inventory.service, { shop: 5 })
    const claim = { inventory_item_id: item, location_id: "shop", quantity: 5 }
    const { id } = await inventory.service.createReservationItems(claim)
    await inventory.database.query(
      `update inventory_level set reserved_quantity = 1, raw_reserved_quantity = '{"value":"1","precision":20}'
       where inventory_item_id = $1`,
      [item]
    )
    await inventory.service.deleteReservationItems(id)
    expect(await last(item)).toMatchObject({ onHandAfter: 5, reservedAfter: 0 })
    await expectBalancedBooks(inventory.database)
  })

  it("says nothing when nothing changed", async () => {
    const item = await stockItem(inventory.service, { shop: 5 })
    await inventory.database.query(`update inventory_level set stocked_quantity = 5 where inventory_item_id = $1`, [
      item,
    ])
    expect(await ledger(item)).toHaveLength(1)
  })

  it.each([
    `update anyshelf_stock_movement set on_hand_delta = 1`,
    `delete from anyshelf_stock_movement`,
    `truncate anyshelf_stock_movement`,
  ])("refuses: %s", async (sql) => {
    await stockItem(inventory.service, { shop: 1 })
    await expect(inventory.database.query(sql)).rejects.toThrow(
      "The stock ledger is immutable: correct a mistake by a new movement (adjust the level)."
    )
  })

  it("refuses to let a level change its item or location unseen", async () => {
    await stockItem(inventory.service, { shop: 1 })
    await expect(inventory.database.query(`update inventory_level set location_id = 'moon'`)).rejects.toThrow(
      "A level keeps its item and location"
    )
  })

  it("pages backwards by version", async () => {
    const item = await stockItem(inventory.service, { shop: 1 })
    for (const change of [1, 1, 1]) await inventory.service.adjustInventory(item, "shop", change)
    const page = { inventoryItemId: item, locationId: "shop", limit: 2 }
    const first = await inventory.service.readMovements(page)
    const second = await inventory.service.readMovements({ ...page, beforeVersion: first[1]!.version })
    expect([...first, ...second].map((each) => each.version)).toEqual([4, 3, 2, 1])
    const everywhere = { inventoryItemId: item, limit: 2, beforeVersion: 3 }
    await expect(inventory.service.readMovements(everywhere)).rejects.toMatchObject({ type: "invalid_data" })
  })
})

describe("the cause of a movement", () => {
  it("is carried to every write inside, and no further", async () => {
    const item = await stockItem(inventory.service, { shop: 5 })
    const occurredAt = new Date("2026-11-01T10:00:00Z")
    const cause = {
      cause: "import",
      causeId: "file-7",
      actor: "u'ser?",
      correlationId: "c-1",
      reason: "count",
      occurredAt,
    }
    await inventory.service.withCause(cause, () => inventory.service.adjustInventory(item, "shop", 1))
    expect(await last(item)).toMatchObject(cause)
    await inventory.service.adjustInventory(item, "shop", 1)
    expect(await last(item)).toMatchObject({ cause: "unknown", causeId: null, actor: null, reason: null })
  })

  it("of two that nest, the inner one wins, also inside one transaction", async () => {
    const item = await stockItem(inventory.service, { shop: 5 })
    const outer = { cause: "outer", causeId: "1" }
    const adjust = (context?: object) =>
      inventory.service.adjustInventory([{ inventoryItemId: item, locationId: "shop", adjustment: 1 }], context)
    await inTransaction(async (context) => {
      await inventory.service.withCause(outer, async () => {
        await adjust(context)
        await inventory.service.withCause({ cause: "inner" }, () => adjust(context))
        await adjust(context)
      })
      await adjust(context)
    })
    const causes = (await ledger(item)).slice(0, 4).map((each) => [each.cause, each.causeId])
    expect(causes).toEqual([["unknown", null], ["outer", "1"], ["inner", null], ["outer", "1"]]) // prettier-ignore
  })

  it("is the caller's own, of many at once", async () => {
    const items = await Promise.all(Array.from({ length: 20 }, () => stockItem(inventory.service, { shop: 1 })))
    await Promise.all(
      items.map((item) =>
        inventory.service.withCause({ cause: "order", causeId: item }, () =>
          inventory.service.adjustInventory(item, "shop", 1)
        )
      )
    )
    for (const item of items) expect(await last(item)).toMatchObject({ cause: "order", causeId: item })
  })
})

describe("the kind of a movement", () => {
  const told = async (kind: MovementKind, act: (item: string) => Promise<unknown>) => {
    const item = await stockItem(inventory.service, { shop: 5 })
    await inventory.service.withCause({ cause: "test", kind }, () => act(item))
    return (await last(item)).kind
  }
  const adjust = (change: number) => (item: string) => inventory.service.adjustInventory(item, "shop", change)
  const reserve = (item: string) =>
    inventory.service.createReservationItems({ inventory_item_id: item, location_id: "shop", quantity: 1 })

  it.each([
    ["received", 2, "received"],
    ["returned", 2, "returned"],
    ["shipped", -2, "shipped"],
    ["handed_over", -2, "handed_over"],
    ["moved", 2, "moved"],
    ["moved", -2, "moved"],
    ["adjusted", -2, "adjusted"],
    ["received", -2, "adjusted"],
    ["handed_over", 2, "adjusted"],
    ["allocated", 2, "adjusted"],
  ] as const)("is %s where the cause told so and %d fits it: %s", async (kind, change, expected) => {
    expect(await told(kind, adjust(change))).toBe(expected)
  })

  it("is what the figures say where a claim is made, whatever was told", async () => {
    expect(await told("handed_over", reserve)).toBe("allocated")
    expect(await told("moved", reserve)).toBe("allocated")
  })

  it("is told for a level that comes with stock, and no longer than its cause", async () => {
    const item = await inventory.service.createInventoryItems({ sku: "DELIVERED" })
    const level = { inventory_item_id: item.id, location_id: "shop", stocked_quantity: 3 }
    await inventory.service.withCause({ cause: "delivery", kind: "received" }, () =>
      inventory.service.createInventoryLevels([level])
    )
    expect(await last(item.id)).toMatchObject({ kind: "received", cause: "delivery", onHandDelta: 3 })
    await inventory.service.adjustInventory(item.id, "shop", 1)
    expect(await last(item.id)).toMatchObject({ kind: "adjusted", cause: "unknown" })
  })

  it("refuses a cause that the ledger cannot keep, and does nothing", async () => {
    const item = await stockItem(inventory.service, { shop: 5 })
    const wrong = { cause: "test", kind: "stolen" as MovementKind }
    await expect(inventory.service.withCause(wrong, () => adjust(1)(item))).rejects.toMatchObject({
      type: "invalid_data",
    })
    expect(await ledger(item)).toHaveLength(1)
  })
})

describe("one movement that served several requests", () => {
  it("has a part for each, which add up to it, and each keeps its own cause, actor and reason", async () => {
    const item = await stockItem(inventory.service, { shop: 1000 })
    const causes = Array.from({ length: 60 }, (_, index) => ({
      cause: index % 2 ? "order" : "fair",
      causeId: `thing-${index}`,
      ...(index % 3 === 0 && { actor: `user-${index}`, reason: 'it\'s 100% "mine"?' }),
      correlationId: `run-${index}`,
    }))
    await Promise.all(
      causes.map((cause, index) =>
        inventory.service.withCause(cause, () =>
          inventory.service.createReservationItems({
            inventory_item_id: item,
            location_id: "shop",
            quantity: 1 + (index % 4),
          })
        )
      )
    )
    const movements = (await ledger(item)).filter((each) => each.kind === "allocated")
    expect(movements.length).toBeLessThan(60)
    for (const each of movements) {
      if (each.parts.length === 0) continue
      expect(each).toMatchObject({ cause: "several", causeId: null, actor: null, correlationId: null, reason: null })
      expect(each.parts.reduce((sum, part) => sum + part.reservedDelta, 0)).toBe(each.reservedDelta)
    }
    const shares = movements.flatMap((each) => (each.parts.length > 0 ? each.parts : [each]))
    expect(shares).toHaveLength(60)
    for (const [index, cause] of causes.entries()) {
      const share = shares.find((each) => each.causeId === cause.causeId)
      expect(share).toMatchObject({ actor: null, reason: null, ...cause, reservedDelta: 1 + (index % 4) })
    }
    await expectBalancedBooks(inventory.database)
  })
})

it("a caller's transaction that fails leaves neither stock nor movement nor mark behind", async () => {
  const item = await stockItem(inventory.service, { shop: 5 })
  const claim = { inventory_item_id: item, location_id: "shop", quantity: 2 }
  const failing = inTransaction(async (context) => {
    await inventory.service.createReservationItems([claim], context)
    throw new Error("the order failed")
  })
  await expect(failing).rejects.toThrow("the order failed")
  expect(await ledger(item)).toHaveLength(1)
  await expectBalancedBooks(inventory.database)
})

it("a reservation and its deletion in one transaction cancel out", async () => {
  const item = await stockItem(inventory.service, { shop: 5 })
  const claim = { inventory_item_id: item, location_id: "shop", quantity: 2 }
  await inTransaction(async (context) => {
    const [made] = await inventory.service.createReservationItems([claim], context)
    await inventory.service.deleteReservationItems([made!.id], context)
  })
  expect(await last(item)).toMatchObject({ version: 3, reservedAfter: 0 })
  await expectBalancedBooks(inventory.database)
})

/** Runs work in one transaction of the module's own, as another module method would. */
const inTransaction = <T>(work: (context: object) => Promise<T>): Promise<T> => {
  const repository = (inventory.service as unknown as { baseRepository_: Repository }).baseRepository_
  return repository.transaction((transactionManager) => work({ transactionManager, __type: "MedusaContext" }))
}
interface Repository {
  transaction<T>(work: (manager: unknown) => Promise<T>): Promise<T>
}

describe("installing on a shop that stock Medusa runs", () => {
  it("keeps its stock, opens the ledger with one balance for each level, and counts on from there", async () => {
    const stock = await bootStock()
    const item = await stockItem(stock.service, { shop: 7, depot: 0, gone: 3 })
    await stock.service.createReservationItems({ inventory_item_id: item, location_id: "shop", quantity: 2 })
    await stock.service.deleteInventoryItemLevelByLocationId("gone")

    const ours = await bootOurs(stock.database)
    const opening = await ours.service.readMovements({ inventoryItemId: item, limit: 10 })
    const shown = opening.map((each) => [
      each.locationId,
      each.version,
      each.onHandAfter,
      each.reservedAfter,
      each.cause,
    ])
    expect(shown.sort()).toEqual([
      ["depot", 1, 0, 0, "opening-balance"],
      ["shop", 1, 7, 2, "opening-balance"],
    ])
    await ours.service.adjustInventory(item, "shop", 1)
    expect((await ours.service.readMovements({ inventoryItemId: item, limit: 1 }))[0]).toMatchObject({ version: 2 })
    await expectBalancedBooks(ours.database)
    await ours.close()
    await stock.close()
  })
})
