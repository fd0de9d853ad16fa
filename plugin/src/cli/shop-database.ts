import { existsSync } from "node:fs"
import { createRequire } from "node:module"
import path from "node:path"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { createPgConnection, getConfigFile, loadEnv } from "@medusajs/framework/utils"
import { CouldNotRun } from "../inventory/doctor/could-not-run"

/** The part of Medusa's configuration that says where the data is. */
interface ProjectConfig {
  readonly databaseUrl?: string
  readonly databaseSchema?: string
  readonly databaseDriverOptions?: Record<string, unknown>
}

/** The shop's database, as the command line opens it. */
export interface ShopDatabase {
  /** One connection: what is done with it is done by one session. */
  readonly knex: Knex
  /** Which database, for people; without the password. */
  readonly name: string
}

/**
 * Opens the database of a shop: the one that DATABASE_URL names (in the environment or in the app's `.env`), else the one in
 * the app's medusa-config. The app itself is not started, so that an app that does not start can still be examined.
 *
 * Throws `CouldNotRun` when neither says where the data is.
 *
 * @param directory - the folder of the app
 */
export async function openShopDatabase(directory: string): Promise<ShopDatabase> {
  loadEnv(process.env["NODE_ENV"] ?? "development", directory)
  const fromEnvironment = process.env["DATABASE_URL"]
  const config: ProjectConfig = fromEnvironment ? { databaseUrl: fromEnvironment } : await readConfig(directory)
  const clientUrl = config.databaseUrl
  if (!clientUrl || !URL.canParse(clientUrl))
    throw new CouldNotRun(
      `${clientUrl ? "DATABASE_URL is no address" : "The configuration names no database"}: set DATABASE_URL, for example to postgres://user:password@localhost:5432/medusa.`
    )
  const { pool: _itsOwn, ...driverOptions } = config.databaseDriverOptions ?? {}
  const schema = config.databaseSchema ?? "public"
  const knex = createPgConnection({ clientUrl, schema, driverOptions, pool }) as unknown as Knex
  const name = nameOf(new URL(clientUrl))
  await knex.raw("select 1").catch(async (error: { code?: string; message?: string }) => {
    await knex.destroy()
    throw new CouldNotRun(
      `The database ${name} cannot be reached (${error.message || error.code}). Check its address, and that PostgreSQL is running.`
    )
  })
  return { knex, name }
}

/** One connection; and who cannot connect says so at once, instead of waiting a minute for a pool. */
const pool = { min: 0, max: 1, propagateCreateError: true }

const nameOf = (url: URL) => `${url.pathname.slice(1)} at ${url.host || "this machine"}`

async function readConfig(directory: string): Promise<ProjectConfig> {
  if (!["medusa-config.ts", "medusa-config.js"].some((name) => existsSync(path.join(directory, name))))
    throw new CouldNotRun(
      `There is no DATABASE_URL, and no medusa-config in ${directory}: set the first, or run this in the folder of your Medusa app.`
    )
  understandTypeScript(directory)
  const { configModule, error } = await getConfigFile<{ projectConfig?: ProjectConfig }>(directory, "medusa-config")
  if (error)
    throw new CouldNotRun(`medusa-config could not be read (${error.message}). Correct it, or set DATABASE_URL.`)
  return configModule.projectConfig ?? {}
}

/** As Medusa's own command does it, with the compiler that comes with it. */
function understandTypeScript(directory: string): void {
  try {
    const medusa = createRequire(path.join(directory, "package.json")).resolve("@medusajs/cli/cli.js")
    ;(createRequire(medusa)("ts-node") as { register(options: object): void }).register({})
  } catch {
    // A built app has its configuration in JavaScript, and no compiler.
  }
}
