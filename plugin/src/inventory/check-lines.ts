import { MedusaError } from "@medusajs/framework/utils"
import { isId, isStorableObject, isStorableText, shown } from "./storable"

/** Each field of core's reservations and levels: what it must be, and in words. Fields that are left out or null are core's to judge. */
const rules = {
  id: [isId, "an id"],
  inventory_item_id: [isId, "an inventory item's id"],
  location_id: [isId, "a location's id"],
  line_item_id: [isNoneOrId, "an order line's id"],
  external_id: [isNoneOrId, "an id of 255 characters at most"],
  created_by: [isNoneOrId, "an id of 255 characters at most"],
  description: [isStorableText, "text of 10,000 characters at most"],
  metadata: [isStorableObject, "an object that can be written as JSON"],
  allow_backorder: [(value: unknown) => typeof value === "boolean", "true or false"],
} satisfies Record<string, readonly [(value: unknown) => boolean, string]>

const entries = Object.entries(rules)

/**
 * Refuses, with INVALID_DATA and naming line and field, what the database cannot keep and what nobody means. Said before
 * anything is asked of the database: in a statement that carries many calls, one of them must not spoil the others.
 *
 * @param needed the fields that may not be missing
 */
export function checkLines(input: readonly (object | null)[], needed: readonly (keyof typeof rules)[]): void {
  for (const [at, line] of input.entries()) {
    if (typeof line !== "object" || line === null) throw invalid(at, `a line must be an object, but is ${shown(line)}`)
    for (const [name, [isRight, words]] of entries) checkField(at, name, line[name as never], isRight, words)
    for (const name of needed) if (line[name as never] == null) throw invalid(at, `${name} is missing`)
  }
}

function checkField(at: number, name: string, value: unknown, isRight: (value: unknown) => boolean, words: string) {
  if (value === undefined || value === null || isRight(value)) return
  throw invalid(at, `${name} must be ${words}, but is ${shown(value)}`)
}

function isNoneOrId(value: unknown): boolean {
  return value === "" || isId(value)
}

const invalid = (at: number, what: string) =>
  new MedusaError(MedusaError.Types.INVALID_DATA, `Line ${at}: ${what}. Nothing was changed: send it right.`)
