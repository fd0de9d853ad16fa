/** What a search of the ledger is narrowed by. */
export interface LedgerSearch {
  readonly inventoryItemId?: string
  readonly locationId?: string
  readonly kind?: string
  readonly cause?: string
  readonly from?: Date
  readonly to?: Date
}

const daysMax = 31
const spanMaxMs = daysMax * 24 * 3_600_000

/**
 * Why a search would read too much of the ledger, as a sentence for who asked; null when it may go ahead. One item's ledger is
 * found by an index, and so is the newest of everything; looking for what is rare among everything needs an end.
 */
export function refuseSearch(search: LedgerSearch, now: Date): string | null {
  const { inventoryItemId, locationId, kind, cause, from, to = now } = search
  if (from !== undefined && from >= to) return "from must be before to: nothing is recorded in between."
  const isSifted = locationId !== undefined || kind !== undefined || cause !== undefined
  if (inventoryItemId !== undefined || !isSifted) return null
  if (from !== undefined && to.getTime() - from.getTime() <= spanMaxMs) return null
  return `Name an item, or a span: from, at most ${daysMax} days before to.`
}
