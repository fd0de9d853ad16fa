import { expectBalancedBooks } from "../support/books"
import { bootOurs, levelOf, stockItem, type InventoryUnderTest } from "../support/inventory-module"

let inventory: InventoryUnderTest
beforeAll(async () => void (inventory = await bootOurs()))
afterAll(() => inventory?.close())
afterEach(() => expectBalancedBooks(inventory.database))

const places = ["depot", "shop"]
let names = 0
const name = (kind: string) => `${kind}_${(names += 1)}`

/** Reserves and returns the reservation's id. */
async function reserve(item: string, quantity: number, lineItemId: string, at = ["depot"]): Promise<string> {
  const line = { inventoryItemId: item, locationIds: at, quantity, lineItemId }
  const outcome = await inventory.service.reserve({ lines: [line] })
  if (!outcome.ok) throw new Error(JSON.stringify(outcome))
  return outcome.reservations[0]!.id
}

async function hold(item: string, quantity: number, owner: string, at = ["depot"]): Promise<void> {
  const lines = [{ inventoryItemId: item, locationIds: at, quantity }]
  expect(await inventory.service.hold({ owner, ttlMs: 60_000, lines })).toMatchObject({ ok: true })
}

const free = async (item: string) => Number(await inventory.service.retrieveAvailableQuantity(item, places))

describe("giving back", () => {
  it("each claim is given back once, however many ask at once", async () => {
    const item = await stockItem(inventory.service, { depot: 100 })
    const lines = Array.from({ length: 20 }, () => name("line"))
    for (const line of lines) await reserve(item, 2, line)
    const asks = lines.flatMap((line) =>
      Array.from({ length: 10 }, () => inventory.service.release({ lineItemIds: [line] }))
    )
    const outcomes = await Promise.all(asks)
    expect(outcomes.every(({ ok }) => ok)).toBe(true)
    expect(outcomes.reduce((sum, outcome) => sum + (outcome.ok ? outcome.released : 0), 0)).toBe(20)
    expect(await levelOf(inventory.service, item, "depot")).toEqual([100, 0])
  })

  it("by owner, by id and by order line, together", async () => {
    const item = await stockItem(inventory.service, { depot: 5, shop: 5 })
    const [cart, line, pooled] = [name("cart"), name("line"), name("line")]
    await hold(item, 1, cart, places)
    const byId = await reserve(item, 2, name("line"))
    await reserve(item, 3, line, ["shop"])
    const pool = await reserve(item, 3, pooled, places)
    expect(await free(item)).toBe(1)
    const request = { owners: [cart], reservationIds: [byId, pool], lineItemIds: [line, pooled] }
    expect(await inventory.service.release(request)).toEqual({ ok: true, already: false, released: 4 })
    expect(await free(item)).toBe(10)
    expect(await inventory.service.release(request)).toEqual({ ok: true, already: false, released: 0 })
    expect(await inventory.service.listReservationItems({ line_item_id: [line] })).toEqual([])
  })

  it("says so on Medusa's bus and in the ledger, with the cause of each", async () => {
    const item = await stockItem(inventory.service, { depot: 5 })
    const lines = [name("line"), name("line"), name("line")]
    const ids = []
    for (const line of lines) ids.push(await reserve(item, 1, line))
    inventory.events.length = 0
    const release = (line: string) => () => inventory.service.release({ lineItemIds: [line] })
    await Promise.all(
      lines.map((line) => inventory.service.withCause({ cause: "order", causeId: line }, release(line)))
    )
    const deleted = inventory.events.filter(({ name }) => name.includes("reservation-item.deleted"))
    expect(deleted.map(({ data }) => (data as { id: string }).id).sort()).toEqual([...ids].sort())
    const movements = await inventory.database.query<{
      cause: string
      cause_id: string
      parts: { causeId: string }[] | null
    }>(
      `select cause, cause_id, parts from anyshelf_stock_movement where inventory_item_id = $1 and kind = 'released'`,
      [item]
    )
    const told = movements.flatMap(({ cause_id, parts }) => parts?.map(({ causeId }) => causeId) ?? [cause_id])
    expect(told.sort()).toEqual([...lines].sort())
  })

  it("takes part in a caller's transaction, and is undone with it", async () => {
    const item = await stockItem(inventory.service, { depot: 5 })
    const line = name("line")
    await reserve(item, 2, line)
    const repository = (
      inventory.service as unknown as { baseRepository_: { transaction: (work: unknown) => Promise<void> } }
    ).baseRepository_
    const work = async (transactionManager: unknown) => {
      const context = { transactionManager } as never
      const service = inventory.service as unknown as { release(request: object, context: object): Promise<unknown> }
      expect(await service.release({ lineItemIds: [line] }, context)).toMatchObject({ released: 1 })
      throw new Error("undo")
    }
    await expect(repository.transaction(work)).rejects.toThrow("undo")
    expect(await levelOf(inventory.service, item, "depot")).toEqual([5, 2])
  })
})

describe("core's own methods", () => {
  it("free pool-scoped reservations of an order line that is cancelled before it was bound", async () => {
    const item = await stockItem(inventory.service, { depot: 1, shop: 1 })
    const line = name("line")
    await reserve(item, 2, line, places)
    expect(await free(item)).toBe(0)
    await inventory.service.deleteReservationItemsByLineItem([line])
    expect(await free(item)).toBe(2)
  })

  it.each(["deleteReservationItems", "softDeleteReservationItems"] as const)("%s frees by id", async (method) => {
    const item = await stockItem(inventory.service, { depot: 1, shop: 1 })
    const ids = [await reserve(item, 1, name("line"), places), await reserve(item, 1, name("line"), ["shop"])]
    await inventory.service[method](ids)
    expect(await free(item)).toBe(2)
  })

  it("by location free what is bound to it; a pool may still be served from elsewhere", async () => {
    const item = await stockItem(inventory.service, { depot: 2, shop: 2 })
    await reserve(item, 1, name("line"), ["depot"])
    await reserve(item, 1, name("line"), places)
    await inventory.service.deleteReservationItemByLocationId("depot")
    expect(await free(item)).toBe(3)
  })
})

describe("what cannot be given back", () => {
  it.each([
    ["nothing", {}],
    ["empty lists", { owners: [], lineItemIds: [] }],
    [
      "more than a thousand",
      {
        owners: Array.from({ length: 600 }, (_, n) => `a${n}`),
        lineItemIds: Array.from({ length: 401 }, (_, n) => `b${n}`),
      },
    ],
    ["a list that is none", { owners: "cart" }],
    ["an id that is no text", { reservationIds: [7] }],
    ["an empty id", { lineItemIds: [""] }],
    ["an empty key", { owners: ["cart"], idempotencyKey: "" }],
  ])("%s", async (_, request) => {
    expect(await inventory.service.release(request as object)).toMatchObject({
      ok: false,
      refusals: [{ reason: "invalid_request", line: null, message: expect.any(String) }],
    })
  })

  it("gives back nothing for names that stand for nothing", async () => {
    const unknown = { owners: ["nobody"], reservationIds: ["nothing"], lineItemIds: ["no line"] }
    expect(await inventory.service.release(unknown)).toEqual({ ok: true, already: false, released: 0 })
  })
})

describe("restoring by order line", () => {
  const restore = (line: string, context: object = {}) =>
    inventory.service.restoreReservationItemsByLineItem([line], context as never)

  it("brings a pool-scoped reservation back into its pool, with what was bound of it", async () => {
    const item = await stockItem(inventory.service, { depot: 2, shop: 2 })
    const line = name("line")
    const id = await reserve(item, 3, line, places)
    const bound = [{ locationId: "shop", quantity: 1, lineItemId: line }]
    expect(await inventory.service.bind({ lineItemId: line, inventoryItemId: item, places: bound })).toMatchObject({
      ok: true,
    })
    await inventory.service.deleteReservationItemsByLineItem([line])
    expect(await free(item)).toBe(4)
    await restore(line)
    expect(await free(item)).toBe(1)
    expect(await inventory.service.listReservationItems({ line_item_id: [line] })).toHaveLength(1)
    expect(await inventory.service.release({ reservationIds: [id] })).toMatchObject({ released: 1 })
    expect(await free(item)).toBe(3)
  })

  it("does not bring back what left the building before the pool was given back", async () => {
    const item = await stockItem(inventory.service, { depot: 2, shop: 2 })
    const line = name("line")
    await reserve(item, 3, line, places)
    const bound = [{ locationId: "shop", quantity: 1, lineItemId: line }]
    const outcome = await inventory.service.bind({ lineItemId: line, inventoryItemId: item, places: bound })
    await inventory.service.softDeleteReservationItems([outcome.ok ? outcome.reservations[0]!.id : ""])
    await inventory.service.deleteReservationItemsByLineItem([line])
    await restore(line)
    expect(await inventory.service.listReservationItems({ line_item_id: [line] })).toEqual([])
    expect(await free(item)).toBe(2)
  })

  it("is refused when others have the units by now; the undo of a workflow is not, and its excess shows", async () => {
    const item = await stockItem(inventory.service, { depot: 2, shop: 0 })
    const line = name("line")
    await reserve(item, 2, line, places)
    await inventory.service.release({ lineItemIds: [line] })
    const taker = await reserve(item, 1, name("line"))
    await expect(restore(line)).rejects.toMatchObject({ code: "insufficient_inventory" })
    expect(await free(item)).toBe(1)
    await restore(line, { transactionId: "a run of cancel-order" })
    expect(await free(item)).toBe(0)
    expect(await inventory.service.readHolds({ lineItemIds: [line] })).toMatchObject([{ quantity: 2 }])
    await inventory.service.release({ reservationIds: [taker], lineItemIds: [line] })
    expect(await free(item)).toBe(2)
  })
})
