import type { MedusaContainer } from "@medusajs/framework/types"
import { channelsModule } from "../../modules/channels"
import type ChannelsService from "../../modules/channels/service"
import { runOn } from "../../reads/run"
import { changedOrders, ordersOf } from "./queries/hints"
import { idAt } from "./id-at"

/**
 * How far back changes of orders are looked for. A change is seen again at each look within it, which costs nothing: so it covers
 * clocks that differ and transactions that took their time.
 */
const backMs = 15 * 60_000
/** Of the newest changes; older ones are found when their orders are looked at in turn. */
const changesMax = 5_000

/** Has orders looked at now: by their own ids, and by those of their fulfilments, returns and reservations. */
export async function hurryOrders(container: MedusaContainer, ids: readonly string[]): Promise<void> {
  const channels = container.resolve<ChannelsService>(channelsModule)
  const orderIds = [...ids, ...(await ordersOf(runOn(container), ids))]
  for (const connectionId of await channels.commands.followNow(orderIds)) channels.wakeEngine(connectionId)
}

/**
 * Has orders looked at that changed lately and that nobody told of. Medusa's events are lost when a process dies between a change and its
 * event; the change itself is not.
 */
export async function hurryChangedOrders(container: MedusaContainer, now: number): Promise<void> {
  const channels = container.resolve<ChannelsService>(channelsModule)
  const sinceId = idAt("ordch", now - backMs)
  const changes = await changedOrders(runOn(container), { sinceId, limit: changesMax })
  if (changes.length === 0) return
  for (const connectionId of await channels.commands.followSince(changes)) channels.wakeEngine(connectionId)
}
