import { faulty, type Faulty } from "../fault"
import type { FulfillmentOrderRecord } from "../fulfillment-records"
import { idOf } from "../global-ids"
import { allUnits, type WorkUnits } from "./work"

/** As mutations name them. */
export interface UnitsInput {
  readonly id: string
  readonly quantity: number
}

/** How a mutation words what is wrong with its lines. */
export interface UnitCodes {
  readonly invalid: string | null
  readonly zero: string | null
}

const plain: UnitCodes = { invalid: null, zero: null }

/** The units that are asked for, or all that are left when none are named. Each must still be left, whoever asked first. */
export function unitsOf(
  work: FulfillmentOrderRecord,
  inputs: readonly UnitsInput[] | null | undefined,
  field: readonly string[],
  codes: UnitCodes = plain
): WorkUnits[] | Faulty {
  if (!inputs || inputs.length === 0) return allUnits(work)
  const units: WorkUnits[] = []
  for (const [index, input] of inputs.entries()) {
    const at = [...field, String(index)]
    const part = work.lines.find(({ id }) => id === idOf("FulfillmentOrderLineItem", input.id))
    if (!part) return faulty([...at, "id"], "Fulfillment order line item does not exist.", codes.invalid)
    if (input.quantity < 1)
      return faulty([...at, "quantity"], "The fulfillment order line item quantity must be greater than 0.", codes.zero)
    const already = units.filter((one) => one.part === part).reduce((sum, one) => sum + one.quantity, 0)
    if (already + input.quantity > part.remaining)
      return faulty([...at, "quantity"], "Invalid fulfillment order line item quantity requested.", codes.invalid)
    units.push({ part, quantity: input.quantity })
  }
  return units
}
