import type { PageArgs } from "./connection"
import { VendorError } from "./errors"

/** https://shopify.dev/docs/api/usage/limits */
const pageMax = 250
const reachMax = 25_000

export const rulesOfPaging = {
  checkSize({ first, last, isBulk }: PageArgs): void {
    if (isBulk) return
    if (first == null && last == null) throw new VendorError("you must provide one of first or last", "BAD_REQUEST")
    for (const [name, size] of Object.entries({ first, last })) {
      if (size != null && size > pageMax)
        throw new VendorError(
          `${name} cannot exceed ${pageMax}. To query larger amounts of data with fewer limits, bulk operations should be used instead.`,
          "BAD_REQUEST"
        )
      if (size != null && size < 0) throw new VendorError(`${name} must be positive`, "BAD_REQUEST")
    }
  },

  checkReach(to: number, { isBulk }: PageArgs): void {
    if (to <= reachMax || isBulk) return
    throw new VendorError(`Pagination is limited to ${reachMax} objects. Use a filter.`, "BAD_REQUEST")
  },
}
