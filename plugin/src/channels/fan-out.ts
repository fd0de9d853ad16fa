import type { StockChange } from "../inventory/contract"
import type { ChannelMemory, EngineStock } from "./shop"

/** Changes that are taken at a time. */
const changesMax = 500

/**
 * Carries changes of stock to every channel that lists the item. Marks first and settles after: who is killed in between does it
 * again, and a mark too many costs a look.
 *
 * @returns the connections that have work now, and whether more changes may wait
 */
export async function fanOut(
  inventory: EngineStock,
  channels: ChannelMemory,
  { owner, leaseMs }: { readonly owner: string; readonly leaseMs: number }
): Promise<{ readonly connectionIds: readonly string[]; readonly more: boolean }> {
  const changes = await inventory.claimChanges({ owner, limit: changesMax, leaseMs })
  if (changes.length === 0) return { connectionIds: [], more: false }
  const connectionIds = await channels.markByItems(
    [...new Set(changes.map(({ inventoryItemId }) => inventoryItemId))],
    oldestOf(changes)
  )
  await inventory.settleChanges(changes)
  return { connectionIds, more: changes.length === changesMax }
}

/** When stock of each item first changed: what the time until a channel shows it is measured from. */
function oldestOf(changes: readonly StockChange[]): Readonly<Record<string, string>> {
  const oldest: Record<string, string> = {}
  for (const { inventoryItemId, changedAt } of changes) {
    const at = changedAt.toISOString()
    if (!(oldest[inventoryItemId]! <= at)) oldest[inventoryItemId] = at
  }
  return oldest
}
