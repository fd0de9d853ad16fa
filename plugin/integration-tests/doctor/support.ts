import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { createPgConnection } from "@medusajs/framework/utils"
import { runDoctor } from "../../src/inventory/doctor/run-doctor"
import type { TestDatabase } from "../support/database"

/** A doctor with a connection of its own, as on the command line. */
export function doctorOf(database: TestDatabase) {
  const knex = createPgConnection({ clientUrl: database.url, pool: { min: 0, max: 3 } }) as unknown as Knex
  return {
    knex,
    look: () => runDoctor(knex, { actor: "test" }),
    repair: () => runDoctor(knex, { actor: "test", repair: true }),
    close: () => knex.destroy(),
  }
}

/** Runs SQL that no trigger sees: as a restored dump or a careless script would. */
export const pastTheTriggers = (database: TestDatabase, sql: string) =>
  database.query(`begin; set local session_replication_role = replica; ${sql}; commit`)
