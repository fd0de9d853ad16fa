import { isRefusal } from "@anyshelf/stand-in-shopify"

/** What was done, or a failed test. */
export function done<T>(result: T): Exclude<T, { refused: true }> {
  if (isRefusal(result)) throw new Error(result.message)
  return result as Exclude<T, { refused: true }>
}
