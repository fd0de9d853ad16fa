import { randomUUID } from "node:crypto"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { installFunctions, installTriggers } from "../../sql/install"
import { dropTriggers } from "../../sql/triggers"
import { run, type Connection } from "./run"

/** A function or a trigger, with everything that decides what it does. */
export interface Part {
  readonly name: string
  readonly definition: string
}

/** Rolls the transaction back although all went well. */
class Enough extends Error {}

/**
 * What this version would install, read from the database itself: it is installed in a schema that nobody sees, on empty
 * copies of the tables, and rolled back. So a difference in spelling is none, and a difference in meaning is one.
 */
export async function expectedMachinery(knex: Knex): Promise<{ functions: Part[]; triggers: Part[] }> {
  let parts: { functions: Part[]; triggers: Part[] } | undefined
  const schema = `anyshelf_doctor_${randomUUID().slice(0, 8)}`
  await knex
    .transaction(async (transaction) => {
      const [here] = await run<{ name: string }>(transaction, `select current_schema() as name`)
      await transaction.raw(`create schema ${schema}`)
      await transaction.raw(`set local search_path = ${schema}, ${quote(here!.name)}`)
      await transaction.raw(literal(installFunctions))
      const functions = await installedFunctions(transaction)
      for (const { name } of await run<{ name: string }>(transaction, ourTables, { schema: here!.name }))
        await transaction.raw(`create table ${schema}.${quote(name)} (like ${quote(here!.name)}.${quote(name)})`)
      await transaction.raw(literal(installTriggers))
      parts = { functions, triggers: await installedTriggers(transaction) }
      throw new Enough()
    })
    .catch((error: unknown) => {
      if (!(error instanceof Enough)) throw error
    })
  return parts!
}

const ourTables = `
  select relname as name from pg_class where relkind in ('r', 'p') and relnamespace = cast(:schema as regnamespace)
    and (relname in ('inventory_level', 'reservation_item', 'inventory_item') or relname like 'anyshelf\\_%')`

/** Our functions in the schema that the connection sees first. */
export const installedFunctions = (connection: Connection): Promise<Part[]> =>
  run<Part>(
    connection,
    `select p.proname || '(' || pg_get_function_identity_arguments(p.oid) || ')' as name,
       concat_ws(' | ', pg_get_function_arguments(p.oid), pg_get_function_result(p.oid), l.lanname, p.provolatile, p.proconfig::text, p.prosrc)
         as definition
     from pg_proc p join pg_language l on l.oid = p.prolang
     where p.pronamespace = current_schema()::regnamespace and p.proname like 'anyshelf\\_%' order by 1`
  )

/** Our triggers on tables of the schema that the connection sees first; one that is switched off reads as another. */
export const installedTriggers = (connection: Connection): Promise<Part[]> =>
  run<Part>(
    connection,
    `select t.tgname || ' on ' || c.relname as name,
       replace(pg_get_triggerdef(t.oid), quote_ident(current_schema()) || '.', '')
         || case when t.tgenabled in ('O', 'A') then '' else ' (off)' end as definition
     from pg_trigger t join pg_class c on c.oid = t.tgrelid
     where c.relnamespace = current_schema()::regnamespace and not t.tgisinternal and t.tgname like 'anyshelf\\_%' order by 1`
  )

/** Installs everything again. Nobody changes a level meanwhile: the tables are locked for some milliseconds. */
export async function installMachinery(connection: Connection, altered: readonly Part[]): Promise<void> {
  await connection.raw(literal(dropTriggers))
  // A function that gives something else than it should cannot be replaced.
  for (const { name } of altered) await connection.raw(literal(`drop function if exists ${name}`))
  await connection.raw(literal(installFunctions))
  await connection.raw(literal(installTriggers))
}

const quote = (name: string) => `"${name.replaceAll('"', '""')}"`

/** Knex takes each question mark for a value. */
const literal = (sql: string) => sql.replaceAll("?", "\\?")
