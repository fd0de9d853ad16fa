import { ModuleProvider, Modules } from "@medusajs/framework/utils"
import { load } from "./load"
import { AnyshelfLocking } from "./provider"

/** A provider for Medusa's Locking Module; `withAnyshelf` puts it in place. */
export default ModuleProvider(Modules.LOCKING, { services: [AnyshelfLocking], loaders: [load] })
