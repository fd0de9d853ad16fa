import type { Pair } from "../demand"

/**
 * A list of rows as one bound parameter, so that a statement has the same text whatever the number of rows.
 * Decimal figures travel as text and become numeric without rounding.
 */
export const recordset = (...columns: string[]): string =>
  `jsonb_to_recordset(?::jsonb) as d(${["item text", "location text", ...columns].join(", ")})`

export const rows = (items: readonly Pair[]): string => JSON.stringify(items)

/** Medusa keeps each quantity twice; this is the twin of a numeric figure. Both must always be written together. */
export const raw = (figure: string): string =>
  `jsonb_build_object('value', trim_scale(${figure})::text, 'precision', 20)`

/** A level that a statement has changed. */
export interface ChangedLevel {
  readonly id: string
  readonly inventory_item_id: string
  readonly location_id: string
}
