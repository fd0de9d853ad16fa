import { expectBalancedBooks } from "../support/books"
import { createDatabase } from "../support/database"
import { bootOurs, bootStock, stockItem, type InventoryUnderTest } from "../support/inventory-module"
import { doctorOf } from "./support"

let inventory: InventoryUnderTest
let doctor: ReturnType<typeof doctorOf>

beforeAll(async () => {
  inventory = await bootOurs()
  doctor = doctorOf(inventory.database)
})
afterAll(async () => {
  await doctor?.close()
  await inventory?.close()
})

const trigger = {
  code: "machinery_missing",
  subject: { name: "the trigger anyshelf_record_changes on inventory_level" },
}

describe("functions and triggers", () => {
  it.each([
    ["a trigger that is gone", `drop trigger anyshelf_record_changes on inventory_level`, trigger],
    [
      "a trigger that is switched off",
      `alter table inventory_level disable trigger anyshelf_record_changes`,
      { ...trigger, code: "machinery_altered" },
    ],
    [
      "a trigger that does something else",
      `drop trigger anyshelf_keep_movement on anyshelf_stock_movement;
       create trigger anyshelf_keep_movement before delete on anyshelf_stock_movement for each row execute function anyshelf_refuse_change()`,
      { code: "machinery_altered", subject: { name: "the trigger anyshelf_keep_movement on anyshelf_stock_movement" } },
    ],
    [
      "a function with another body",
      `create or replace function anyshelf_safety(item text, place text) returns numeric language sql as 'select 0::numeric'`,
      { code: "machinery_altered", subject: { name: "the function anyshelf_safety(item text, place text)" } },
    ],
    [
      "a function that gives something else",
      `drop function anyshelf_lapsed; create function anyshelf_lapsed(item text, place text) returns text language sql as 'select item'`,
      { code: "machinery_altered", subject: { name: "the function anyshelf_lapsed(item text, place text)" } },
    ],
    [
      "a function that is gone",
      `drop function anyshelf_free`,
      { code: "machinery_missing", subject: { name: expect.stringContaining("the function anyshelf_free(") } },
    ],
  ])("%s: found, installed again, and healthy", async (_, sql, expected) => {
    const item = await stockItem(inventory.service, { shop: 5 })
    await inventory.database.query(sql)
    expect((await doctor.look()).findings).toMatchObject([expected])
    expect(await doctor.repair()).toMatchObject({ healthy: true, repaired: 1 })
    expect(await doctor.look()).toMatchObject({ healthy: true, found: 0 })
    await inventory.service.createReservationItems({ inventory_item_id: item, location_id: "shop", quantity: 1 })
    await expectBalancedBooks(inventory.database)
  })

  it("what was sold while a trigger was off is found and repaired in one visit", async () => {
    const item = await stockItem(inventory.service, { shop: 5 })
    await inventory.database.query(`alter table inventory_level disable trigger anyshelf_record_changes`)
    await inventory.service.createReservationItems({ inventory_item_id: item, location_id: "shop", quantity: 2 })
    const report = await doctor.repair()
    expect(report.findings.map(({ code }) => code)).toEqual([
      "machinery_altered",
      "level_not_ledger",
      "version_not_ledger",
      "mark_not_level",
    ])
    expect(await doctor.look()).toMatchObject({ healthy: true })
    await expectBooksFrom(item)
  })

  it("leaves nothing of its comparing behind", async () => {
    await doctor.look()
    expect(await inventory.database.query(`select nspname from pg_namespace where nspname like 'anyshelf%'`)).toEqual(
      []
    )
  })

  const expectBooksFrom = async (item: string) => {
    const [sum] = await inventory.database.query(
      `select sum(reserved_delta)::int as reserved from anyshelf_stock_movement where inventory_item_id = '${item}'`
    )
    expect(sum).toEqual({ reserved: 2 })
  }
})

describe("could not run", () => {
  it("says so of a database without Medusa", async () => {
    const empty = await createDatabase()
    const lost = doctorOf(empty)
    await expect(lost.look()).rejects.toThrow("This database has no Medusa inventory. Check DATABASE_URL")
    await lost.close()
    await empty.drop()
  })

  it("says so of a database that Medusa runs without us", async () => {
    const stock = await bootStock()
    const lost = doctorOf(stock.database)
    await expect(lost.look()).rejects.toThrow("Anyshelf is not installed in this database. Run npx medusa db:migrate")
    await lost.close()
    await stock.close()
  })

  it("says so of a database that is older than we are", async () => {
    await inventory.database.query(
      `update mikro_orm_migrations set name = 'later' where name = 'Migration20261123130000AnyshelfClaims'`
    )
    await expect(doctor.look()).rejects.toThrow("Migration20261123130000AnyshelfClaims did not run yet")
    await inventory.database.query(
      `update mikro_orm_migrations set name = 'Migration20261123130000AnyshelfClaims' where name = 'later'`
    )
  })
})

it("a user who may not create schemas is told what was not compared, and has the rest examined", async () => {
  const role = `anyshelf_reader_${process.pid}`
  const url = new URL(inventory.database.url)
  await inventory.database.query(
    `create role ${role} login password 'reader'; grant select on all tables in schema public to ${role}`
  )
  const reader = doctorOf({
    ...inventory.database,
    url: Object.assign(url, { username: role, password: "reader" }).href,
  })
  const report = await reader.look()
  expect(report.skipped).toEqual([
    expect.stringContaining("Functions and triggers were not compared"),
    expect.stringContaining("Orders were not looked at"),
  ])
  expect(report.healthy).toBe(true)
  await reader.close()
  await inventory.database.query(`drop owned by ${role}; drop role ${role}`)
})
