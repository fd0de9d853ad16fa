import { randomUUID } from "node:crypto"
import { createDatabase, type TestDatabase } from "../support/database"

/** A merchant's database: a user of its own, who owns it and nothing else. The test looks on as somebody else. */
export async function createMerchantDatabase(): Promise<TestDatabase> {
  const database = await createDatabase()
  const role = `anyshelf_merchant_${randomUUID().slice(0, 8)}`
  const name = new URL(database.url).pathname.slice(1)
  await database.query(`create role ${role} login password 'merchant'`)
  await database.query(`alter database ${name} owner to ${role}; alter schema public owner to ${role}`)
  return {
    ...database,
    url: Object.assign(new URL(database.url), { username: role, password: "merchant" }).href,
    drop: async () => {
      await database.query(`reassign owned by ${role} to current_user; drop owned by ${role}`)
      await database.query(`alter database ${name} owner to current_user`)
      await database.query(`drop role ${role}`)
      await database.drop()
    },
  }
}

/** Core's own columns of levels and reservations, row by row: what must be the same, to the letter, before and after. */
export async function corePicture(database: TestDatabase): Promise<{ levels: unknown[]; reservations: unknown[] }> {
  const rowsOf = async (table: string) => {
    const rows = await database.query<{ row: string }>(
      `select (select jsonb_object_agg(key, value) from jsonb_each(to_jsonb(t)) where key not like 'anyshelf%')::text as row
       from ${table} t order by id`
    )
    return rows.map(({ row }) => row)
  }
  return { levels: await rowsOf("inventory_level"), reservations: await rowsOf("reservation_item") }
}

/** Everything in the database that Medusa did not make: names of tables, columns, functions, triggers, indexes, migrations. */
export const everythingIn = (database: TestDatabase): Promise<{ what: string }[]> =>
  database.query(`
    select 'column ' || table_name || '.' || column_name || ' ' || data_type as what from information_schema.columns where table_schema = 'public'
    union all select 'function ' || proname from pg_proc where pronamespace = 'public'::regnamespace
    union all select 'trigger ' || tgname from pg_trigger where not tgisinternal
    union all select 'relation ' || relname from pg_class where relnamespace = 'public'::regnamespace
    union all select 'migration ' || name from mikro_orm_migrations
    order by 1`)
