import { join } from "node:path"
import { MedusaApp, ModulesDefinition } from "@medusajs/framework/modules-sdk"
import { ContainerRegistrationKeys, createPgConnection, Modules } from "@medusajs/framework/utils"
import type { AnyshelfInventory } from "../../inventory/contract"

const quiet = () => undefined
/** Kills are the point here: what the module says about lost connections is not worth a line each. */
const logger = { panic: quiet, error: quiet, warn: quiet, info: quiet, log: quiet, debug: quiet }

/** The Inventory Module as an app loads it, alone, on a database. With `migrate`, its migrations are run first. */
export async function bootInventory(
  databaseUrl: string,
  { migrate }: { migrate: boolean }
): Promise<AnyshelfInventory> {
  const connection = createPgConnection({ clientUrl: databaseUrl, pool: { min: 0, max: 10 } })
  const app = await MedusaApp({
    modulesConfig: {
      [Modules.INVENTORY]: {
        definition: ModulesDefinition[Modules.INVENTORY]!,
        resolve: join(__dirname, "../../inventory"),
      },
    },
    sharedResourcesConfig: { database: { clientUrl: databaseUrl } },
    injectedDependencies: {
      [ContainerRegistrationKeys.PG_CONNECTION]: connection,
      [Modules.EVENT_BUS]: { emit: async () => undefined },
      [ContainerRegistrationKeys.LOGGER]: logger,
    },
  })
  if (migrate) await app.runMigrations()
  return app.modules[Modules.INVENTORY] as unknown as AnyshelfInventory
}
