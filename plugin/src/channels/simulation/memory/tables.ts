import type { PendingWrite } from "../../../domain/channels/publication"
import type { Sharer } from "../../../domain/channels/publishing-mode"
import type { ConnectionStatus } from "../../../modules/channels/connections/queries"
import type { InboxHint } from "../../../modules/channels/inbox/queries"
import type { ListingRow as StoredListing } from "../../../modules/channels/listings/queries"
import type { OrderRow } from "../../../modules/channels/records/queries"
import type { TaskRequest } from "../../../modules/channels/tasks/queries"

/** The rows of the channels' memory, as the tables of the same names hold them. Times are milliseconds since 1970. */
export interface Tables {
  readonly connections: Map<string, ConnectionRow>
  readonly inbox: Map<string, InboxRow>
  readonly listings: Map<string, ListingRow>
  readonly publications: Map<string, PublicationRow>
  readonly records: Map<string, RecordRow>
  /** A record's id → its key in `records`. */
  readonly recordKeys: Map<string, string>
  readonly samples: Map<string, SampleRow>
  readonly readings: Map<string, ReadingRow>
  /** Where the next reading of what changed begins, by connection and feed. */
  readonly cursors: Map<string, string | null>
  readonly tasks: TaskRow[]
  /** The database's clock. */
  now(): number
  /** An id that comes after all those before. */
  newId(prefix: string): string
}

export interface ConnectionRow {
  vendor: string
  status: ConnectionStatus
  reason: string | null
  orderCursor: string | null
  ordersDrainedAt: number | null
  listingsReadAt: number | null
  lastContactAt: number | null
  circuitOpenUntil: number | null
  publishedMode: Sharer["publishing"] | null
  workedBy: string | null
  workedUntil: number | null
  readonly createdAt: number
}

/** How far a whole reading of a feed has come. */
export interface ReadingRow {
  readonly connectionId: string
  cursor: string | null
  startedAt: number | null
  finishedAt: number | null
  wantedAt: number | null
  done: number
  total: number | null
  found: number
  pages: number
  lastPages: number
}

export interface SampleRow {
  readonly connectionId: string
  readonly minute: number
  readonly lag: readonly number[]
}

interface Leased {
  leasedUntil: number | null
  leasedBy: string | null
}

export interface InboxRow extends Leased {
  readonly id: string
  readonly connectionId: string
  readonly dedupe: string
  readonly feed: string
  readonly hints: readonly InboxHint[]
  readonly receivedAt: number
  attempts: number
  nextAttemptAt: number | null
  doneAt: number | null
  lastError: string | null
}

export interface ListingRow extends Omit<StoredListing, "externalUpdatedAt"> {
  readonly connectionId: string
  readonly externalUpdatedAt: number
  readonly seenAt: number
}

export interface PublicationRow extends Leased {
  readonly id: string
  readonly connectionId: string
  listingId: string
  readonly stockRef: string
  readonly locationRef: string
  dirtyVersion: number
  settledVersion: number
  dirtyAt: number | null
  urgent: boolean
  drainFirst: boolean
  wantedQuantity: number | null
  confirmedQuantity: number | null
  confirmedAt: number | null
  sequence: number
  claimedVersion: number
  claimedAt: number | null
  /** When the stock changed that the channel has not confirmed yet. */
  stockChangedAt: number | null
  pending: PendingWrite | null
  pendingResent: boolean
  attempts: number
  nextAttemptAt: number | null
  lastError: string | null
  /** Why it waits on purpose. */
  waiting: string | null
  state: "ok" | "poisoned"
  poisonedAt: number | null
  revisions: number
  /** The day of the revisions, `2026-11-23`. */
  revisionsOn: string | null
}

export interface RecordRow extends Omit<OrderRow, "externalUpdatedAt"> {
  readonly connectionId: string
  readonly number: string
  readonly externalUpdatedAt: number
  readonly origin: unknown
  readonly payload: unknown
  readonly lockedUntil: number | null
  readonly lockedBy: string | null
  /** Listings that some of its lines wait for. */
  readonly waitsFor: readonly string[]
  readonly checkedAt: number | null
}

export interface TaskRow extends TaskRequest {
  readonly id: string
  readonly openedAt: number
  closedAt: number | null
}

/** Empty tables. */
export function createTables(now: () => number): Tables {
  let ids = 0
  return {
    connections: new Map(),
    inbox: new Map(),
    listings: new Map(),
    publications: new Map(),
    records: new Map(),
    recordKeys: new Map(),
    samples: new Map(),
    readings: new Map(),
    cursors: new Map(),
    tasks: [],
    now,
    newId: (prefix) => `${prefix}_${String((ids += 1)).padStart(9, "0")}`,
  }
}

/** True when nobody else is at work on a row. */
export const isFree = ({ leasedUntil }: Leased, now: number) => leasedUntil === null || leasedUntil < now

export const dateOf = (at: number | null) => (at === null ? null : new Date(at))
