import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { CouldNotRun } from "./could-not-run"
import { inventoryMigrations } from "./our-migrations"
import { migrationsAmong, tablesAmong } from "./queries/database"

/** Makes sure that this is a database with Medusa's inventory and all of our tables. Throws `CouldNotRun`. */
export async function assertOurs(knex: Knex): Promise<void> {
  const tables = await tablesAmong(knex, ["inventory_level", "anyshelf_stock_movement", "mikro_orm_migrations"])
  if (!tables.has("inventory_level") || !tables.has("mikro_orm_migrations"))
    throw new CouldNotRun(
      "This database has no Medusa inventory. Check DATABASE_URL, and projectConfig.databaseSchema in medusa-config."
    )
  if (!tables.has("anyshelf_stock_movement"))
    throw new CouldNotRun(
      "Anyshelf is not installed in this database. Run npx medusa db:migrate in the folder of your app."
    )
  const ours = inventoryMigrations()
  const done = await migrationsAmong(knex, ours)
  const missing = ours.filter((name) => !done.has(name))
  if (missing.length > 0)
    throw new CouldNotRun(
      `This database is older than this Anyshelf: ${missing.join(", ")} did not run yet. Run npx medusa db:migrate first.`
    )
}
