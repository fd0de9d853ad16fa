import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import type { AnyshelfInventory } from "./contract"

/** Returns the resolved Inventory Module, or throws a sentence that says what to do when it is not ours. */
export function assertAnyshelfInventory(container: Pick<MedusaContainer, "resolve">): AnyshelfInventory {
  const service: unknown = container.resolve(Modules.INVENTORY, { allowUnregistered: true })
  if (isAnyshelfInventory(service)) return service
  throw new Error(
    service
      ? "Anyshelf: another Inventory Module is in use, so stock can be oversold. " +
          "Wrap the config in medusa-config.ts: withAnyshelf(defineConfig({ … })), and remove other `inventory` modules."
      : "Anyshelf: no Inventory Module is loaded. Wrap the config in medusa-config.ts: withAnyshelf(defineConfig({ … }))."
  )
}

const isAnyshelfInventory = (service: unknown): service is AnyshelfInventory =>
  typeof service === "object" &&
  service !== null &&
  "isAnyshelfInventory" in service &&
  service.isAnyshelfInventory === true
