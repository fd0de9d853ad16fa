import type { BindOutcome, BindRequest, Refusal } from "../contract"
import { keyReused } from "../engine/read-answer"
import { bindReservation, type BindAnswer, type BindRefusalRow, type BindRow, type Runner } from "../queries/holds"
import { causeSettingsNow } from "./read-claims"

/** Binds, and when other pool-scoped claims are in the way, once more with leave to move those. */
export async function sendBind(runner: Runner, request: BindRow, patienceMs: number | null): Promise<BindAnswer> {
  const cause = causeSettingsNow()
  const answer = await bindReservation(runner, request, { cause, makeRoom: false, patienceMs })
  if (answer.ok || !answer.movable) return answer
  return bindReservation(runner, request, { cause, makeRoom: true, patienceMs })
}

/** The database's answer as the outcome of a bind. */
export function bindOutcome(answer: BindAnswer, request: BindRequest): BindOutcome {
  const already = answer.already ?? false
  if (!answer.ok) {
    if (answer.reused) return { ok: false, already: false, refusals: [keyReused] }
    return { ok: false, already, refusals: (answer.refusals ?? []).map((row) => refusal(row, request)) }
  }
  const reservations = answer.units.map((unit) => ({
    id: unit.id,
    line: unit.line,
    inventoryItemId: unit.item,
    locationId: unit.place,
    quantity: Number(unit.quantity),
  }))
  return { ok: true, already, reservations }
}

const reasons = {
  short: "short",
  not_stocked: "not_stocked",
  too_precise: "too_precise",
  unknown_reservation: "unknown_reservation",
  too_many: "invalid_quantity",
  outside_pool: "invalid_request",
  line_taken: "invalid_request",
} as const satisfies Record<BindRefusalRow["reason"], Refusal["reason"]>

function refusal(row: BindRefusalRow, request: BindRequest): Refusal {
  const place = row.line === null ? undefined : request.places[row.line]
  return {
    reason: reasons[row.reason],
    line: row.line,
    message: sentence(row, request),
    inventoryItemId: request.inventoryItemId,
    ...(place && { locationIds: [place.locationId] }),
    ...(row.wanted !== undefined && { wanted: Number(row.wanted) }),
    ...(row.available !== undefined && { available: Number(row.available) }),
  }
}

function sentence(row: BindRefusalRow, { places, inventoryItemId: item, lineItemId }: BindRequest): string {
  const { locationId, lineItemId: line } = places[row.line ?? 0]!
  switch (row.reason) {
    case "short":
      return `Not enough stock: item ${item} at location ${locationId} has ${row.available}, ${row.wanted} wanted. Bind less there or choose another location.`
    case "not_stocked":
      return `Item ${item} is not stocked at location ${locationId}. Create the inventory level first.`
    case "too_precise":
      return `Item ${item} is counted with ${row.decimals} decimals. Round the quantity.`
    case "unknown_reservation":
      return `Order line ${lineItemId} has no pool-scoped reservation of item ${item}. It may be bound or released: read its reservations.`
    case "too_many":
      return `The places add up to ${row.wanted}, but ${row.available} are reserved. Bind no more than that.`
    case "outside_pool":
      return `Location ${locationId} is not in the pool of this reservation. Choose one of its locations.`
    case "line_taken":
      return `Order line ${line} has a reservation of item ${item} already. Give the place an order line of its own.`
  }
}
