import { Client } from "pg"
import { expectBalancedBooks } from "../support/books"
import { createDatabase, untilSomeoneWaits, type TestDatabase } from "../support/database"
import { bootOurs, levelOf, stockItem, type InventoryUnderTest } from "../support/inventory-module"

let inventory: InventoryUnderTest
beforeAll(async () => void (inventory = await bootOurs()))
afterEach(() => expectBalancedBooks(inventory.database))
afterAll(() => inventory?.close())

const claim = (item: string, quantity = 1, location_id = "shop") => ({ inventory_item_id: item, location_id, quantity })
const reserve = (item: string, quantity = 1) => inventory.service.createReservationItems(claim(item, quantity))
const granted = (outcomes: PromiseSettledResult<unknown>[]) =>
  outcomes.filter(({ status }) => status === "fulfilled").length

/** How often the database was asked to claim while `work` ran. */
async function claimsSent(work: () => Promise<unknown>): Promise<number> {
  const query = jest.spyOn(Client.prototype, "query")
  await work()
  const texts = query.mock.calls.map(([each]) => (typeof each === "string" ? each : (each as { text: string }).text))
  query.mockRestore()
  return texts.filter((text) => /anyshelf_claim/.test(text)).length
}

describe("many claims at once", () => {
  it("go out in few statements, and grant exactly what there is", async () => {
    const item = await stockItem(inventory.service, { shop: 700 })
    let outcomes: PromiseSettledResult<unknown>[] = []
    const sent = await claimsSent(async () => {
      outcomes = await Promise.allSettled(Array.from({ length: 1000 }, () => reserve(item)))
    })
    expect(granted(outcomes)).toBe(700)
    expect(await levelOf(inventory.service, item, "shop")).toEqual([700, 700])
    expect(sent).toBeLessThan(20)
  })

  it("a claim that is too large is refused by itself, and neither waits nor blocks the small ones behind it", async () => {
    const item = await stockItem(inventory.service, { shop: 10 })
    const outcomes = await Promise.allSettled([
      reserve(item, 1),
      ...[8, 100, 1, 9, 1].map((each) => reserve(item, each)),
    ])
    expect(outcomes.map(({ status }) => status === "fulfilled")).toEqual([true, true, false, true, false, false])
  })

  it("large claims are judged in their turn: small ones that came later do not go first", async () => {
    const item = await stockItem(inventory.service, { shop: 10 })
    const outcomes = await Promise.allSettled([
      reserve(item, 1),
      reserve(item, 9),
      ...Array.from({ length: 50 }, () => reserve(item, 1)),
    ])
    expect(outcomes[1]!.status).toBe("fulfilled")
    expect(granted(outcomes)).toBe(2)
  })

  it("a claim of several lines takes all of them or none, and what it gave up is there for the next", async () => {
    const [one, other] = [
      await stockItem(inventory.service, { shop: 3 }),
      await stockItem(inventory.service, { shop: 1 }),
    ]
    const both = () => inventory.service.createReservationItems([claim(one, 2), claim(other)])
    const outcomes = await Promise.allSettled([reserve(one), both(), both(), reserve(one), reserve(other)])
    expect(outcomes.map(({ status }) => status === "fulfilled")).toEqual([true, true, false, false, false])
    expect(await levelOf(inventory.service, one, "shop")).toEqual([3, 3])
  })

  it("a poisoned claim fails alone", async () => {
    const item = await stockItem(inventory.service, { shop: 100 })
    const poisoned = () => inventory.service.createReservationItems({ ...claim(item), description: "a\0b" })
    const acts = Array.from({ length: 60 }, (_, n) => (n % 20 === 7 ? poisoned() : reserve(item)))
    const outcomes = await Promise.allSettled(acts)
    expect(outcomes.flatMap(({ status }, at) => (status === "rejected" ? [at] : []))).toEqual([7, 27, 47])
    expect(await levelOf(inventory.service, item, "shop")).toEqual([100, 57])
  })

  it("a level that another transaction holds makes its own claims wait, not those of others for long", async () => {
    const [held, free] = [
      await stockItem(inventory.service, { shop: 5 }),
      await stockItem(inventory.service, { shop: 5 }),
    ]
    await inventory.database.query("begin")
    await inventory.database.query(`select 1 from inventory_level where inventory_item_id = $1 for update`, [held])
    const blocked = Promise.allSettled([reserve(held), reserve(held)])
    await untilSomeoneWaits(inventory.database)
    const others = await Promise.allSettled(Array.from({ length: 5 }, () => reserve(free)))
    await inventory.database.query("rollback")
    expect(granted(others)).toBe(5)
    expect(granted(await blocked)).toBe(2)
  })
})

describe("connections that end", () => {
  const endAll = (database: TestDatabase) =>
    database.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where datname = current_database() and pid <> pg_backend_pid() and query like '%anyshelf_claim%'`
    )

  it("a claim whose connection is cut is sent again, and counts once", async () => {
    const item = await stockItem(inventory.service, { shop: 5000 })
    let cuts = 0
    const outcomes = Promise.allSettled(Array.from({ length: 3000 }, () => reserve(item)))
    while (cuts < 5) {
      await endAll(inventory.database)
      cuts += 1
    }
    expect(granted(await outcomes)).toBe(3000)
    expect(await levelOf(inventory.service, item, "shop")).toEqual([5000, 3000])
  })
})

describe("a process that ends", () => {
  it("answers what it took, and refuses more with a time to come again", async () => {
    const database = await createDatabase()
    const leaving = await bootOurs(database)
    const item = await stockItem(leaving.service, { shop: 500 })
    const taken = Promise.allSettled(
      Array.from({ length: 300 }, () => leaving.service.createReservationItems(claim(item)))
    )
    const hooks = (leaving.service as unknown as { __hooks: { onApplicationPrepareShutdown(): Promise<void> } }).__hooks
    await hooks.onApplicationPrepareShutdown()
    expect(granted(await taken)).toBe(300)
    await expect(leaving.service.createReservationItems(claim(item))).rejects.toMatchObject({
      code: "inventory_busy",
      retryAfterMs: expect.any(Number),
    })
    expect(await levelOf(leaving.service, item, "shop")).toEqual([500, 300])
    await leaving.close()
    await database.drop()
  })
})

describe("the ledger of claims that went out together", () => {
  it("says of each unit who asked for it", async () => {
    const item = await stockItem(inventory.service, { shop: 10 })
    const order = (id: string, quantity: number) =>
      inventory.service.withCause({ cause: "order", causeId: id }, () => reserve(item, quantity))
    await Promise.all([order("one", 1), order("two", 2), order("three", 3)])
    const rows = await inventory.database.query<{
      cause: string
      cause_id: string
      parts: { causeId: string; reserved: number }[]
    }>(
      `select cause, cause_id, reserved_delta, parts from anyshelf_stock_movement
       where inventory_item_id = $1 and reserved_delta > 0 order by version`,
      [item]
    )
    const told = rows.flatMap(({ cause_id, parts }) => parts?.map((part) => part.causeId) ?? [cause_id])
    expect(told.sort()).toEqual(["one", "three", "two"])
  })
})
