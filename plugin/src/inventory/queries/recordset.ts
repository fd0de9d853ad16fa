import type { Pair } from "../demand"

/**
 * A list of rows as one bound parameter, so that a statement has the same text whatever the number of rows.
 * Decimal figures travel as text and become numeric without rounding.
 */
export const recordset = (...columns: string[]): string =>
  `jsonb_to_recordset(?::jsonb) as d(${["item text", "location text", ...columns].join(", ")})`

export const rows = (items: readonly Pair[]): string => JSON.stringify(items)

/** A level that a statement has changed. */
export interface ChangedLevel {
  readonly id: string
  readonly inventory_item_id: string
  readonly location_id: string
}
