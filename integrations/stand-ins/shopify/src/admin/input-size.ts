import { VendorError } from "./errors"

const inputMax = 250

/** https://shopify.dev/docs/api/usage/limits#input-limits */
export function checkInputSize(input: readonly unknown[]): void {
  if (input.length <= inputMax) return
  throw new VendorError(
    `The input array size of ${input.length} is greater than the maximum allowed of ${inputMax}.`,
    "MAX_INPUT_SIZE_EXCEEDED"
  )
}
