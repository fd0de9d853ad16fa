import { join } from "node:path"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { createReservationsWorkflow } from "@medusajs/medusa/core-flows"
import { clearInstances, startApp } from "@medusajs/test-utils"
import { sprint } from "../support/sprint"
import { fillCart, openBenchShop, sell, type BenchShop } from "./shop"
import type { Books, Command, Prepared } from "./side"

/** One side of the bench: a Medusa of its own, in a process of its own, that does what its parent asks. */
async function main(app: string): Promise<void> {
  const directory = join(__dirname, "apps", app)
  await migrateApp(directory)
  const { container, port } = await startApp({ cwd: directory })
  const shop = await openBenchShop(container)
  process.on("message", ({ id, command }: { id: number; command: Command }) => {
    obey(container, shop, command).then(
      (result) => process.send!({ id, result }),
      (error: Error) => process.send!({ id, error: error.message })
    )
  })
  process.send!({ id: 0, result: { port, publishableKey: shop.publishableKey } })
}

async function obey(container: MedusaContainer, shop: BenchShop, command: Command): Promise<unknown> {
  if (command.do === "prepare") return prepare(container, shop, command)
  if (command.do === "reserve") return reserve(container, shop, command)
  return books(container, command.itemId)
}

/** Carts are filled by four at a time: more would only wait for connections. */
async function prepare(
  container: MedusaContainer,
  shop: BenchShop,
  { sku, units, shoppers }: Command & { do: "prepare" }
) {
  const { variantId, itemId } = await sell(container, shop, sku, units)
  const cartIds: string[] = []
  while (cartIds.length < shoppers) {
    const some = Math.min(4, shoppers - cartIds.length)
    cartIds.push(...(await Promise.all(Array.from({ length: some }, () => fillCart(container, shop, variantId)))))
  }
  return { itemId, cartIds } satisfies Prepared
}

/** Core's own workflow, so many calls in flight, for so long; only what was reserved counts. */
async function reserve(container: MedusaContainer, shop: BenchShop, { sku, callers, ms }: Command & { do: "reserve" }) {
  const inventory = container.resolve(Modules.INVENTORY)
  const known = await inventory.listInventoryItems({ sku })
  const itemId = known[0]?.id ?? (await sell(container, shop, sku, 10_000_000)).itemId
  const reservations = [{ inventory_item_id: itemId, location_id: shop.placeId, quantity: 1 }]
  const before = await books(container, itemId)
  const { perSecond, p99 } = await sprint(callers, ms, () =>
    createReservationsWorkflow(container)
      .run({ input: { reservations } })
      .catch(() => undefined)
  )
  const reserved = (await books(container, itemId)).reservations - before.reservations
  return { perSecond, p99, reserved }
}

/** What the database says, whatever was answered. */
async function books(container: MedusaContainer, itemId: string): Promise<Books> {
  const database = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  const { rows } = await database.raw(
    `select (select count(*)::int from "order" where deleted_at is null) as orders,
       (select count(*)::int from reservation_item where inventory_item_id = ? and deleted_at is null) as reservations,
       (select reserved_quantity::int from inventory_level where inventory_item_id = ?) as reserved`,
    [itemId, itemId]
  )
  return rows[0] as Books
}

/** What `medusa db:migrate` does, in this process. */
async function migrateApp(directory: string): Promise<void> {
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
}

main(process.argv[2]!).catch((error: unknown) => {
  console.error(error)
  process.exit(1)
})
