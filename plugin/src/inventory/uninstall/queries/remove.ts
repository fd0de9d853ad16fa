import { raw } from "../../sql/raw"
import { run, type Connection } from "../../doctor/queries/run"
import type { OursRow, PoolRow } from "./plan"

/** Nobody reads or writes stock until the transaction ends. Waits at most `patienceMs` for those who do. */
export async function lockStock(connection: Connection, patienceMs: number): Promise<void> {
  await run(connection, `select set_config('lock_timeout', :ms, true)`, { ms: String(patienceMs) })
  await connection.raw(`lock table inventory_level, reservation_item, anyshelf_hold in access exclusive mode`)
}

/** Makes a pool reservation an ordinary one of Medusa's, where its units are set aside. On hand stays; reserved grows by it. */
export async function bindWhereItLies(connection: Connection, pool: PoolRow): Promise<void> {
  await run(
    connection,
    `with pool as (delete from anyshelf_hold where id::text = :id returning *),
     made as (
       insert into reservation_item (id, line_item_id, inventory_item_id, location_id, quantity, raw_quantity, allow_backorder,
         description, created_by)
       select case when cast(:nth as int) = 1 and not exists (select 1 from reservation_item r where r.id = pool.claim_id)
           then pool.claim_id else 'resitem_' || upper(replace(gen_random_uuid()::text, '-', '')) end,
         pool.line_item_id, pool.inventory_item_id, pool.location_id, pool.quantity,
         ${raw("pool.quantity")}, false, pool.description, pool.created_by
       from pool)
     update inventory_level il set
       anyshelf_unrouted = il.anyshelf_unrouted - pool.quantity, reserved_quantity = il.reserved_quantity + pool.quantity,
       raw_reserved_quantity = ${raw("il.reserved_quantity + pool.quantity")},
       updated_at = now()
     from pool where il.inventory_item_id = pool.inventory_item_id and il.location_id = pool.location_id and il.deleted_at is null`,
    { id: pool.id, nth: pool.nth }
  )
}

/** Takes everything of ours away; tables go to `history` when it is given. Fails as a whole when somebody else needs one of them. */
export async function removeOurs(
  connection: Connection,
  ours: readonly OursRow[],
  history: string | null
): Promise<void> {
  const of = (kind: OursRow["kind"]) => ours.filter((each) => each.kind === kind)
  for (const { name, on } of of("trigger")) await execute(connection, `drop trigger ${name} on ${on}`)
  if (history) await execute(connection, `create schema ${history}`)
  const tables = of("table").map(({ name }) => name)
  if (history) for (const name of tables) await execute(connection, `alter table ${name} set schema ${history}`)
  else if (tables.length > 0) await execute(connection, `drop table ${tables.join(", ")}`)
  for (const { name } of of("index")) await execute(connection, `drop index ${name}`)
  for (const { name, on } of of("column")) await execute(connection, `alter table ${on} drop column ${name}`)
  const functions = of("function").map(({ name }) => name)
  if (functions.length > 0) await execute(connection, `drop function ${functions.join(", ")}`)
  for (const { name } of of("sequence")) await execute(connection, `drop sequence ${name}`)
}

/** Forgets that our migrations ran, so that installing again begins anew. */
export async function forgetMigrations(connection: Connection, names: readonly string[]): Promise<number> {
  const rows = await run(connection, `delete from mikro_orm_migrations where name = any(:names) returning name`, {
    names: [...names],
  })
  return rows.length
}

/** Forgets link tables of ours, where the app keeps a list of links. */
export async function forgetLinks(connection: Connection): Promise<void> {
  const [list] = await run<{ name: string | null }>(
    connection,
    `select to_regclass('link_module_migrations')::text as name`
  )
  if (list?.name) await run(connection, `delete from link_module_migrations where table_name like '%anyshelf\\_%'`)
}

/** Names come from the catalogue, quoted by the database. */
const execute = (connection: Connection, sql: string) => connection.raw(sql.replaceAll("?", "\\?"))
