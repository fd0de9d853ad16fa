import type { Observation } from "../../domain/doctor"
import { note, type Examination } from "./examination"
import { patienceMs } from "./limits"
import { limitPatience } from "./queries/repair-level"
import {
  findDuplicates,
  findRawReservations,
  joinDuplicates,
  lockDuplicates,
  rewriteRawReservation,
  type DuplicateRow,
} from "./queries/reservations"
import { retrying } from "./retrying"

/** Looks at reservations by themselves: doubled ones, and those whose exact twin says something else. */
export async function examineReservations(visit: Examination): Promise<void> {
  for (const row of await findDuplicates(visit.knex)) {
    await note(visit, duplicateOf(row), () => joinThem(visit, row))
  }
  for (const row of await findRawReservations(visit.knex)) {
    const subject = { inventoryItemId: row.item, locationId: row.place, reservationId: row.id }
    await note(visit, { code: "raw_not_figure", subject, figures: {} }, async () => {
      await rewriteRawReservation(visit.knex, row.id)
      return true
    })
  }
  visit.goOn("reservations")
}

const duplicateOf = (row: DuplicateRow): Observation => ({
  code: row.place === null ? "scattered_reservations" : "duplicate_reservations",
  subject: {
    inventoryItemId: row.item,
    sku: row.sku,
    lineItemId: row.line_item_id,
    ...(row.place === null ? {} : { locationId: row.place }),
  },
  figures: { rows: row.rows, places: row.places, claimed: row.claimed },
})

/** False when they lie at several places by now: a person has to say from where the line is served. */
async function joinThem({ knex }: Examination, { line_item_id, item }: DuplicateRow): Promise<boolean> {
  const pair = { line: line_item_id, item }
  const isJoined = await retrying(() =>
    knex.transaction(async (transaction) => {
      await limitPatience(transaction, patienceMs)
      const [present] = await lockDuplicates(transaction, pair)
      if (present?.place) await joinDuplicates(transaction, pair)
      return !present || present.place !== null
    })
  )
  return isJoined === true
}
