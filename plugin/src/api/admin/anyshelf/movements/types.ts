/**
 * What the Stock history page and the widget on a stock item's page read. Types only, so that the browser bundle may import them.
 *
 * `GET /admin/anyshelf/movements?inventory_item_id=&location_id=&limit=&after=` answers `MovementsPage`;
 * `GET /admin/anyshelf/movements/history?inventory_item_id=&location_id=&from=&to=` answers `HistoryAnswer`.
 */

/** A page of the ledger, newest first. */
export interface MovementsPage {
  movements: MovementAnswer[]
  /** Pass as `after` to read what is older; null on the last page. */
  next: string | null
  /** The item that the page is of; null when it is of all items, or when the item is gone. */
  item: { id: string; sku: string | null; title: string | null } | null
  /** Where the item has ever had stock, by name; empty when the page is of all items. */
  places: PlaceAnswer[]
}

/** A place with what is there now, by the ledger. */
export interface PlaceAnswer {
  location_id: string
  /** The location's id when the location is gone. */
  location_name: string
  on_hand: number
  reserved: number
}

/** A movement with the names of what it is about. */
export interface MovementAnswer {
  id: string
  inventory_item_id: string
  sku: string | null
  location_id: string
  location_name: string
  version: number
  kind: string
  on_hand_delta: number
  reserved_delta: number
  incoming_delta: number
  on_hand_after: number
  reserved_after: number
  incoming_after: number
  cause: CauseAnswer
  /** Each request's share, when several were served together. */
  parts: (CauseAnswer & { reserved_delta: number })[]
  /** ISO 8601. */
  recorded_at: string
  /** ISO 8601; differs from `recorded_at` when the movement was told of later. */
  occurred_at: string
}

/** Why, by whom, and in whose words. */
export interface CauseAnswer {
  cause: string
  cause_id: string | null
  /** The order that it was for; null when it was for none. */
  order: { id: string; number: number | null } | null
  actor: string | null
  /** A user's or customer's e-mail address, or an API key's title. */
  actor_name: string | null
  correlation_id: string | null
  reason: string | null
}

/** What a step chart draws. */
export interface HistoryAnswer {
  from: string
  to: string
  /** False when there were too many movements to show each, and points at even distances are given instead. */
  is_exact: boolean
  points: { at: string; on_hand: number; reserved: number }[]
}
