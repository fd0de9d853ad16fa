import { MedusaError } from "@medusajs/framework/utils"
import type { InventoryTypes } from "@medusajs/framework/types"
import { insufficient, notStocked } from "../claim"
import type { ClaimLine, HoldOutcome, Refusal, Refused, ReserveOutcome, Shortage } from "../contract"
import type { ClaimAnswer, ClaimLineRow, RefusalRow } from "../queries/claims"
import type { ClaimRequest, Judged } from "./claim-request"

type Reservation = InventoryTypes.ReservationItemDTO

/** The judge's answer as the outcome of a hold. */
export function holdOutcome({ answer }: Judged, lines: readonly ClaimLine[]): HoldOutcome {
  if (!answer.ok) return refused(answer, lines)
  const units = (answer.units ?? []).map((unit) => ({
    line: unit.line,
    inventoryItemId: unit.item,
    locationId: unit.place,
    quantity: Number(unit.quantity),
  }))
  const expiresAt = answer.expires_at ? new Date(answer.expires_at) : null
  return { ok: true, already: answer.already ?? false, expiresAt, units }
}

/** The judge's answer as the outcome of a reservation: a pool-scoped one is one, wherever its units lie. */
export function reserveOutcome({ answer }: Judged, lines: readonly ClaimLine[]): ReserveOutcome {
  if (!answer.ok) return refused(answer, lines)
  const made = new Map<
    string,
    { id: string; line: number; inventoryItemId: string; locationId: string | null; quantity: number }
  >()
  for (const unit of answer.units ?? []) {
    const quantity = (made.get(unit.id)?.quantity ?? 0) + Number(unit.quantity)
    const locationId = unit.kind === "pool" ? null : unit.place
    made.set(unit.id, { id: unit.id, line: unit.line, inventoryItemId: unit.item, locationId, quantity })
  }
  return { ok: true, already: answer.already ?? false, reservations: [...made.values()] }
}

/** The answer as core's caller expects it: the reservations, or the error that core throws. */
export function madeReservations({ answer, at }: Judged, request: ClaimRequest): Reservation[] {
  if (!answer.ok) throw refusalError(answer.refusals ?? [], request.lines)
  return request.lines.map((line) => ({
    id: line.id,
    line_item_id: line.line_item_id ?? null,
    allow_backorder: !line.firm,
    location_id: line.at[0]!,
    raw_quantity: line.raw ?? { value: line.quantity, precision: 20 },
    external_id: line.external_id ?? null,
    description: line.description ?? null,
    created_by: line.created_by ?? null,
    metadata: (line.metadata as Record<string, unknown> | null) ?? null,
    inventory_item_id: line.item,
    created_at: at,
    updated_at: at,
    deleted_at: null,
    quantity: Number(line.quantity),
  })) as unknown as Reservation[]
}

function refused(answer: Extract<ClaimAnswer, { ok: false }>, lines: readonly ClaimLine[]): Refused {
  const already = answer.already ?? false
  if (answer.reused) return { ok: false, already: false, refusals: [keyReused] }
  return { ok: false, already, refusals: (answer.refusals ?? []).map((row) => refusal(row, lines[row.line]!)) }
}

export const keyReused: Refusal = {
  reason: "key_reused",
  line: null,
  message: "This idempotency key was used for a request with other parameters. Use a key of its own for each request.",
}

function refusal(row: RefusalRow, line: ClaimLine): Refusal {
  const { inventoryItemId, locationIds } = line
  const told = { reason: row.reason, line: row.line, message: sentence(row, line), inventoryItemId, locationIds }
  if (row.reason !== "short") return told
  return { ...told, wanted: Number(row.wanted), available: Number(row.available) }
}

function sentence(row: RefusalRow, { inventoryItemId: item, locationIds }: ClaimLine): string {
  const where = locationIds.length > 1 ? "these locations together" : `location ${locationIds[0]}`
  switch (row.reason) {
    case "short":
      return `Not enough stock: item ${item} at ${where} has ${row.available}, ${row.wanted} wanted. Ask for less or choose another location.`
    case "not_stocked":
      return `Item ${item} is not stocked at ${where}. Create the inventory level first.`
    case "unknown_item":
      return `There is no inventory item ${item}. It may have been deleted: read the product again.`
    case "too_precise":
      return `Item ${item} is counted with ${row.decimals} decimals. Round the quantity.`
  }
}

/** A refusal as the error of core's methods, naming the worst that stands in the way. */
function refusalError(refusals: readonly RefusalRow[], lines: readonly Omit<ClaimLineRow, "n">[]): MedusaError {
  const pair = (row: RefusalRow) => ({ item: lines[row.line]!.item, location: lines[row.line]!.at[0]! })
  const missing = refusals.filter((row) => row.reason === "not_stocked" || row.reason === "unknown_item")
  if (missing.length > 0) return notStocked(missing.map(pair))
  const precise = refusals.find((row) => row.reason === "too_precise")
  if (precise) {
    return new MedusaError(
      MedusaError.Types.INVALID_DATA,
      `Line ${precise.line}: item ${pair(precise).item} is counted with ${precise.decimals} decimals. Round the quantity.`
    )
  }
  return insufficient(shortPairs(refusals, lines))
}

/** What was short, summed by level: of two lines that fit singly, the second is refused, but both are wanted. */
function shortPairs(refusals: readonly RefusalRow[], lines: readonly Omit<ClaimLineRow, "n">[]): Shortage[] {
  const refused = new Map(refusals.map((row) => [row.line, row]))
  const pairs = new Map<string, Shortage>()
  for (const line of lines.filter(({ firm }) => firm)) {
    const pair = { inventoryItemId: line.item, locationId: line.at[0]! }
    const key = JSON.stringify(pair)
    const { wanted, available } = pairs.get(key) ?? { wanted: 0, available: 0 }
    const left = refused.get(line.i)
    // Before the first refused line of a level stood what its earlier lines took, and what that line was told is left.
    const taken = left ? Math.max(0, Number(left.available)) : Number(line.quantity)
    const isFirst = !lines.some((each) => each.i < line.i && refused.has(each.i) && sameLevel(each, line))
    pairs.set(key, { ...pair, wanted: wanted + Number(line.quantity), available: available + (isFirst ? taken : 0) })
  }
  return [...pairs.values()].filter(({ wanted, available }) => available < wanted)
}

const sameLevel = (one: Omit<ClaimLineRow, "n">, other: Omit<ClaimLineRow, "n">) =>
  one.item === other.item && one.at[0] === other.at[0]
