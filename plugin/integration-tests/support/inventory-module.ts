import { resolve } from "node:path"
import { MedusaApp, MedusaModule, ModulesDefinition } from "@medusajs/framework/modules-sdk"
import type { IInventoryService, InventoryTypes } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, createPgConnection, Modules } from "@medusajs/framework/utils"
import type { AnyshelfInventory } from "../../src/inventory/contract"
import { createDatabase, type TestDatabase } from "./database"

// A database is created and migrated for each file; jest's five seconds are short for that on a busy machine.
jest.setTimeout(120_000)

/** Which Inventory Module: Medusa's own, or ours. */
export type Make = "stock" | "ours"

/** An Inventory Module, migrated as an app would migrate it and running on a database of its own. */
export interface InventoryUnderTest<Service = AnyshelfInventory> {
  readonly service: Service
  readonly database: TestDatabase
  /** What was emitted on Medusa's event bus, in order. */
  readonly events: { name: string; data: unknown }[]
  close(): Promise<void>
}

const paths = { stock: "@medusajs/inventory", ours: resolve(__dirname, "../../src/inventory") }

/** Boots our module; with `database`, on one that exists already (for example one that stock Medusa has migrated). */
export const bootOurs = (database?: TestDatabase) => boot("ours", database) as Promise<InventoryUnderTest>

/** Boots Medusa's own module, to show what ours changes. */
export const bootStock = (database?: TestDatabase) =>
  boot("stock", database) as Promise<InventoryUnderTest<IInventoryService>>

/**
 * Medusa's own `moduleIntegrationTestRunner` builds the schema from models, without migrations and so without triggers;
 * here the module's migrations run, as in an app.
 */
export async function boot(make: Make, existing?: TestDatabase): Promise<InventoryUnderTest<IInventoryService>> {
  const database = existing ?? (await createDatabase())
  const connection = createPgConnection({ clientUrl: database.url, pool: { max: 10 } })
  const close = async () => {
    await connection.destroy()
    if (!existing) await database.drop()
  }
  const events: { name: string; data: unknown }[] = []
  try {
    return { service: await load(make, database.url, connection, events), database, events, close }
  } catch (error) {
    await close()
    throw error
  }
}

async function load(make: Make, clientUrl: string, connection: unknown, events: unknown[]): Promise<IInventoryService> {
  MedusaModule.clearInstances()
  const app = await MedusaApp({
    modulesConfig: {
      [Modules.INVENTORY]: { definition: ModulesDefinition[Modules.INVENTORY]!, resolve: paths[make] },
    },
    sharedResourcesConfig: { database: { clientUrl } },
    injectedDependencies: {
      [ContainerRegistrationKeys.PG_CONNECTION]: connection,
      [Modules.EVENT_BUS]: { emit: async (emitted: unknown) => void events.push(...[emitted].flat()) },
      [ContainerRegistrationKeys.LOGGER]: { ...console, info: () => undefined },
    },
  })
  const log = jest.spyOn(console, "log").mockImplementation()
  await app.runMigrations().finally(() => log.mockRestore())
  return app.modules[Modules.INVENTORY] as unknown as IInventoryService
}

let items = 0

/** Creates an item with stock: `{ shop: 5, depot: 0 }`. Returns its id. */
export async function stockItem(service: IInventoryService, stock: Record<string, number>): Promise<string> {
  const item = await service.createInventoryItems({ sku: `SKU-${(items += 1)}` })
  const levels = Object.entries(stock).map(([location_id, stocked_quantity]) => ({
    inventory_item_id: item.id,
    location_id,
    stocked_quantity,
  }))
  await service.createInventoryLevels(levels)
  return item.id
}

/** What a level says: `[on hand, reserved]`. */
export async function levelOf(
  service: IInventoryService,
  inventory_item_id: string,
  location_id: string
): Promise<[number, number]> {
  const level: InventoryTypes.InventoryLevelDTO = await service.retrieveInventoryLevelByItemAndLocation(
    inventory_item_id,
    location_id
  )
  return [Number(level.stocked_quantity), Number(level.reserved_quantity)]
}
