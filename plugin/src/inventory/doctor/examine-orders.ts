import type { Observation } from "../../domain/doctor"
import { note, type Examination } from "./examination"
import { batchSize, patienceMs } from "./limits"
import { tablesAmong } from "./queries/database"
import {
  endOfClaims,
  endOfOrders,
  findHungryOrders,
  findOrphans,
  lockReservation,
  readOrphan,
  releaseOrphan,
  type HungryRow,
  type OrphanRow,
} from "./queries/orders"
import { limitPatience, lockLevel, tellCause } from "./queries/repair-level"
import { retrying } from "./retrying"

const needed = ["order", "order_item", "order_line_item", "product_variant", "product_variant_inventory_item"]

const reasons = {
  unknown: "no order has",
  deleted: "was deleted",
  cancelled: "was cancelled",
  removed: "is not in its order any more",
  fulfilled: "has been fulfilled",
} as const

/** Holds orders against reservations, both ways. Both are given some minutes to come together. */
export async function examineOrders(visit: Examination): Promise<void> {
  const tables = await tablesAmong(visit.knex, needed)
  if (tables.size < needed.length)
    return visit.findings.skip(
      "Orders were not looked at: this database has no tables of Medusa's orders and products."
    )
  await inBatches(visit, endOfClaims, async (after, until) => {
    for (const row of await findOrphans(visit.knex, after, until))
      await note(visit, orphanOf(row), () => giveBack(visit, row))
  })
  await inBatches(visit, endOfOrders, async (after, until) => {
    for (const row of await findHungryOrders(visit.knex, after, until)) await note(visit, hungryOf(row))
  })
}

async function inBatches(
  { knex, goOn }: Examination,
  endOf: (knex: Examination["knex"], after: string, size: number) => Promise<string | null>,
  work: (after: string, until: string | null) => Promise<void>
): Promise<void> {
  let after = ""
  let until: string | null
  do {
    until = await endOf(knex, after, batchSize)
    await work(after, until)
    goOn("orders")
    after = until ?? after
  } while (until !== null)
}

const orphanOf = (row: OrphanRow): Observation => ({
  code: row.why === "unknown" ? "unknown_reservation" : "orphan_reservation",
  subject: {
    inventoryItemId: row.item,
    sku: row.sku,
    locationId: row.place,
    lineItemId: row.line_item_id,
    ...(row.source === "reservation" ? { reservationId: row.id } : {}),
    ...orderOf(row),
  },
  figures: { claimed: row.quantity, why: reasons[row.why] },
})

const hungryOf = (row: HungryRow): Observation => ({
  code: "order_without_stock",
  subject: { inventoryItemId: row.item, sku: row.sku, lineItemId: row.line_item_id, ...orderOf(row) },
  figures: { wanted: row.wanted, claimed: row.claimed },
})

const orderOf = ({ order_id, display_id }: { order_id: string | null; display_id: string | null }) => ({
  ...(order_id === null ? {} : { orderId: order_id }),
  ...(display_id === null ? {} : { orderNumber: display_id }),
})

/** Releases an orphan that is still one. Locks in the common order: the reservation, then its level. */
async function giveBack({ knex, actor }: Examination, found: OrphanRow): Promise<boolean> {
  const isDone = await retrying(() =>
    knex.transaction(async (transaction) => {
      await limitPatience(transaction, patienceMs)
      if (found.source === "reservation") await lockReservation(transaction, found.id)
      await lockLevel(transaction, found)
      const orphan = await readOrphan(transaction, found)
      if (!orphan || orphan.why === "unknown") return !orphan
      const reason = `Reserved for an order line that ${reasons[orphan.why]}.`
      await tellCause(transaction, { cause: "doctor", code: "orphan_reservation", actor, reason })
      await releaseOrphan(transaction, orphan)
      return true
    })
  )
  return isDone === true
}
