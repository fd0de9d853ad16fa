import DataLoader from "dataloader"
import { Modules } from "@medusajs/framework/utils"
import type { AnyshelfInventory } from "../inventory/contract"
import { readFuture, type FutureRow } from "../reads/availability/read-future"
import type { AvailabilityRow } from "../reads/availability/rows"
import type { Context } from "./context"

type Asked = Pick<AvailabilityRow, "variantId" | "components" | "tracked">

export type FutureLoader = DataLoader<Asked, FutureRow, string>

const nothing: FutureRow = { any: [], ship: [], pickup: [] }

/** What can be promised of variants later: one reading for all that a request asks for. */
export function futureLoader(context: Omit<Context, "load">): FutureLoader {
  return new DataLoader(
    async (asked) => {
      const { promiseChannelIds } = await context.caller()
      const rows = await readFuture(
        {
          inventory: context.container.resolve<AnyshelfInventory>(Modules.INVENTORY),
          locations: await context.store.locationsOfChannels(promiseChannelIds),
          salesChannelIds: promiseChannelIds,
        },
        asked.filter(({ tracked }) => tracked)
      )
      return asked.map(({ variantId }) => rows.get(variantId) ?? nothing)
    },
    { cacheKeyFn: ({ variantId }) => variantId }
  )
}
