import core from "@medusajs/inventory"
import { Module, Modules } from "@medusajs/framework/utils"
import { AnyshelfInventoryService } from "./service"

export type * from "./contract"

/**
 * Medusa's Inventory Module with our service in place of core's.
 *
 * Do not export `discoveryPath`, as core's own shims do: the loader would then silently load core's service again. The
 * files in `models`, `services`, `repositories` and `migrations` beside this one are what it discovers instead.
 */
export default Module(Modules.INVENTORY, { ...core, service: AnyshelfInventoryService })
