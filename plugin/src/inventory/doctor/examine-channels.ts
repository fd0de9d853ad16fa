import { note, type Examination } from "./examination"
import { findUntold, tablesAmong } from "./queries/database"
import { markLevel } from "./queries/repair-level"

/** Looks for changes of stock that no channel was told of. */
export async function examineChannels(visit: Examination): Promise<void> {
  const tables = await tablesAmong(visit.knex, ["anyshelf_channel_publication", "anyshelf_channel_listing"])
  if (tables.size < 2) return
  for (const row of await findUntold(visit.knex)) {
    const subject = { inventoryItemId: row.item, sku: row.sku, locationId: row.place }
    const figures = { changedAt: row.changed_at, lookedAt: row.looked_at }
    await note(visit, { code: "change_not_told", subject, figures }, async () => {
      await markLevel(visit.knex, row)
      return true
    })
  }
  visit.goOn("channels")
}
