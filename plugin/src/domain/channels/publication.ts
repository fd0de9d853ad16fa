/** One stock item, of which a unit of the variant takes so many. */
export interface Component {
  readonly inventoryItemId: string
  readonly requiredQuantity: number
}

/** A command whose outcome is not known: it was sent, or its sender was killed about then. */
export interface PendingWrite {
  readonly key: string
  readonly quantity: number
  readonly expected: number | null
  /** Where to ask what became of it, when the channel took it without doing it at once. */
  readonly confirm: string | null
}

/** A publication that was claimed because its number may be out of date. */
export interface DuePublication {
  readonly id: string
  readonly stockRef: string
  readonly locationRef: string
  readonly components: readonly Component[]
  readonly dirtyVersion: number
  /** The channel changed its number by itself: its orders are to be read before ours is asserted. */
  readonly drainFirst: boolean
  /** What the channel was last known to show. */
  readonly confirmedQuantity: number | null
  readonly sequence: number
  readonly attempts: number
  readonly pending: PendingWrite | null
  /** Commands sent for it today (UTC), the repeated ones too. */
  readonly revisionsToday: number
}

/** What became of a claimed publication. */
export interface PublicationOutcome {
  readonly id: string
  /** The version up to which all is done; left as it is when null. */
  readonly settledVersion: number | null
  /** What the channel shows now; left as it is when null. */
  readonly confirmedQuantity: number | null
  /** What the channel shows is not known any more: it is looked at before anything is sent. */
  readonly forgetShown: boolean
  readonly keepPending: boolean
  readonly pendingConfirm: string | null
  readonly drainFirst: boolean
  readonly attempts: number
  /** Not before so many milliseconds from now. */
  readonly afterMs: number
  readonly error: string | null
  /** Why it is not sent yet, when that is on purpose and no failure. */
  readonly waiting: string | null
  readonly state: "ok" | "poisoned"
}
