import type { Result, StockCommand } from "@anyshelf/connector-kit"
import type { InventorySetQuantitiesUserErrorCode, SetStockMutation } from "../generated/admin"

type UserError = NonNullable<SetStockMutation["inventorySetQuantities"]>["userErrors"][number]

/** What one of Shopify's errors asks of us. */
export type Remedy =
  /** The row compared wrong: say what is shown. */
  | { readonly type: "stale" }
  /** Stock the article there first, then write again. */
  | { readonly type: "activate" }
  /** The same call under a new key. */
  | { readonly type: "new-key" }
  /** Another process is at it: leave the row for a later push. */
  | { readonly type: "busy" }
  | { readonly type: "refuse"; readonly code: string; readonly message: string }

/** https://shopify.dev/docs/api/admin-graphql/2026-07/enums/InventorySetQuantitiesUserErrorCode */
const remedies: Partial<Record<InventorySetQuantitiesUserErrorCode, Remedy>> = {
  CHANGE_FROM_QUANTITY_STALE: { type: "stale" },
  COMPARE_QUANTITY_STALE: { type: "stale" },
  ITEM_NOT_STOCKED_AT_LOCATION: { type: "activate" },
  // "Retry with a new key": the old one would answer with the old failure for ever.
  IDEMPOTENCY_PREVIOUS_ATTEMPT_FAILED: { type: "new-key" },
  IDEMPOTENCY_KEY_PARAMETER_MISMATCH: { type: "new-key" },
  IDEMPOTENCY_CONCURRENT_REQUEST: { type: "busy" },
}

/** What an error asks for. A code that is not known is a refusal: a person has to read it. */
export function remedyOf({ code, message }: UserError): Remedy {
  return (code && remedies[code]) ?? { type: "refuse", code: code ?? "USER_ERROR", message }
}

/** The row that an error points at, `["input", "quantities", "3", "quantity"]`; null when it is about the whole call. */
export function rowOf({ field }: UserError): number | null {
  const index = field?.[1] === "quantities" ? Number(field[2]) : NaN
  return Number.isInteger(index) ? index : null
}

/** One remedy for each row with an error, the first where there are several, and the remedy for the call as a whole. */
export function sortErrors(
  errors: readonly UserError[],
  rows: number
): { byRow: Map<number, Remedy>; whole: Remedy | null } {
  const byRow = new Map<number, Remedy>()
  let whole: Remedy | null = null
  for (const error of errors) {
    const row = rowOf(error)
    if (row === null || row >= rows) whole ??= remedyOf(error)
    else if (!byRow.has(row)) byRow.set(row, remedyOf(error))
  }
  return { byRow, whole }
}

/** The result of a row that nothing more can be done for. */
export const refused = ({ key }: StockCommand, { code, message }: Extract<Remedy, { type: "refuse" }>): Result => ({
  key,
  status: "rejected",
  code,
  message,
})
