import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import type { AnyshelfInventory } from "../inventory/contract"

/** How many at a time, and how many times in one run: what is left then is left to the next run, ten seconds later. */
const limit = 500
const roundsMax = 20

/**
 * Removes lapsed holds and old idempotency keys. Figures are right without it: a hold that has lapsed counts no more from that
 * instant. It keeps tables small, and it is how channels learn that units are free again.
 */
export default async function tidyClaims(container: MedusaContainer): Promise<void> {
  const inventory = container.resolve<AnyshelfInventory>(Modules.INVENTORY)
  for (let round = 0; round < roundsMax; round += 1) {
    const { holds, keys } = await inventory.tidyClaims({ limit })
    if (holds < limit && keys < limit) return
  }
}

export const config = { name: "anyshelf-tidy-claims", schedule: "*/10 * * * * *" }
