import DataLoader from "dataloader"
import { Modules } from "@medusajs/framework/utils"
import type { AnyshelfInventory } from "../inventory/contract"
import { readAvailability } from "../reads/availability/read-availability"
import type { AvailabilityRow } from "../reads/availability/rows"
import type { VariantRow } from "../reads/rows"
import type { Context } from "./context"

export type AvailabilityLoader = DataLoader<VariantRow, AvailabilityRow, string>

/** What can be promised of variants to the caller's sales channels: one reading for all that a request asks for. */
export function availabilityLoader(context: Omit<Context, "load">): AvailabilityLoader {
  return new DataLoader(
    async (variants) => {
      const { promiseChannelIds, isStaff } = await context.caller()
      const rows = await readAvailability(
        {
          run: context.run,
          inventory: context.container.resolve<AnyshelfInventory>(Modules.INVENTORY),
          locations: await context.store.locationsOfChannels(promiseChannelIds),
          salesChannelIds: promiseChannelIds,
          withTerms: isStaff,
        },
        variants
      )
      return variants.map(({ id }) => rows.get(id)!)
    },
    { cacheKeyFn: ({ id }) => id }
  )
}
