import { randomUUID } from "node:crypto"
import { MedusaApp, MedusaModule, ModulesDefinition } from "@medusajs/framework/modules-sdk"
import { ContainerRegistrationKeys, createPgConnection, Modules } from "@medusajs/framework/utils"
import type { AnyshelfInventory } from "@anyshelf/plugin/inventory"
import { Client, Pool } from "pg"

/** The Inventory Module as a shop runs it, on a database of its own, and the same database by hand. */
export interface InventoryOnTrial {
  readonly service: AnyshelfInventory
  /** Connections of the bench's own, as many as a direct caller would be given. */
  readonly pool: Pool
  close(): Promise<void>
}

/** Opens the built module on a new database of the server that TEST_DATABASE_URL names. */
export async function openInventory(): Promise<InventoryOnTrial> {
  const server = process.env.TEST_DATABASE_URL
  if (!server) throw new Error("TEST_DATABASE_URL is not set: run this as `npm run bench stock`.")
  const name = `anyshelf_bench_${randomUUID().slice(0, 8)}`
  await run(server, `create database ${name}`)
  const url = Object.assign(new URL(server), { pathname: `/${name}` }).href
  const connection = createPgConnection({ clientUrl: url, pool: { max: 10 } })
  const pool = new Pool({ connectionString: url, max: 32 })
  MedusaModule.clearInstances()
  const app = await MedusaApp({
    modulesConfig: {
      [Modules.INVENTORY]: { definition: ModulesDefinition[Modules.INVENTORY]!, resolve: "@anyshelf/plugin/inventory" },
    },
    sharedResourcesConfig: { database: { clientUrl: url } },
    injectedDependencies: {
      [ContainerRegistrationKeys.PG_CONNECTION]: connection,
      [Modules.EVENT_BUS]: { emit: async () => undefined },
      [ContainerRegistrationKeys.LOGGER]: { ...console, info: () => undefined },
    },
  })
  const log = console.log
  console.log = () => undefined
  await app.runMigrations().finally(() => (console.log = log))
  return {
    service: app.modules[Modules.INVENTORY] as unknown as AnyshelfInventory,
    pool,
    close: async () => {
      await pool.end()
      await connection.destroy()
      await run(server, `drop database ${name} with (force)`)
    },
  }
}

async function run(url: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: url })
  await client.connect()
  await client.query(sql).finally(() => client.end())
}
