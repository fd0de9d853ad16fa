import { MathBN } from "@medusajs/framework/utils"
import type { ExpectedSupply, PromiseDateQuery, SupplyRefusalReason, SupplyRefused } from "../contract"
import { isId } from "../storable"

/** A refusal: nothing was done. */
export const refused = (reason: SupplyRefusalReason, message: string): SupplyRefused => ({
  ok: false,
  already: false,
  reason,
  message,
})

/** What is wrong with supplies as they were sent; null when nothing is. */
export function refusedSupply(supplies: readonly ExpectedSupply[]): SupplyRefused | null {
  const ids = new Set<string>()
  for (const [at, supply] of supplies.entries()) {
    const wrong = wrongIn(supply)
    if (wrong) return refused("invalid_request", `Supply ${at}: ${wrong}`)
    if (ids.has(supply.id)) return refused("invalid_request", `Supply ${at}: its id came before. Send each once.`)
    ids.add(supply.id)
  }
  return null
}

/** What is wrong with a question for a date; null when nothing is. */
export function refusedDate(query: PromiseDateQuery & { readonly lineItemId?: string }): SupplyRefused | null {
  const { inventoryItemId, locationIds, quantity, lineItemId } = query
  if (!isId(inventoryItemId)) return refused("invalid_request", "Name the inventory item by its id.")
  if (lineItemId !== undefined && !isId(lineItemId)) return refused("invalid_request", "Name the order line by its id.")
  if (!Array.isArray(locationIds) || locationIds.length === 0 || locationIds.length > 200 || !locationIds.every(isId))
    return refused("invalid_request", "Name 1 to 200 locations by their ids.")
  return isQuantity(quantity) ? null : refused("invalid_request", quantitySentence)
}

function wrongIn(supply: ExpectedSupply): string | null {
  for (const field of ["id", "inventoryItemId", "locationId"] as const) {
    if (!isId(supply?.[field])) return `its ${field} must be an id of 1 to 255 characters.`
  }
  if (supply.sourceId !== undefined && !isId(supply.sourceId)) return "its sourceId must be an id, or be left out."
  if (!isQuantity(supply.quantity)) return quantitySentence
  return isDate(supply.expectedAt) ? null : "its expectedAt must be a Date."
}

const quantitySentence = "The quantity must be a number above zero, at most 1,000,000,000,000."

/** A count that stock could have; beyond a million millions it is a slip of the hand. */
export function isQuantity(value: unknown): boolean {
  if (value === null || value === undefined || value === "") return false
  try {
    const number = MathBN.convert(value as never)
    return number.isFinite() && number.isGreaterThan(0) && number.isLessThanOrEqualTo(1_000_000_000_000)
  } catch {
    return false
  }
}

const isDate = (value: unknown) => value instanceof Date && !Number.isNaN(value.getTime())
