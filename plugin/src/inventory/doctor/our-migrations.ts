import { existsSync, readdirSync } from "node:fs"
import { join } from "node:path"

const sources = join(__dirname, "../..")

const migrationsIn = (folder: string): string[] =>
  existsSync(folder) ? readdirSync(folder).flatMap((file) => /^(Migration\w+)\.(?:js|ts)$/.exec(file)?.[1] ?? []) : []

/**
 * The migrations that the Inventory Module has beyond Medusa's own, by the names under which Medusa notes that they ran.
 * Ours say so in their name, since all modules share one list of names; Medusa's have a number only.
 */
export const inventoryMigrations = (): string[] =>
  migrationsIn(join(sources, "inventory/migrations"))
    .filter((name) => !/^Migration\d+$/.test(name))
    .sort()

/** All migrations of the plugin: those of the Inventory Module, and of its other modules. */
export function ourMigrations(): string[] {
  const modules = join(sources, "modules")
  const others = readdirSync(modules).flatMap((name) => migrationsIn(join(modules, name, "migrations")))
  return [...inventoryMigrations(), ...others].sort()
}
