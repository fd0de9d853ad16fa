import { createHash } from "node:crypto"
import { BigNumber, MathBN } from "@medusajs/framework/utils"
import type { BigNumberInput, BigNumberRawValue } from "@medusajs/framework/types"
import { causeParts, currentCause, ledgerCause } from "../cause"
import type { ClaimLine, HoldRequest, Refusal, ReserveRequest } from "../contract"
import type { ReservationInput } from "../core"
import { checkLines } from "../check-lines"
import { exact, readQuantity } from "../demand"
import type { ClaimLineRow } from "../queries/claims"
import { isId, isStorableText, shown } from "../storable"
import { newId } from "./ids"
import type { ClaimRequest } from "./claim-request"

/** A request that may be sent, or why it may not. */
export type ReadRequest =
  { readonly ok: true; readonly request: ClaimRequest } | { readonly ok: false; readonly refusals: Refusal[] }

type Line = Omit<ClaimLineRow, "n">

const linesMax = 200
const placesMax = 200
const ttlMinMs = 1_000
const ttlMaxMs = 4 * 3_600_000

/** Core's input for reservations. Throws INVALID_DATA, naming the line, for what cannot be meant. */
export function readReservations(input: readonly ReservationInput[]): ClaimRequest {
  checkLines(input, ["inventory_item_id", "location_id"])
  const lines = input.map((reservation, i): Line => {
    const quantity = readQuantity(reservation.quantity, `Line ${i}: a reservation's quantity`)
    return {
      i,
      id: newId("resitem"),
      kind: "reservation",
      item: reservation.inventory_item_id,
      at: [reservation.location_id],
      quantity,
      ...rawOf(reservation.quantity),
      firm: !reservation.allow_backorder,
      floor: "promise",
      line_item_id: reservation.line_item_id ?? null,
      external_id: reservation.external_id ?? null,
      description: reservation.description ?? null,
      created_by: reservation.created_by ?? null,
      metadata: reservation.metadata ?? null,
    }
  })
  const cause = currentCause()
  const owner = cause?.holder
  const header = cause
    ? { kind: "reservation" as const, tell: false, ...(owner && { owner }), cause: ledgerCause()! }
    : null
  return {
    header,
    lines: owner ? lines.map((line) => ({ ...line, owner })) : lines,
    cause: cause ? causeParts(cause) : null,
  }
}

/** How core stores a quantity that came with a precision of its own; any other is kept with 20 digits. */
function rawOf(quantity: BigNumberInput): { raw?: BigNumberRawValue } {
  if (typeof quantity !== "object") return {}
  const { raw } = new BigNumber(quantity)
  return raw === undefined || raw.precision === 20 ? {} : { raw: { ...raw, value: exact(quantity) } }
}

/** A request to reserve. Refused with `invalid_request` or `invalid_quantity`, line by line, before anything is asked. */
export function readReserve(request: ReserveRequest): ReadRequest {
  const refusals = [
    ...refuseText(request?.owner, "owner"),
    ...refuseText(request?.createdBy, "createdBy"),
    ...refuseKey(request?.idempotencyKey),
    ...refuseLines(request?.lines, 1),
  ]
  if (refusals.length === 0) refusals.push(...request.lines.flatMap(refuseNameless))
  if (refusals.length > 0) return { ok: false, refusals }
  const lines = request.lines.map((line, i) => readLine(line, i, isPool(line) ? "pool" : "reservation", request))
  return ready("reservation", request, lines, {})
}

/** A request to hold. */
export function readHold(request: HoldRequest): ReadRequest {
  const refusals = [
    ...refuseText(request?.owner, "owner", true),
    ...refuseKey(request?.idempotencyKey),
    ...refuseTtl(request?.ttlMs),
    ...refuseLines(request?.lines, 0),
  ]
  if (refusals.length > 0) return { ok: false, refusals }
  const lines = request.lines.map((line, i) => readLine(line, i, "hold", request))
  return ready("hold", request, lines, { ttl_ms: request.ttlMs })
}

function ready(
  kind: "reservation" | "hold",
  request: HoldRequest | ReserveRequest,
  lines: Line[],
  more: { ttl_ms?: number }
): ReadRequest {
  const cause = ledgerCause()
  const { idempotencyKey: key, owner } = request
  const header = {
    kind,
    tell: true,
    ...(key !== undefined && { key, print: printOf(kind, request) }),
    ...(owner !== undefined && { owner }),
    ...(cause && { cause }),
    ...more,
  }
  return { ok: true, request: { header, lines, cause: null } }
}

function readLine(
  line: ClaimLine,
  i: number,
  kind: Line["kind"],
  { owner, createdBy }: { owner?: string; createdBy?: string }
): Line {
  return {
    i,
    id: newId({ reservation: "resitem", pool: "apool", hold: "ahold" }[kind]),
    kind,
    item: line.inventoryItemId,
    at: [...new Set(line.locationIds)],
    quantity: exact(line.quantity),
    firm: true,
    floor: "promise",
    ...(owner !== undefined && { owner }),
    line_item_id: line.lineItemId ?? null,
    description: line.description ?? null,
    created_by: createdBy ?? null,
  }
}

const isPool = (line: ClaimLine) => new Set(line.locationIds).size > 1

/** The request without its key, so that a repetition with other parameters is told apart. */
export function printOf(operation: string, { idempotencyKey: _, ...request }: { idempotencyKey?: string }): string {
  return createHash("sha256")
    .update(JSON.stringify([operation, sorted(request)]))
    .digest("hex")
}

/** Fields in one order, whatever the caller wrote first; no deeper than a request goes, whatever else hangs on it. */
function sorted(value: unknown, depth = 6): unknown {
  if (typeof value !== "object" || value === null) return value
  if (depth === 0) return null
  if (Array.isArray(value)) return value.map((each) => sorted(each, depth - 1))
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, each]) => [name, sorted(each, depth - 1)])
  )
}

export const invalid = (message: string, line: number | null = null): Refusal => ({
  reason: "invalid_request",
  line,
  message,
})

function refuseLines(lines: readonly ClaimLine[], least: number): Refusal[] {
  if (!Array.isArray(lines) || lines.length < least || lines.length > linesMax)
    return [invalid(`Send ${least} to ${linesMax} lines.`)]
  return lines.flatMap((line, at) => [
    ...refuseText(line?.inventoryItemId, "inventoryItemId", true, at),
    ...refuseText(line?.lineItemId, "lineItemId", false, at),
    ...refuseDescription(line?.description, at),
    ...refusePlaces(line?.locationIds, at),
    ...refuseQuantity(line?.quantity, at),
  ])
}

const refuseNameless = (line: ClaimLine, at: number): Refusal[] =>
  isPool(line) && line.lineItemId === undefined
    ? [invalid("A pool-scoped reservation needs a lineItemId: it is bound by it.", at)]
    : []

function refusePlaces(places: unknown, at: number): Refusal[] {
  const good = Array.isArray(places) && places.length > 0 && places.length <= placesMax && places.every(isId)
  return good ? [] : [invalid(`locationIds must name 1 to ${placesMax} places, by ids of ${idWords}.`, at)]
}

function refuseDescription(text: unknown, at: number): Refusal[] {
  if (text === undefined || isStorableText(text)) return []
  return [invalid("description must be text of 10,000 characters at most that can be stored.", at)]
}

/** A quantity is a number, decimal text, or one of Medusa's; text that merely begins with digits is not one. */
export function refuseQuantity(quantity: unknown, at: number): Refusal[] {
  const refused = (message: string): Refusal[] => [{ reason: "invalid_quantity", line: at, message }]
  const isSent = typeof quantity !== "string" || /^\s*[+]?\d+(\.\d+)?\s*$/.test(quantity)
  try {
    const isAboveZero = MathBN.gt(readQuantity(quantity, "quantity"), 0)
    if (isSent && isAboveZero) return []
  } catch (error) {
    return refused((error as Error).message)
  }
  return refused(
    `quantity must be a number above zero, but is ${shown(quantity)}. Leave the line out, or send how many.`
  )
}

const idWords = "1 to 255 characters, none of them a control character"

export function refuseText(value: unknown, name: string, isNeeded = false, at: number | null = null): Refusal[] {
  if (isId(value) || (value === undefined && !isNeeded)) return []
  return [invalid(`${name} must be text of ${idWords}.`, at)]
}

export function refuseKey(key: unknown): Refusal[] {
  if (key === undefined || isId(key)) return []
  return [invalid(`idempotencyKey must be text of ${idWords}; use a UUID of the attempt, for example.`)]
}

export function refuseTtl(ttlMs: unknown): Refusal[] {
  if (typeof ttlMs === "number" && Number.isFinite(ttlMs) && ttlMs >= ttlMinMs && ttlMs <= ttlMaxMs) return []
  return [invalid(`ttlMs must be a number from ${ttlMinMs} to ${ttlMaxMs}, in milliseconds.`)]
}
