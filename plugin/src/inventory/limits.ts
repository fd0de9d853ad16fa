import { MedusaError } from "@medusajs/framework/utils"

/** Throws INVALID_DATA when a call asks for more than one statement should carry. */
export function refuseMoreThan(limit: number, what: string, count: number): void {
  if (count <= limit) return
  throw new MedusaError(
    MedusaError.Types.INVALID_DATA,
    `At most ${limit} ${what} in one call, but there are ${count}. Split the call.`
  )
}
