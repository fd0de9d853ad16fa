import { Client } from "pg"
import { expectBalancedBooks } from "../support/books"
import { bootOurs, stockItem, type InventoryUnderTest } from "../support/inventory-module"

let inventory: InventoryUnderTest
beforeAll(async () => void (inventory = await bootOurs()))
afterAll(() => inventory?.close())
afterEach(() => expectBalancedBooks(inventory.database))

let carts = 0
async function holdAt(item: string, quantity = 1, places = ["depot"]): Promise<string> {
  const owner = `cart_${(carts += 1)}`
  const lines = [{ inventoryItemId: item, locationIds: places, quantity }]
  expect(await inventory.service.hold({ owner, ttlMs: 60_000, lines })).toMatchObject({ ok: true })
  return owner
}

const lapse = (owners: string[], since = "0 seconds") =>
  inventory.database.query(
    `update anyshelf_hold set expires_at = clock_timestamp() - $2::interval where owner = any($1)`,
    [owners, since]
  )

const rows = async () =>
  Number((await inventory.database.query<{ n: string }>(`select count(*) as n from anyshelf_hold`))[0]!.n)
const tidyAll = () => inventory.service.tidyClaims({ limit: 10_000 })

describe("tidying", () => {
  it("removes lapsed holds, never living ones, lowers the counters, and tells the channels", async () => {
    const item = await stockItem(inventory.service, { depot: 10 })
    const lapsed = [await holdAt(item, 2), await holdAt(item, 3)]
    const living = await holdAt(item, 1)
    await lapse(lapsed)
    await inventory.database.query(`delete from anyshelf_stock_change`)
    expect(await tidyAll()).toEqual({ holds: 2, keys: 0 })
    const [level] = await inventory.database.query(
      `select anyshelf_held::int as held, anyshelf_version::int as version from inventory_level where inventory_item_id = $1`,
      [item]
    )
    expect(level).toEqual({ held: 1, version: 1 })
    expect(await inventory.database.query(`select inventory_item_id from anyshelf_stock_change`)).toEqual([
      { inventory_item_id: item },
    ])
    expect(await inventory.service.readHolds({ owners: [living] })).toHaveLength(1)
    await inventory.service.release({ owners: [living] })
  })

  it("does no more than it was asked for at a time", async () => {
    const item = await stockItem(inventory.service, { depot: 10 })
    const owners = []
    for (let n = 0; n < 5; n += 1) owners.push(await holdAt(item))
    await lapse(owners)
    expect(await inventory.service.tidyClaims({ limit: 2 })).toEqual({ holds: 2, keys: 0 })
    expect(await inventory.service.tidyClaims({ limit: 2 })).toEqual({ holds: 2, keys: 0 })
    expect(await inventory.service.tidyClaims({ limit: 2 })).toEqual({ holds: 1, keys: 0 })
    expect(await rows()).toBe(0)
  })

  it("passes over a level at work, and waits for it once its holds are old", async () => {
    const [busy, idle] = [
      await stockItem(inventory.service, { depot: 5 }),
      await stockItem(inventory.service, { depot: 5 }),
    ]
    const owners = [await holdAt(busy), await holdAt(idle)]
    await lapse(owners)
    const worker = new Client({ connectionString: inventory.database.url })
    await worker.connect()
    await worker.query("begin")
    await worker.query("select 1 from inventory_level where inventory_item_id = $1 for update", [busy])
    expect(await tidyAll()).toEqual({ holds: 1, keys: 0 })
    await lapse([owners[0]!], "16 seconds")
    const waiting = tidyAll()
    await worker.query("commit")
    await worker.end()
    expect(await waiting).toEqual({ holds: 1, keys: 0 })
  })

  it("gives way to the process that tidies already", async () => {
    const item = await stockItem(inventory.service, { depot: 5 })
    await lapse([await holdAt(item)])
    await inventory.database.query("begin")
    await inventory.database.query("select pg_advisory_xact_lock(hashtextextended('anyshelf tidy', 0))")
    expect(await tidyAll()).toEqual({ holds: 0, keys: 0 })
    await inventory.database.query("commit")
    expect(await tidyAll()).toEqual({ holds: 1, keys: 0 })
  })

  it("forgets idempotency keys after a day, and not before", async () => {
    const item = await stockItem(inventory.service, { depot: 5 })
    for (const idempotencyKey of ["old", "young"]) {
      await inventory.service.reserve({
        lines: [{ inventoryItemId: item, locationIds: ["depot"], quantity: 1 }],
        idempotencyKey,
      })
    }
    await inventory.database.query(
      `update anyshelf_idempotency_key set created_at = now() - case key when 'old' then interval '24 hours 1 second'
         else interval '23 hours 59 minutes' end`
    )
    expect(await tidyAll()).toEqual({ holds: 0, keys: 1 })
    expect(await inventory.database.query(`select key from anyshelf_idempotency_key`)).toEqual([{ key: "young" }])
  })

  it("races with everything that touches a hold, and each unit is counted once", async () => {
    const item = await stockItem(inventory.service, { depot: 30, shop: 30 })
    const owners = await Promise.all(Array.from({ length: 20 }, () => holdAt(item, 2, ["depot", "shop"])))
    await lapse(owners)
    const renew = (owner: string) => {
      const lines = [{ inventoryItemId: item, locationIds: ["shop", "depot"], quantity: 1 }]
      return inventory.service.hold({ owner, ttlMs: 60_000, lines })
    }
    await Promise.all([
      ...owners.slice(0, 10).map(renew),
      ...owners.slice(5).map((owner) => inventory.service.release({ owners: [owner] })),
      ...owners.map((owner) => inventory.service.extendHold({ owner, ttlMs: 60_000 })),
      ...Array.from({ length: 10 }, () => inventory.service.tidyClaims({ limit: 7 })),
    ])
    await tidyAll()
    await inventory.service.release({ owners })
    expect(Number(await inventory.service.retrieveAvailableQuantity(item, ["depot", "shop"]))).toBe(60)
  })

  it.each([0, -1, 1.5, Number.NaN, 10_001])("refuses a limit of %p", async (limit) => {
    await expect(inventory.service.tidyClaims({ limit })).rejects.toThrow("whole number from 1 to 10000")
  })
})
