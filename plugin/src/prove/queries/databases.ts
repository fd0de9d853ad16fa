import type { Knex } from "@medusajs/framework/mikro-orm/knex"

/** Databases whose name begins so. */
export async function listDatabases(knex: Knex, prefix: string): Promise<string[]> {
  const { rows } = (await knex.raw("select datname from pg_database where starts_with(datname, ?)", [prefix])) as {
    rows: { datname: string }[]
  }
  return rows.map(({ datname }) => datname)
}

export const createDatabase = async (knex: Knex, name: string): Promise<void> =>
  void (await knex.raw("create database ??", [name]))

/** Also while sessions are open; does nothing when it is gone. */
export const dropDatabase = async (knex: Knex, name: string): Promise<void> =>
  void (await knex.raw("drop database if exists ?? with (force)", [name]))
