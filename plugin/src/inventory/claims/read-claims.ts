import { causeParts, currentCause, ledgerCause } from "../cause"
import type { BindRequest, ExtendRequest, Refusal, ReleaseRequest } from "../contract"
import { exact } from "../demand"
import { newId } from "../engine/ids"
import { invalid, printOf, refuseKey, refuseQuantity, refuseText, refuseTtl } from "../engine/read-request"
import type { BindRow, ReleaseRow } from "../queries/holds"

type Read<T> = { readonly ok: true; readonly request: T } | { readonly ok: false; readonly refusals: Refusal[] }

const namesMax = 1000
const placesMax = 200

/** A request to release. Refused with `invalid_request`, naming the field. */
export function readRelease(request: ReleaseRequest): Read<Omit<ReleaseRow, "n">> {
  const { owners = [], reservationIds = [], lineItemIds = [], idempotencyKey: key } = request ?? {}
  const refusals = [
    ...refuseKey(key),
    ...refuseNames(owners, "owners"),
    ...refuseNames(reservationIds, "reservationIds"),
    ...refuseNames(lineItemIds, "lineItemIds"),
  ]
  if (refusals.length > 0) return { ok: false, refusals }
  const count = owners.length + reservationIds.length + lineItemIds.length
  if (count === 0 || count > namesMax)
    return refused(`Name 1 to ${namesMax} owners, reservationIds and lineItemIds in all.`)
  const cause = ledgerCause()
  return {
    ok: true,
    request: {
      owners,
      ids: reservationIds,
      lines: lineItemIds,
      ...(key !== undefined && { key, print: printOf("release", request) }),
      ...(cause && { cause }),
    },
  }
}

/** A request to bind. Refused with `invalid_request` or `invalid_quantity`, place by place. */
export function readBind(request: BindRequest): Read<BindRow> {
  const { lineItemId, inventoryItemId, places, idempotencyKey: key } = request ?? {}
  const refusals = [
    ...refuseKey(key),
    ...refuseText(lineItemId, "lineItemId", true),
    ...refuseText(inventoryItemId, "inventoryItemId", true),
    ...refuseBindPlaces(places),
  ]
  if (refusals.length > 0) return { ok: false, refusals }
  return {
    ok: true,
    request: {
      n: 0,
      line: lineItemId,
      item: inventoryItemId,
      ...(key !== undefined && { key, print: printOf("bind", request) }),
      places: places.map((place, i) => ({
        i,
        id: newId("resitem"),
        place: place.locationId,
        quantity: exact(place.quantity),
        line: place.lineItemId,
      })),
    },
  }
}

/** Why a hold cannot be extended so; nothing when it can. */
export const refuseExtend = (request: ExtendRequest): Refusal[] => [
  ...refuseText(request?.owner, "owner", true),
  ...refuseTtl(request?.ttlMs),
]

/** Refuses a list that is not one of ids; `[]` when it is. */
function refuseNames(names: unknown, field: string): Refusal[] {
  if (!Array.isArray(names)) return [invalid(`${field} must be a list of ids.`)]
  if (names.length > namesMax) return [invalid(`${field} must name at most ${namesMax}.`)]
  return names.some((name) => refuseText(name, field, true).length > 0)
    ? refuseText(
        names.find((name) => refuseText(name, field, true).length > 0),
        `Each of ${field}`,
        true
      )
    : []
}

/** The cause as the settings that a statement of one request is told by; null for none. */
export const causeSettingsNow = (): string[] | null => {
  const cause = currentCause()
  return cause ? causeParts(cause) : null
}

function refuseBindPlaces(places: BindRequest["places"]): Refusal[] {
  if (!Array.isArray(places) || places.length === 0 || places.length > placesMax)
    return [invalid(`Send 1 to ${placesMax} places.`)]
  const refusals = places.flatMap((place, at) => [
    ...refuseText(place?.locationId, "locationId", true, at),
    ...refuseText(place?.lineItemId, "lineItemId", true, at),
    ...refuseQuantity(place?.quantity, at),
  ])
  return refusals.length > 0 ? refusals : [...refuseTwice(places, "locationId"), ...refuseTwice(places, "lineItemId")]
}

function refuseTwice(places: BindRequest["places"], field: "locationId" | "lineItemId"): Refusal[] {
  const at = places.findIndex((place, n) => places.slice(0, n).some((other) => other[field] === place[field]))
  if (at < 0) return []
  const why = { locationId: "Name each location once.", lineItemId: "Give each place an order line of its own." }
  return [invalid(`${field} ${places[at]![field]} is there twice. ${why[field]}`, at)]
}

const refused = (message: string) => ({ ok: false as const, refusals: [invalid(message)] })
