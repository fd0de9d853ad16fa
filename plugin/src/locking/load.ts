import { asValue } from "@medusajs/framework/awilix"
import type { ProviderLoaderOptions } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { DELEGATE, openDelegate, type LockingOptions } from "./delegate"

const coreInventory: unknown[] = ["@medusajs/medusa/inventory", "@medusajs/inventory"]

/** Runs when Medusa boots: stops an app whose stock would be left without any lock, then opens Medusa's own provider. */
export async function load(given: ProviderLoaderOptions): Promise<void> {
  refuseCoreInventory(given)
  const delegate = await openDelegate(given, (given.options ?? {}) as LockingOptions)
  given.container.register(DELEGATE, asValue(delegate))
}

/**
 * The configuration tells before any request does. What it cannot tell (a module by path) is asked of the module itself, when the
 * first item is passed without a lock.
 */
function refuseCoreInventory({ container }: ProviderLoaderOptions): void {
  const config = container.resolve(ContainerRegistrationKeys.CONFIG_MODULE, { allowUnregistered: true })
  if (!config?.modules) return
  const inventory = config.modules[Modules.INVENTORY]
  const resolve = typeof inventory === "object" ? (inventory as { resolve?: unknown }).resolve : undefined
  if (resolve !== undefined && !coreInventory.includes(resolve)) return
  throw new Error(
    "Anyshelf's locking provider lets inventory items pass without a lock, which is safe only with Anyshelf's Inventory Module, and " +
      "this app uses Medusa's. Wrap the config in medusa-config.ts: withAnyshelf(defineConfig({ … })), or remove the provider " +
      "`@anyshelf/plugin/locking`."
  )
}
