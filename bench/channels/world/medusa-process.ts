import { join } from "node:path"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { clearInstances, startApp } from "@medusajs/test-utils"
import type { Command } from "./medusa"

const directory = join(__dirname, "app")

/** A Medusa in a process of its own: it migrates its database and ends, or serves, works, and sells when its parent asks. */
async function main(task: string | undefined): Promise<void> {
  if (task === "migrate") return migrateApp()
  const { container, port } = await startApp({ cwd: directory })
  process.on("message", ({ id, command }: { id: number; command: Command }) => {
    sell(container, command).then(
      () => process.send!({ id }),
      (error: Error) => process.send!({ id, error: error.message })
    )
  })
  process.send!({ id: 0, port })
}

/** So many sales of one unit, all at once. */
async function sell(container: MedusaContainer, { itemId, locationId, sales }: Command): Promise<void> {
  const inventory = container.resolve(Modules.INVENTORY)
  const reservation = { inventory_item_id: itemId, location_id: locationId, quantity: 1 }
  await Promise.all(Array.from({ length: sales }, () => inventory.createReservationItems([reservation])))
}

/** What `medusa db:migrate` does, in this process. */
async function migrateApp(): Promise<void> {
  const { initializeContainer } = await import("@medusajs/medusa/loaders/index")
  const { migrate } = await import("@medusajs/medusa/commands/db/migrate")
  const container = await initializeContainer(directory)
  await migrate({
    directory,
    container,
    logger: container.resolve(ContainerRegistrationKeys.LOGGER),
    skipLinks: false,
    executeAllLinks: true,
    executeSafeLinks: true,
    skipScripts: true,
    skipSearch: true,
    executeAllSearch: false,
    executeSafeSearch: false,
  })
  await clearInstances()
  process.exit(0)
}

main(process.argv[2]).catch((error: unknown) => {
  console.error(error)
  process.exit(1)
})
